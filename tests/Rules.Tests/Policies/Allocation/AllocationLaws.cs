using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Values;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CrmWorkflows.Rules.Tests.Policies.Allocation;

/// <summary>The sum is always preserved, and the other laws of a fair division, over generated totals and receivers.</summary>
public sealed class AllocationLaws
{
    private const string Person = """
        "types": { "person": { "record": [
            { "name": "id", "type": "Text", "label": { "zh": "工号", "en": "Id" } }, { "name": "weight", "type": "Decimal", "label": { "zh": "权重", "en": "Weight" } },
            { "name": "can", "type": "Boolean", "label": { "zh": "可分配", "en": "Can" } } ] } },
        "facts": { "total": "Money(CNY)", "people": "List<person>", "most": "Decimal?", "none": "List<Text>" },
        "total": "total", "receivers": "people", "as": "person", "eligible": "person.can", "limit": "most",
        "outcome": { "amounts": "Map<Money(CNY)>", "left": "Money(CNY)", "given": "Money(CNY)", "total": "Money(CNY)", "order": "List<Text>" }
        """;

    private static readonly DecisionDocument Largest = TestPolicy.Document("Allocation", "{" + Person + """, "weight": "person.weight", "remainder": { "largestThen": "none" } }""");

    private static readonly DecisionDocument Kept = TestPolicy.Document("Allocation", "{" + Person + """, "weight": "person.weight", "remainder": { "keep": true } }""");

    // A receiver's own limit is what it can take; the ways to treat what lies above it.
    private static readonly DecisionDocument[] Limited =
    [
        .. new[] { "\"redistribute\"", "\"keep\"", "{ \"to\": \"first\" }" }.SelectMany(surplus => new[] { "\"largestThen\": \"none\"", "\"keep\": true", "\"to\": \"first\"" }.Select(remainder => TestPolicy.Document("Allocation", "{" + Bounded + $$""", "surplus": {{surplus}}, "remainder": { {{remainder}} } }"""))),
    ];

    private static string Bounded => Person
        .Replace("\"name\": \"can\", \"type\": \"Boolean\", \"label\": { \"zh\": \"可分配\", \"en\": \"Can\" }", "\"name\": \"most\", \"type\": \"Decimal?\", \"label\": { \"zh\": \"上限\", \"en\": \"Most\" }", StringComparison.Ordinal)
        .Replace("\"most\": \"Decimal?\", \"none\"", "\"first\": \"Text\", \"none\"", StringComparison.Ordinal)
        .Replace("\"eligible\": \"person.can\", \"limit\": \"most\"", "\"weight\": \"person.weight\", \"limit\": \"person.most\"", StringComparison.Ordinal);

    private static readonly DecisionDocument InOrder = TestPolicy.Document("Allocation", "{" + Person.Replace("\"total\": \"Money(CNY)\", \"people\"", "\"total\": \"Decimal\", \"people\"", StringComparison.Ordinal).Replace("Money(CNY)", "Decimal", StringComparison.Ordinal) + """, "wants": "person.weight", "order": [{ "by": "person.weight", "direction": "descending" }] }""");

    public static Arbitrary<Case> Cases() => Arb.From(
        from cents in Gen.Choose(-1_000_000, 1_000_000)
        from weights in Gen.Choose(0, 40).Select(w => w / 4m).ArrayOf()
        from can in Gen.Elements(true, true, true, false).ArrayOf(weights.Length)
        from most in Gen.Choose(-1, 20000)
        select new Case(cents / 100m, weights, can, most < 10000 ? null : most / 100m));

    [Property(Arbitrary = [typeof(AllocationLaws)], MaxTest = 1000)]
    public bool What_is_given_and_what_is_left_make_the_total(Case x)
    {
        foreach (var document in new[] { Largest, Kept, InOrder })
        {
            if (document == InOrder && x.Total < 0) continue;
            var decision = Decide(document, x);
            if (Amounts(decision).Sum() + decision["left"].AsDecimal() != x.Total || decision["given"].AsDecimal() + decision["left"].AsDecimal() != x.Total) return false;
        }
        return true;
    }

    [Property(Arbitrary = [typeof(AllocationLaws)], MaxTest = 1000)]
    public bool Nothing_is_left_when_somebody_can_take_it(Case x) =>
        Decide(Largest, x with { Most = null })["left"].AsDecimal() == (x.Weights.Zip(x.Can).Any(p => p.Second && p.First > 0) ? 0 : x.Total);

    [Property(Arbitrary = [typeof(AllocationLaws)], MaxTest = 1000)]
    public bool Everybody_is_within_one_cent_of_the_exact_part(Case x)
    {
        var whole = x.Weights.Zip(x.Can).Where(p => p.Second).Sum(p => p.First);
        return Amounts(Decide(Largest, x with { Most = null })).Zip(x.Weights.Zip(x.Can))
            .All(p => Math.Abs(p.First - (p.Second.Second && whole > 0 ? x.Total * p.Second.First / whole : 0)) < 0.01m);
    }

    [Property(Arbitrary = [typeof(AllocationLaws)], MaxTest = 1000)]
    public bool Whoever_weighs_more_never_gets_less(Case x)
    {
        var amounts = Amounts(Decide(Largest, x with { Most = null }));
        for (var i = 0; i < amounts.Length; i++)
            for (var j = 0; j < amounts.Length; j++)
                if (x.Can[i] && x.Can[j] && x.Weights[i] > x.Weights[j] && Math.Abs(amounts[i]) < Math.Abs(amounts[j])) return false;
        return true;
    }

    [Property(Arbitrary = [typeof(AllocationLaws)], MaxTest = 1000)]
    public bool A_reversal_takes_back_what_was_given(Case x) =>
        Amounts(Decide(Largest, x)).SequenceEqual(Amounts(Decide(Largest, x with { Total = -x.Total })).Select(a => -a));

    [Property(Arbitrary = [typeof(AllocationLaws)], MaxTest = 1000)]
    public bool Nobody_gets_more_than_the_limit_or_than_is_wanted(Case x)
    {
        var positive = x with { Total = Math.Abs(x.Total) };
        return (x.Most is null || Amounts(Decide(Largest, positive)).All(a => a <= x.Most))
            && Amounts(Decide(InOrder, positive)).Zip(x.Weights).All(p => p.First >= 0 && p.First <= p.Second);
    }

    [Property(Arbitrary = [typeof(AllocationLaws)], MaxTest = 1000)]
    public bool In_order_the_earlier_is_full_before_the_later_gets_anything(Case x)
    {
        var positive = x with { Total = Math.Abs(x.Total), Most = null };
        var decision = Decide(InOrder, positive);
        var order = decision["order"].AsList().Items.Select(i => int.Parse(i.AsText(), null)).ToArray();
        var amounts = Amounts(decision);
        return Enumerable.Range(1, Math.Max(0, order.Length - 1)).All(n => amounts[order[n]] == 0 || amounts[order[n - 1]] == x.Weights[order[n - 1]]);
    }

    public sealed record Bound(decimal Total, decimal[] Weights, decimal?[] Most);

    public static Arbitrary<Bound> Bounds() => Arb.From(
        from cents in Gen.Choose(-30_000, 30_000)
        from count in Gen.Choose(1, 7)
        from weights in Gen.Choose(0, 8).Select(w => w / 2m).ArrayOf(count)
        from most in Gen.Frequency((1, Gen.Constant((decimal?)null)), (3, Gen.Choose(0, 12_000).Select(c => (decimal?)(c / 100m)))).ArrayOf(count)
        select new Bound(cents / 100m, weights, most));

    [Property(Arbitrary = [typeof(AllocationLaws)], MaxTest = 300)]
    public bool Whatever_becomes_of_what_lies_above_limits_the_total_is_preserved(Bound x) => Limited.All(document =>
    {
        var decision = Decide(document, x);
        return Amounts(decision).Sum() + decision["left"].AsDecimal() == x.Total && decision["given"].AsDecimal() + decision["left"].AsDecimal() == x.Total;
    });

    [Property(Arbitrary = [typeof(AllocationLaws)], MaxTest = 1000)]
    public bool Redistributed_to_the_largest_nothing_is_left_while_somebody_can_take_it(Bound x)
    {
        var decision = Decide(Limited[0], x);
        var amounts = Amounts(decision).Select(Math.Abs).ToArray();
        var isFull = amounts.Select((a, i) => x.Weights[i] == 0 || a == x.Most[i]).ToArray();
        return (decision["left"].AsDecimal() == 0 || isFull.All(f => f)) && amounts.Zip(x.Most).All(p => p.Second is null || p.First <= p.Second);
    }

    // The exact division with limits is a water level: everybody has the smaller of limit and level times weight.
    [Property(Arbitrary = [typeof(AllocationLaws)], MaxTest = 500)]
    public bool Redistributed_parts_are_those_of_a_water_level_to_the_cent_a_receiver(Bound x)
    {
        var size = Math.Abs(x.Total);
        decimal Poured(decimal level) => x.Weights.Select((w, i) => Math.Min(level * w, x.Most[i] ?? decimal.MaxValue)).Sum();
        var (low, high) = (0m, 2 * size + 1);
        if (Poured(high) < size) low = high;
        for (var step = 0; step < 60 && low < high; step++)
        {
            var middle = (low + high) / 2;
            if (Poured(middle) < size) low = middle;
            else high = middle;
        }
        var tolerance = 0.01m * (x.Weights.Length + 1);
        return Amounts(Decide(Limited[0], x)).Select(Math.Abs)
            .Select((a, i) => Math.Abs(a - Math.Min(high * x.Weights[i], x.Most[i] ?? decimal.MaxValue)) <= tolerance * Math.Max(1, x.Weights[i] * 2)).All(ok => ok);
    }

    [Property(Arbitrary = [typeof(AllocationLaws)], MaxTest = 1000)]
    public bool Kept_is_what_lay_above_the_limits_and_no_cent_of_rounding_where_that_goes_to_a_party(Bound x)
    {
        var decision = Decide(Limited[5], x);
        var whole = x.Weights.Sum();
        var above = whole == 0 ? 0 : x.Weights.Select((w, i) => Math.Floor(Math.Abs(x.Total) * w / whole * 100) / 100 is var part && x.Most[i] is { } most && part > most ? part - most : 0).Sum();
        return Math.Abs(decision["left"].AsDecimal()) == above;
    }

    private static Decision Decide(DecisionDocument document, Bound x) => document.Decide(
        [
            Value.Of(x.Total),
            Value.List([.. x.Weights.Select((w, i) => Value.Of(new ValueRecord(["id", "weight", "most"], [Value.Of(i.ToString(null as IFormatProvider)), Value.Of(w), x.Most[i] is { } most ? Value.Of(most) : Value.Null])))]),
            Value.Of("0"),
            Value.List(),
        ], TestPolicy.Moment);

    public sealed record Case(decimal Total, decimal[] Weights, bool[] Can, decimal? Most);

    private static Decision Decide(DecisionDocument document, Case x) => document.Decide(
        [
            Value.Of(x.Total),
            Value.List([.. x.Weights.Select((w, i) => Value.Of(new ValueRecord(["id", "weight", "can"], [Value.Of(i.ToString(null as IFormatProvider)), Value.Of(w), Value.Of(x.Can[i])])))]),
            x.Most is { } most ? Value.Of(most) : Value.Null,
            Value.List(),
        ], TestPolicy.Moment);

    private static decimal[] Amounts(Decision decision)
    {
        var map = decision["amounts"].AsMap();
        return [.. map.Keys.Select(k => map[k].AsDecimal())];
    }
}
