using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Explanations;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.Grading;

/// <summary>Counts the steps between the tiers of a history, oldest first. A null in between interrupts runs and is no step.</summary>
internal sealed class MovesBody(EnumType tiers, Formula history, SourceSpan span) : KindBody
{
    public override RecordType ResultType { get; } = TypeRules.RecordOf(
    [
        new("tier", tiers.OrNull()),
        new("previous", tiers.OrNull()),
        new("lastMove", ScalarType.Integer),
        new("stepsUp", ScalarType.Integer),
        new("stepsDown", ScalarType.Integer),
        new("consecutiveRises", ScalarType.Integer),
        new("consecutiveDrops", ScalarType.Integer),
        new("unchangedFor", ScalarType.Integer),
    ]);

    public override IEnumerable<CoveragePoint> CoveragePoints => [new("up", span), new("down", span), new("unchanged", span)];

    public override IEnumerable<string> Reached(Value result)
    {
        var move = result.AsRecord()["lastMove"].AsInteger();
        return [move > 0 ? "up" : move < 0 ? "down" : "unchanged"];
    }

    public override Value Decide(EvaluationContext context)
    {
        var list = history.Evaluate(context);
        if (list.IsMissing) return list;
        var items = list.IsNull ? [] : list.AsList().Items;
        if (items.FirstOrDefault(i => i.IsMissing) is { MissingPaths.IsEmpty: false } missing) return missing;
        var builder = ExplanationBuilder.Of(context);
        long up = 0, down = 0, rises = 0, drops = 0, unchanged = items.IsEmpty ? 0 : 1, last = 0;
        context.Step(items.Length);
        for (var i = 1; i < items.Length; i++)
        {
            last = items[i].IsPresent && items[i - 1].IsPresent ? Place(items[i]) - Place(items[i - 1]) : 0;
            up += Math.Max(last, 0);
            down += Math.Max(-last, 0);
            rises = last > 0 ? rises + 1 : 0;
            drops = last < 0 ? drops + 1 : 0;
            unchanged = last == 0 && items[i] == items[i - 1] ? unchanged + 1 : 1;
            if (last != 0) builder?.Add(last > 0 ? "grading.move.up" : "grading.move.down", span, null, null, Label(items[i - 1]), Label(items[i]), Math.Abs(last));
        }
        return Value.Of(new ValueRecord(ResultType.MemberNames,
        [
            items.IsEmpty ? Value.Null : items[^1], items.Length < 2 ? Value.Null : items[^2], Value.Of(last),
            Value.Of(up), Value.Of(down), Value.Of(rises), Value.Of(drops), Value.Of(unchanged),
        ]));
    }

    private int Place(Value tier) => tiers.Declaration.IndexOf(tier.AsText());

    private LocalizedText Label(Value tier) => tiers.Declaration.LabelOf(tier.AsText());
}
