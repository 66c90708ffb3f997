using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Values;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CrmWorkflows.Rules.Tests.Policies.Grading;

/// <summary>Leading groups over generated populations with many equal values, against an oracle that tries every cut from the smallest.</summary>
public sealed class RankingLaws
{
    private static readonly string[] Measures = ["share", "portion", "quota"];
    private static readonly string[] Ties = ["include", "exclude", "byKey"];

    private static readonly Dictionary<(string Measure, string Ties, bool Lowest), DecisionDocument> Documents =
        (from measure in Measures from ties in Ties from lowest in new[] { false, true } select (measure, ties, lowest)).ToDictionary(k => k, k => TestPolicy.Document("Grading", $$"""
            { "types": { "class": ["A", "B", "C"], "member": { "record": [
                { "name": "id", "type": "Text", "label": { "zh": "编号", "en": "Id" } }, { "name": "value", "type": "Integer?", "label": { "zh": "数值", "en": "Value" } } ] } },
              "facts": { "members": "List<member>", "first": "{{(k.measure == "quota" ? "Integer" : "Percentage")}}", "second": "{{(k.measure == "quota" ? "Integer" : "Percentage")}}" },
              "tiers": "class",
              "ranking": { "population": "members", "key": "id", "by": "value", "order": "{{(k.lowest ? "lowestFirst" : "highestFirst")}}", "ties": "{{k.ties}}",
                "groups": [ { "tier": "A", "{{k.measure}}": "first" }, { "tier": "B", "{{k.measure}}": "second" }, { "tier": "C" } ] },
              "outcome": { "groups": "Map<class, List<Text>>", "unranked": "List<Text>" } }
            """));

    public sealed record Case(int?[] Values, string Measure, string Ties, bool Lowest, decimal First, decimal Second, int Seed);

    public static Arbitrary<Case> Cases() => Arb.From(
        from values in Gen.Frequency((9, Gen.Choose(0, 6).Select(v => (int?)v)), (1, Gen.Constant((int?)null))).ArrayOf()
        from measure in Gen.Elements(Measures)
        from ties in Gen.Elements(Ties)
        from lowest in Gen.Elements(false, true)
        from first in Gen.Choose(0, 12)
        from second in Gen.Choose(0, 12)
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select new Case(values, measure, ties, lowest, measure == "quota" ? first : first / 10m, measure == "quota" ? second : second / 10m, seed));

    [Property(Arbitrary = [typeof(RankingLaws)], MaxTest = 2000)]
    public bool Groups_are_those_of_an_oracle_that_tries_every_cut(Case x)
    {
        var members = Ranked(x);
        var first = Cut(members, x, x.First, 0);
        var second = Cut(members, x, x.Second, first);
        return Groups(x).Select(g => string.Join(' ', g))
            .SequenceEqual(new[] { members[..first], members[first..second], members[second..] }.Select(g => string.Join(' ', g.Select(m => m.Id))));
    }

    [Property(Arbitrary = [typeof(RankingLaws)], MaxTest = 1000)]
    public bool The_order_in_which_members_are_listed_does_not_matter(Case x)
    {
        var places = Enumerable.Range(0, x.Values.Length).ToArray();
        new Random(x.Seed).Shuffle(places);
        return Decide(x, places).Outcome!["groups"] == Decide(x).Outcome!["groups"];
    }

    [Property(Arbitrary = [typeof(RankingLaws)], MaxTest = 1000)]
    public bool Everybody_with_a_value_is_in_one_group_and_nobody_without(Case x)
    {
        var decision = Decide(x);
        return Groups(x).SelectMany(g => g).Order().SequenceEqual(Ranked(x).Select(m => m.Id).Order())
            && decision["unranked"].AsList().Count == x.Values.Count(v => v is null);
    }

    [Property(Arbitrary = [typeof(RankingLaws)], MaxTest = 1000)]
    public bool A_share_is_reached_and_was_not_without_the_last_member(Case x)
    {
        var given = x with { Measure = "share", Ties = "byKey" };
        var (members, taken) = (Ranked(given), Groups(given)[0].Length);
        var wanted = given.First * members.Sum(m => m.Value);
        return taken == 0 ? wanted <= 0 : members[..(taken - 1)].Sum(m => m.Value) < wanted && (members[..taken].Sum(m => m.Value) >= wanted || taken == members.Length);
    }

    [Property(Arbitrary = [typeof(RankingLaws)], MaxTest = 1000)]
    public bool Equal_members_stand_together_unless_their_names_decide(Case x)
    {
        if (x.Ties == "byKey") return true;
        var valueOf = Ranked(x).ToDictionary(m => m.Id, m => m.Value);
        return Groups(x).SelectMany((group, tier) => group.Select(id => (Value: valueOf[id], tier))).Distinct().GroupBy(p => p.Value).All(g => g.Count() == 1);
    }

    [Property(Arbitrary = [typeof(RankingLaws)], MaxTest = 1000)]
    public bool A_quota_is_met_exceeded_only_by_equals_or_left_short_only_by_equals(Case x)
    {
        var given = x with { Measure = "quota" };
        var (all, taken) = (Ranked(given).Length, Groups(given)[0].Length);
        var quota = Math.Min((int)given.First, all);
        return given.Ties switch { "include" => taken >= quota, "exclude" => taken <= quota, _ => taken == quota };
    }

    // The smallest cut that reaches the limit; then what is equal at its edge; never less than the group above has taken.
    private static int Cut((string Id, int Value)[] members, Case x, decimal limit, int taken)
    {
        bool Reaches(int count) => x.Measure switch
        {
            "quota" => count >= limit,
            "portion" => count >= limit * members.Length,
            _ => members[..count].Sum(m => m.Value) >= limit * members.Sum(m => m.Value),
        };
        var cut = Enumerable.Range(0, members.Length + 1).Where(Reaches).DefaultIfEmpty(members.Length).First();
        if (cut > taken && cut < members.Length && members[cut - 1].Value == members[cut].Value)
        {
            var edge = members[cut].Value;
            if (x.Ties == "include") cut = Array.FindLastIndex(members, m => m.Value == edge) + 1;
            if (x.Ties == "exclude") cut = Array.FindIndex(members, m => m.Value == edge);
        }
        return Math.Max(taken, cut);
    }

    private static (string Id, int Value)[] Ranked(Case x)
    {
        var members = x.Values.Select((v, i) => (Id: Name(i), Value: v)).Where(m => m.Value is not null).Select(m => (m.Id, Value: m.Value!.Value));
        return [.. (x.Lowest ? members.OrderBy(m => m.Value) : members.OrderByDescending(m => m.Value)).ThenBy(m => m.Id, StringComparer.Ordinal)];
    }

    private static string[][] Groups(Case x)
    {
        var groups = Decide(x)["groups"].AsMap();
        return [.. new[] { "A", "B", "C" }.Select(tier => groups[tier].AsList().Items.Select(i => i.AsText()).ToArray())];
    }

    private static Decision Decide(Case x, int[]? places = null) => Documents[(x.Measure, x.Ties, x.Lowest)].Decide(
        [
            Value.List([.. (places ?? Enumerable.Range(0, x.Values.Length)).Select(i => Value.Of(new ValueRecord(["id", "value"], [Value.Of(Name(i)), x.Values[i] is { } v ? Value.Of((long)v) : Value.Null])))]),
            x.Measure == "quota" ? Value.Of((long)x.First) : Value.Of(x.First),
            x.Measure == "quota" ? Value.Of((long)x.Second) : Value.Of(x.Second),
        ], TestPolicy.Moment);

    private static string Name(int place) => "m" + place.ToString("D3", null);
}
