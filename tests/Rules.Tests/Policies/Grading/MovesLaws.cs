using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Values;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CrmWorkflows.Rules.Tests.Policies.Grading;

/// <summary>How tiers move, over generated histories with updates that gave no tier, against an oracle that looks back from the end.</summary>
public sealed class MovesLaws
{
    private static readonly string?[] Tiers = ["D", "C", "B", "A"];

    private static readonly DecisionDocument Document = TestPolicy.Document("Grading", """
        { "types": { "grade": { "ordered": true, "label": { "zh": "等级", "en": "Grade" }, "enum": [
            { "code": "D", "label": { "zh": "丁", "en": "D" } }, { "code": "C", "label": { "zh": "丙", "en": "C" } },
            { "code": "B", "label": { "zh": "乙", "en": "B" } }, { "code": "A", "label": { "zh": "甲", "en": "A" } } ] } }, "tiers": "grade",
          "facts": { "history": "List<grade?>" }, "moves": { "history": "history" },
          "outcome": { "tier": "grade?", "previous": "grade?", "lastMove": "Integer", "stepsUp": "Integer", "stepsDown": "Integer",
                       "consecutiveRises": "Integer", "consecutiveDrops": "Integer", "unchangedFor": "Integer" } }
        """);

    public static Arbitrary<int?[]> Histories() => Arb.From(Gen.Frequency((9, Gen.Choose(0, 3).Select(v => (int?)v)), (1, Gen.Constant((int?)null))).ArrayOf());

    [Property(Arbitrary = [typeof(MovesLaws)], MaxTest = 1000)]
    public bool Steps_and_runs_are_those_of_an_oracle_that_looks_back(int?[] history)
    {
        var moves = history.Skip(1).Select((now, i) => now - history[i] ?? 0).ToArray();
        var decision = Decide(history);
        var last = history.Length == 0 ? null : history[^1];
        return decision["tier"] == Tier(last) && decision["previous"] == Tier(history.Length < 2 ? null : history[^2])
            && Is(decision, "lastMove", moves.LastOrDefault())
            && Is(decision, "stepsUp", moves.Where(m => m > 0).Sum())
            && Is(decision, "stepsDown", -moves.Where(m => m < 0).Sum())
            && Is(decision, "consecutiveRises", moves.Reverse().TakeWhile(m => m > 0).Count())
            && Is(decision, "consecutiveDrops", moves.Reverse().TakeWhile(m => m < 0).Count())
            && Is(decision, "unchangedFor", history.Reverse().TakeWhile(t => t == last).Count());
    }

    [Property(Arbitrary = [typeof(MovesLaws)], MaxTest = 1000)]
    public bool Steps_up_less_steps_down_lead_from_the_first_tier_to_the_last(int?[] history)
    {
        var known = history.Where(t => t is not null).ToArray();
        var decision = Decide(known);
        return Is(decision, "stepsUp", decision["stepsDown"].AsInteger() + (known.Length == 0 ? 0 : known[^1]!.Value - known[0]!.Value));
    }

    [Property(Arbitrary = [typeof(MovesLaws)], MaxTest = 1000)]
    public bool A_history_read_backwards_changes_ups_and_downs(int?[] history)
    {
        var (forth, back) = (Decide(history), Decide([.. history.Reverse()]));
        return forth["stepsUp"] == back["stepsDown"] && forth["stepsDown"] == back["stepsUp"];
    }

    [Property(Arbitrary = [typeof(MovesLaws)], MaxTest = 1000)]
    public bool Two_histories_that_meet_in_one_update_add_their_steps(int?[] earlier, int?[] later)
    {
        if (earlier.Length == 0) return true;
        var (one, two, both) = (Decide(earlier), Decide([earlier[^1], .. later]), Decide([.. earlier, .. later]));
        return new[] { "stepsUp", "stepsDown" }.All(m => Is(both, m, one[m].AsInteger() + two[m].AsInteger()));
    }

    private static Decision Decide(int?[] history) => Document.Decide([Value.List([.. history.Select(Tier)])], TestPolicy.Moment);

    private static Value Tier(int? place) => place is { } p ? Value.Of(Tiers[p]) : Value.Null;

    private static bool Is(Decision decision, string member, long expected) => decision[member].AsInteger() == expected;
}
