using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.DecisionTable;

/// <summary>
/// Makes the result of the rows that decide. One row: its outputs and <c>row</c>. Several: each output as a list, <c>matches</c> as records
/// and <c>rows</c>. An aggregate: one value and <c>rows</c>.
/// </summary>
internal sealed class TableResults
{
    private readonly TableParts _table;
    private readonly RecordType _match;
    private readonly Dictionary<TableRow, Value> _constant = new(ReferenceEqualityComparer.Instance);

    public TableResults(TableParts table, bool isComplete)
    {
        _table = table;
        var always = isComplete || table.Default is not null;
        var types = table.Outputs.Select((o, i) => MayBeNull(i) ? o.Type.OrNull() : o.Type).ToArray();
        RecordMember Member(int i, FactType type) => new(table.Outputs[i].Name, type, table.Outputs[i].Label);
        _match = TypeRules.RecordOf([.. types.Select((t, i) => Member(i, t))]);
        if (table.GivesOneRow)
        {
            Type = TypeRules.RecordOf([.. types.Select((t, i) => Member(i, always ? t : t.OrNull())), new RecordMember("row", always ? ScalarType.Text : ScalarType.Text.OrNull())]);
            foreach (var row in table.Rows)
                if (Constant(row) is { } constant) _constant[row] = constant;
            if (table.Default is { } rest && Constant(rest) is { } otherwise) _constant[rest] = otherwise;
        }
        else
        {
            var rows = new RecordMember("rows", new ListType(ScalarType.Text));
            Type = TypeRules.RecordOf(table.Aggregate switch
            {
                null => [.. types.Select((t, i) => Member(i, new ListType(t))), new RecordMember("matches", new ListType(_match)), rows],
                TableAggregate.Count => [new RecordMember("count", ScalarType.Integer), rows],
                TableAggregate.Sum when types[0].NotNull().Kind is ValueKind.Integer or ValueKind.Decimal => [Member(0, types[0].NotNull()), rows],
                _ => [Member(0, always ? types[0] : types[0].OrNull()), rows],
            });
        }
        None = Value.Of(new ValueRecord(Type.MemberNames, [.. Type.Members.Select(_ => Value.Null)]));
    }

    public RecordType Type { get; }

    /// <summary>The result of a table that gives one row, when none matches and there is no default.</summary>
    public Value None { get; }

    /// <summary>The result of one row.</summary>
    public Value Of(TableRow row, EvaluationContext context)
    {
        if (_constant.TryGetValue(row, out var constant)) return constant;
        var missing = Outputs(row, context, out var values);
        return missing.IsMissing && values is null ? missing : One(row, values!);
    }

    /// <summary>The result of rows that must all decide the same.</summary>
    public Value OfAgreeing(List<TableRow> rows, EvaluationContext context)
    {
        Value[]? agreed = null;
        foreach (var row in rows)
        {
            var missing = Outputs(row, context, out var values);
            if (values is null) return missing;
            if (agreed is not null && !agreed.AsSpan().SequenceEqual(values))
                throw new EvaluationFault(DecisionTableDiagnostics.DifferentOutputs, rows[0].Label, row.Label);
            agreed ??= values;
        }
        return One(rows[0], agreed!);
    }

    /// <summary>The result of the row that comes first by priority; missing when an open row could come before it.</summary>
    public Value OfFirst(List<TableRow> matching, List<TableRow> open, Value unknown, EvaluationContext context)
    {
        var candidates = new List<(TableRow Row, Value[] Values)>();
        foreach (var row in matching.Concat(open))
        {
            var missing = Outputs(row, context, out var values);
            if (values is null) return missing;
            candidates.Add((row, values));
        }
        // The order of the table among equals.
        var first = candidates.OrderBy(c => c.Values, Comparer<Value[]>.Create(Compare)).ThenBy(c => _table.Rows.IndexOf(c.Row)).First();
        return open.Contains(first.Row) ? unknown : One(first.Row, first.Values);
    }

    /// <summary>The result of all rows that match.</summary>
    public Value OfMany(List<TableRow> rows, EvaluationContext context)
    {
        var all = new List<(TableRow Row, Value[] Values)>();
        foreach (var row in rows)
        {
            var missing = Outputs(row, context, out var values);
            if (values is null) return missing;
            all.Add((row, values));
        }
        if (_table.HitPolicy == HitPolicy.OutputOrder) all = [.. all.OrderBy(c => c.Values, Comparer<Value[]>.Create(Compare))];
        var ids = Value.List([.. all.Select(a => Value.Of(a.Row.Id))]);
        if (_table.Aggregate is { } aggregate) return Record(Aggregate(aggregate, [.. all.Select(a => a.Values[0])], context), ids);
        var lists = _table.Outputs.Select((_, i) => Value.List([.. all.Select(a => a.Values[i])]));
        var matches = Value.List([.. all.Select(a => Value.Of(new ValueRecord(_match.MemberNames, [.. a.Values])))]);
        return Record([.. lists, matches, ids]);
    }

    // Null counts for nothing; the sum of nothing is zero, its smallest and largest value null.
    private Value Aggregate(TableAggregate aggregate, Value[] values, EvaluationContext context)
    {
        if (aggregate == TableAggregate.Count) return Value.Of((long)values.Length);
        var type = _table.Outputs[0].Type.NotNull();
        var result = Value.Null;
        foreach (var value in values)
        {
            if (!value.IsPresent) continue;
            if (result.IsNull) result = value;
            else if (aggregate == TableAggregate.Sum) result = Operators.Arithmetic(ArithmeticOperator.Add, result, value, context);
            else if (Operators.Order(value, result, type) * (aggregate == TableAggregate.Min ? 1 : -1) < 0) result = value;
        }
        if (!result.IsNull || aggregate != TableAggregate.Sum) return result;
        return type.Kind switch
        {
            ValueKind.Integer => Value.Of(0L),
            ValueKind.Decimal => Value.Of(0m),
            _ => result,
        };
    }

    private int Compare(Value[]? a, Value[]? b)
    {
        for (var i = 0; i < _table.Outputs.Length; i++)
            if (_table.Outputs[i].Priority is { } priority && priority.Compare(a![i], b![i]) is not 0 and var order) return order;
        return 0;
    }

    private static Value Outputs(TableRow row, EvaluationContext context, out Value[]? values)
    {
        values = new Value[row.Outputs.Length];
        Value missing = default;
        var anyMissing = false;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = row.Outputs[i].Evaluate(context);
            if (!values[i].IsMissing) continue;
            missing = anyMissing ? Operators.Missing(missing, values[i]) : values[i];
            anyMissing = true;
        }
        if (anyMissing) values = null;
        return missing;
    }

    private Value? Constant(TableRow row)
    {
        var values = new Value[row.Outputs.Length];
        for (var i = 0; i < values.Length; i++)
            if (!Constants.TryRead(row.Outputs[i].Tree, out values[i])) return null;
        return One(row, values);
    }

    private bool MayBeNull(int output) =>
        _table.Rows.Any(r => r.Outputs[output].Type.IsNullable) || _table.Default?.Outputs[output].Type.IsNullable == true;

    private Value One(TableRow row, Value[] values) => Record([.. values, Value.Of(row.Id)]);

    private Value Record(params ReadOnlySpan<Value> values) => Value.Of(new ValueRecord(Type.MemberNames, [.. values]));
}
