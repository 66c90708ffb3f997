using System.Collections.Immutable;
using System.Linq.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Compilation;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Deciding.Fusing;

/// <summary>
/// What a body needs to become part of one delegate that decides a whole document: names in CLR types, and a way out for whatever the delegate
/// leaves to the ordinary evaluation (a missing fact, a fault). Used by one thread while a decision is compiled.
/// </summary>
internal sealed class BodyFuser(FusedSource source, Func<Expression> leave, ImmutableHashSet<int> wanted)
{
    private const int LongestChain = 500;

    private readonly List<ParameterExpression> _variables = [];
    private readonly List<Expression> _statements = [];

    public ScalarCompiler Scalars { get; } = new(source);

    public IReadOnlyList<ParameterExpression> Variables => _variables;

    public IReadOnlyList<Expression> Statements => _statements;

    /// <summary>Whether the outcome reads a member of the result.</summary>
    public bool Wants(int member) => wanted.Contains(member);

    /// <summary>Leaves the delegate without a decision.</summary>
    public Expression Leave() => leave();

    public ParameterExpression Variable(Type type, string name)
    {
        var variable = Expression.Variable(type, name);
        _variables.Add(variable);
        return variable;
    }

    public void Add(Expression statement) => _statements.Add(statement);

    /// <summary>Gives a local slot a value.</summary>
    public void Define(int slot, Scalar value) => source.Define(slot, value);

    /// <summary>Gives a local slot the value of an expression; false when it has no lane.</summary>
    public bool TryDefine(int slot, BoundNode value)
    {
        if (Scalars.Compile(value) is not { } scalar) return false;
        source.Define(slot, Held(scalar, $"local{slot}"));
        return true;
    }

    /// <summary>A value computed once into a variable.</summary>
    public Scalar Held(Scalar scalar, string name)
    {
        if (scalar.IsSimple) return scalar;
        var variable = Variable(scalar.Code.Type, name);
        var isNull = scalar.IsNull is null ? null : Variable(typeof(bool), name + "IsNull");
        Expression assign = Expression.Assign(variable, scalar.Code);
        if (isNull is not null) Add(Expression.Assign(isNull, scalar.IsNull!));
        Add(isNull is null ? assign : Expression.IfThen(Expression.Not(isNull), assign));
        Axis? axis = scalar.Kind switch
        {
            ValueKind.Decimal => new DecimalAxis(variable, DecimalAxis.UsualScale, name + "Place", isNull),
            _ when variable.Type == typeof(long) => new WholeAxis(variable, name, isNull: isNull) { IsPlaced = isNull is null },
            _ => null,
        };
        if (axis is { IsPlaced: false })
        {
            _variables.Add(axis.Position);
            _axes.Add((axis, _statements.Count));
        }
        return new Scalar(scalar.Kind, variable) { IsNull = isNull, IsSimple = true, Axis = axis };
    }

    private readonly List<(Axis Axis, int At)> _axes = [];

    /// <summary>The statements in order, with the places that some code needs from the start.</summary>
    public IEnumerable<Expression> Body()
    {
        for (var i = 0; i <= _statements.Count; i++)
        {
            foreach (var (axis, at) in _axes)
                if (at == i && axis.IsEager) yield return axis.Prepare;
            if (i < _statements.Count) yield return _statements[i];
        }
    }

    /// <summary>
    /// A statement that runs the code of the first row whose conditions all hold; null when some condition has no lane.
    /// </summary>
    /// <param name="onSeveral">Code for when a second row holds too; null when the first decides.</param>
    public Expression? First(IReadOnlyList<IReadOnlyList<BoundNode>> rows, Func<int, Expression> onRow, Func<Expression> onNone, Func<Expression>? onSeveral = null)
    {
        var reader = new TestReader(Scalars);
        var match = ImmutableArray.CreateBuilder<MatchRow>();
        for (var i = 0; i < rows.Count; i++)
        {
            var tests = new List<Test>();
            if (!rows[i].All(c => reader.TryRead(c, tests))) break;
            match.Add(new MatchRow(i, [.. tests]));
        }
        if (match.Count == rows.Count && new FirstMatch(onRow, onNone, onSeveral).Build(match.ToImmutable()) is { } tree) return tree;
        return onSeveral is null && rows.Count <= LongestChain ? InOrder(rows, onRow, onNone) : null;
    }

    // Conditions that can fault are asked one after the other, as the ordinary evaluation does.
    private Expression? InOrder(IReadOnlyList<IReadOnlyList<BoundNode>> rows, Func<int, Expression> onRow, Func<Expression> onNone)
    {
        var code = onNone();
        for (var i = rows.Count - 1; i >= 0; i--)
        {
            Expression? all = null;
            foreach (var condition in rows[i])
            {
                if (Scalars.Condition(condition) is not { } test) return null;
                all = all is null ? test.Code : Expression.AndAlso(all, test.Code);
            }
            code = all is null ? onRow(i) : Expression.IfThenElse(all, onRow(i), code);
        }
        return code;
    }
}
