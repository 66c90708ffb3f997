using System.Collections.Immutable;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Expressions.Functions;

/// <summary>Histories: neighbours, runs of equal values, records of a window of time.</summary>
internal static class HistoryFunctions
{
    private static readonly ImmutableArray<string> PairNames = ["previous", "current"];
    private static readonly ImmutableArray<string> RunNames = ["value", "length"];

    public static IEnumerable<Function> All { get; } =
    [
        new("pairs(history: List<T>) -> List<{previous: T, current: T}>", Pairs),
        new("runs(history: List<T>) -> List<{value: T, length: Integer}>", Runs),
        new("window(records: List<T>, day: T => Date, length: Period, until: Date) -> List<T>", Window),
    ];

    private static Value Pairs(FunctionCall call)
    {
        var items = call.Items(0);
        call.Context.Step(items.Length);
        var pairs = ImmutableArray.CreateBuilder<Value>();
        for (var i = 1; i < items.Length; i++) pairs.Add(Value.Of(new ValueRecord(PairNames, [items[i - 1], items[i]])));
        return Value.Of(new ValueList(pairs.ToImmutable()));
    }

    private static Value Runs(FunctionCall call)
    {
        var items = call.Items(0);
        call.Context.Step(items.Length);
        var runs = ImmutableArray.CreateBuilder<Value>();
        for (var start = 0; start < items.Length;)
        {
            var end = start + 1;
            while (end < items.Length && items[end].Equals(items[start])) end++;
            runs.Add(Value.Of(new ValueRecord(RunNames, [items[start], Value.Of((long)(end - start))])));
            start = end;
        }
        return Value.Of(new ValueList(runs.ToImmutable()));
    }

    // The day on which the window began is outside, its last day inside.
    private static Value Window(FunctionCall call)
    {
        var until = call[3].AsDate();
        var after = call[2].AsPeriod().Negate().TryAddTo(until, out var start) ? start : DateOnly.MinValue;
        var kept = ImmutableArray.CreateBuilder<Value>();
        foreach (var item in call.Items(0))
        {
            var day = call.Apply(1, item);
            if (day.IsMissing) return day;
            if (!day.IsNull && day.AsDate() > after && day.AsDate() <= until) kept.Add(item);
        }
        return Value.Of(new ValueList(kept.ToImmutable()));
    }
}
