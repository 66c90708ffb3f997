using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Fusing;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Explanations;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Compilation;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Facts.Writing;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.DecisionTable;

/// <summary>
/// Decides by rows. A row matches when none of its cells fails; a row that a missing fact leaves open makes the result missing,
/// unless the hit policy lets another row decide without it. <see cref="Table"/> is readable for whoever compiles it.
/// </summary>
internal sealed class DecisionTableBody : KindBody
{
    public const string DefaultRow = "default";

    public static readonly string[] ReservedNames = ["row", "rows", "matches", "count"];

    private readonly TableResults _results;
    private readonly Warming<TableIndex> _index;

    public DecisionTableBody(TableParts table, bool isComplete)
    {
        Table = table;
        _results = new TableResults(table, isComplete);
        _index = new Warming<TableIndex>(() => new TableIndex(table));
    }

    public TableParts Table { get; }

    public override RecordType ResultType => _results.Type;

    public override IEnumerable<CoveragePoint> CoveragePoints =>
        Table.Rows.Concat(Table.Default is null ? [] : [Table.Default]).Select(r => new CoveragePoint(r.Id, r.Span));

    public override IEnumerable<string> Reached(Value result)
    {
        var record = result.AsRecord();
        if (Table.GivesOneRow) return record["row"] is { IsPresent: true } row ? [row.AsText()] : [];
        return record["rows"].AsList().Items.Select(i => i.AsText());
    }

    public override ImmutableArray<Scalar?>? Fuse(BodyFuser fuser) => new TableFuser(Table, ResultType, fuser).Fuse();

    public override void Compile() => _ = _index.Now;

    public override Value Decide(EvaluationContext context)
    {
        var builder = ExplanationBuilder.Of(context);
        foreach (var input in Table.Inputs)
        {
            if (input.Computed is not { } formula) continue;
            builder?.Begin();
            var value = formula.Evaluate(context);
            context.Locals[input.Slot] = value;
            builder?.End("explain.let", formula.Span, null, null, input.Label, ValueText.Of(value, formula.Type));
        }
        // The rows one by one are the meaning; the index finds the same ones, when nothing is missing and nobody asks why. Only a table that is no
        // tree of questions comes here often enough to have one.
        var isFirst = Table.HitPolicy == HitPolicy.First;
        if (context.Observer is null && _index.Value?.Find(context, isFirst) is { } found)
            return !isFirst ? Decide(found, [], default, context, null) : found.Count > 0 ? _results.Of(found[0], context) : NoRow(context, null);
        return isFirst ? First(context, builder) : All(context, builder);
    }

    private Value First(EvaluationContext context, ExplanationBuilder? builder)
    {
        foreach (var row in Table.Rows)
        {
            var matches = Matches(row, context, builder);
            if (matches.IsMissing) return matches;
            if (matches.IsTrue) return _results.Of(row, context);
        }
        return NoRow(context, builder);
    }

    private Value All(EvaluationContext context, ExplanationBuilder? builder)
    {
        List<TableRow> matching = [], open = [];
        Value unknown = default;
        foreach (var row in Table.Rows)
        {
            var matches = Matches(row, context, builder);
            if (matches.IsTrue) matching.Add(row);
            if (!matches.IsMissing) continue;
            unknown = open.Count == 0 ? matches : Operators.Missing(unknown, matches);
            open.Add(row);
        }
        return Decide(matching, open, unknown, context, builder);
    }

    private Value Decide(List<TableRow> matching, List<TableRow> open, Value unknown, EvaluationContext context, ExplanationBuilder? builder)
    {
        switch (Table.HitPolicy)
        {
            // At most one row matches, or all that match agree: the document promises it, so one that matches decides.
            case HitPolicy.Unique when matching.Count > 1:
                throw new EvaluationFault(DecisionTableDiagnostics.SeveralMatch, matching[0].Label, matching[1].Label);
            case HitPolicy.Any when matching.Count > 1: return _results.OfAgreeing(matching, context);
            case HitPolicy.Unique or HitPolicy.Any when matching.Count == 1: return _results.Of(matching[0], context);
            case HitPolicy.Priority when matching.Count > 0: return _results.OfFirst(matching, open, unknown, context);
        }
        if (open.Count > 0) return unknown;
        if (matching.Count > 0) return _results.OfMany(matching, context);
        return NoRow(context, builder);
    }

    private Value NoRow(EvaluationContext context, ExplanationBuilder? builder)
    {
        if (Table.Default is null) builder?.Add("table.none", SourceSpan.None, null, null);
        else builder?.Add("table.default", Table.Default.Span, true, null);
        if (Table.GivesOneRow) return Table.Default is null ? _results.None : _results.Of(Table.Default, context);
        return _results.OfMany(Table.Default is null || Table.Aggregate == TableAggregate.Count ? [] : [Table.Default], context);
    }

    // Stops at the first cell that fails: that is why the row does not match, whatever the other cells are.
    private static Value Matches(TableRow row, EvaluationContext context, ExplanationBuilder? builder)
    {
        builder?.Begin();
        var matches = Value.True;
        foreach (var cell in row.Cells)
        {
            if (cell is null) continue;
            var value = cell.Evaluate(context);
            if (value.IsTrue) continue;
            matches = value.IsMissing ? Operators.Missing(matches.IsMissing ? matches : value, value) : Value.False;
            if (matches.IsFalse) break;
        }
        builder?.End("explain.condition", row.Span, matches.IsMissing ? null : matches.IsTrue, row.Clause, row.Label);
        return matches;
    }
}
