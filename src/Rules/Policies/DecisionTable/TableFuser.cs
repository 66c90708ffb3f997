using System.Collections.Immutable;
using System.Linq.Expressions;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Fusing;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Compilation;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.DecisionTable;

/// <summary>Makes a table part of one delegate for the whole document: the rows as a tree of questions, the outputs as variables that the row sets.</summary>
internal sealed class TableFuser(TableParts table, RecordType type, BodyFuser fuser)
{
    private readonly Output?[] _outputs = new Output?[table.Outputs.Length + 1];

    /// <summary>A member of the result and the variables that hold it.</summary>
    private sealed record Output(ValueKind Kind, ParameterExpression Value, ParameterExpression? IsNull);

    public ImmutableArray<Scalar?>? Fuse()
    {
        if (table.HitPolicy is not (HitPolicy.Unique or HitPolicy.First or HitPolicy.Any)) return null;
        foreach (var input in table.Inputs)
            if (input.Computed is { } formula && !fuser.TryDefine(input.Slot, formula.Tree)) return null;
        for (var i = 0; i < _outputs.Length; i++)
        {
            if (!fuser.Wants(i) && !IsComputed(i)) continue;
            var kind = type.Members[i].Type.Kind;
            if (Scalar.TypeOf(kind) is not { } clr) return null;
            _outputs[i] = new Output(kind, fuser.Variable(clr, type.Members[i].Name), type.Members[i].Type.IsNullable ? fuser.Variable(typeof(bool), type.Members[i].Name + "IsNull") : null);
        }
        var rows = table.Rows.Select(Set).ToArray();
        // Without a default some row always holds where the outputs are never null.
        var none = table.Default is not null ? Set(table.Default) : _outputs.Any(o => o is { IsNull: null }) ? fuser.Leave() : SetNull();
        if (none is null || rows.Any(r => r is null)) return null;
        var conditions = table.Rows.Select(r => (IReadOnlyList<BoundNode>)[.. r.Cells.OfType<Expressions.Formula>().Select(c => c.Tree)]).ToArray();
        // Rows that must agree, and rows of which only one may match, are left to the ordinary evaluation when two match.
        Func<Expression>? several = table.HitPolicy == HitPolicy.First ? null : fuser.Leave;
        if (fuser.First(conditions, i => rows[i]!, () => none, several) is not { } search) return null;
        fuser.Add(search);
        return [.. _outputs.Select(o => o is null ? null : new Scalar(o.Kind, o.Value) { IsNull = o.IsNull, IsSimple = true })];
    }

    // What is computed can fault, whether somebody reads it or not.
    private bool IsComputed(int output) =>
        output < table.Outputs.Length && table.Rows.Append(table.Default).OfType<TableRow>().Any(r => !Constants.TryRead(r.Outputs[output].Tree, out _));

    private BlockExpression? Set(TableRow row)
    {
        var code = new List<Expression>();
        for (var i = 0; i < _outputs.Length; i++)
        {
            if (_outputs[i] is not { } output) continue;
            var isRow = i == table.Outputs.Length;
            var known = Value.Of(row.Id);
            var isKnown = isRow || Constants.TryRead(row.Outputs[i].Tree, out known);
            if (isKnown && known.IsNull)
            {
                if (output.IsNull is null) return null;
                code.Add(Expression.Assign(output.IsNull, Expression.Constant(true)));
                continue;
            }
            if ((isKnown ? Scalar.Of(known) : fuser.Scalars.Compile(row.Outputs[i].Tree)) is not { } value || value.Kind != output.Kind || (value.IsNull is not null && output.IsNull is null)) return null;
            Expression assign = Expression.Assign(output.Value, value.Code);
            if (value.IsNull is not null) code.Add(Expression.Assign(output.IsNull!, value.IsNull));
            code.Add(value.IsNull is null ? assign : Expression.IfThen(Expression.Not(output.IsNull!), assign));
        }
        return Expression.Block(typeof(void), code.Append(Expression.Empty()));
    }

    private BlockExpression SetNull() =>
        Expression.Block(typeof(void), _outputs.OfType<Output>().Select(Expression (o) => Expression.Assign(o.IsNull!, Expression.Constant(true))).Append(Expression.Empty()));
}
