using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Values;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CrmWorkflows.Rules.Tests.Policies.Grading;

/// <summary>Review cycle, downgrade protection and override together, over generated cases, against an oracle that counts in places.</summary>
public sealed class AdjustmentLaws
{
    private static readonly string[] Tiers = ["D", "C", "B", "A"];
    private static readonly DateOnly Today = new(2026, 6, 1);

    private static readonly DecisionDocument Document = TestPolicy.Document("Grading", """
        { "types": { "grade": { "ordered": true, "label": { "zh": "等级", "en": "Grade" }, "enum": [
            { "code": "D", "label": { "zh": "丁", "en": "D" } }, { "code": "C", "label": { "zh": "丙", "en": "C" } },
            { "code": "B", "label": { "zh": "乙", "en": "B" } }, { "code": "A", "label": { "zh": "甲", "en": "A" } } ] } }, "tiers": "grade",
          "parameters": { "a": ["Integer", 3], "b": ["Integer", 2], "c": ["Integer", 1], "cycle": ["Period", "P6M"] },
          "facts": { "score": "Integer", "held": "grade?", "reviewed": "Date?", "frozen": "Boolean", "keepUntil": "Date?", "most": "Integer", "manual": "grade?", "reason": "Text?", "until": "Date?" },
          "ladder": [ { "tier": "A", "when": "score >= a" }, { "tier": "B", "when": "score >= b" }, { "tier": "C", "when": "score >= c" }, { "tier": "D" } ],
          "current": "held",
          "review": { "last": "reviewed", "every": "cycle", "keepsTier": true },
          "protection": { "when": "frozen", "until": "keepUntil", "maxSteps": "most" },
          "override": { "tier": "manual", "reason": "reason", "until": "until" },
          "outcome": { "tier": "grade", "computed": "grade", "protected": "Boolean", "overridden": "Boolean", "reviewDue": "Date", "reviewIsDue": "Boolean" } }
        """);

    public sealed record Case(int Score, int? Held, int? ReviewedDaysAgo, bool Frozen, int? KeepDays, int Most, int? Manual, string? Reason, int? UntilDays);

    public static Arbitrary<Case> Cases()
    {
        Gen<int?> Maybe(int low, int high) => Gen.Frequency((3, Gen.Choose(low, high).Select(v => (int?)v)), (1, Gen.Constant((int?)null)));
        return Arb.From(
            from score in Gen.Choose(0, 3)
            from held in Maybe(0, 3)
            from reviewed in Gen.Frequency((2, Maybe(0, 400)), (1, Gen.Elements<int?>(180, 181, 182, 183, 184)))
            from frozen in Gen.Elements(true, false, false, false)
            from keep in Maybe(-2, 2)
            from most in Gen.Choose(0, 4)
            from manual in Maybe(0, 3)
            from reason in Gen.Elements(null, "", " ", "strategic partner")
            from until in Maybe(-2, 2)
            select new Case(score, held, reviewed, frozen, keep, most, manual, reason, until));
    }

    [Property(Arbitrary = [typeof(AdjustmentLaws)], MaxTest = 2000)]
    public bool The_tier_is_that_of_an_oracle(Case x)
    {
        var due = x.ReviewedDaysAgo is { } ago ? Today.AddDays(-ago).AddMonths(6) : Today;
        var tier = x.Score;
        if (x.Held is { } stays && Today < due) tier = stays;
        var unprotected = tier;
        if (x.Held is { } held && tier < held) tier = x.Frozen || x.KeepDays >= 0 ? held : Math.Max(tier, held - x.Most);
        var isProtected = tier != unprotected;
        var byHand = x.Manual is not null && !string.IsNullOrWhiteSpace(x.Reason) && x.UntilDays >= 0;
        if (byHand) tier = x.Manual!.Value;
        var decision = Decide(x);
        return decision["tier"] == Tier(tier) && decision["computed"] == Tier(x.Score) && decision["protected"].IsTrue == isProtected
            && decision["overridden"].IsTrue == byHand && decision["reviewDue"].AsDate() == due && decision["reviewIsDue"].IsTrue == (Today >= due);
    }

    [Property(Arbitrary = [typeof(AdjustmentLaws)], MaxTest = 1000)]
    public bool Protection_never_lifts_a_tier_and_never_lets_it_fall_further_than_allowed(Case x)
    {
        var due = x with { Manual = null, ReviewedDaysAgo = null };
        var tier = Place(Decide(due)["tier"]);
        return tier <= Math.Max(x.Score, x.Held ?? x.Score) && tier >= Math.Min(x.Score, x.Held ?? x.Score) && (x.Held is not { } held || tier >= held - x.Most);
    }

    [Property(Arbitrary = [typeof(AdjustmentLaws)], MaxTest = 1000)]
    public bool A_rise_is_never_held_back_once_the_review_is_due(Case x)
    {
        var due = x with { Manual = null, ReviewedDaysAgo = null };
        return x.Score < (x.Held ?? 0) || Place(Decide(due)["tier"]) == x.Score;
    }

    [Property(Arbitrary = [typeof(AdjustmentLaws)], MaxTest = 1000)]
    public bool What_was_set_by_hand_is_gone_the_day_after_its_last_day(Case x)
    {
        var lapsed = x with { UntilDays = -1 };
        return Decide(lapsed)["tier"] == Decide(x with { Manual = null })["tier"] && !Decide(lapsed)["overridden"].IsTrue;
    }

    [Property(Arbitrary = [typeof(AdjustmentLaws)], MaxTest = 1000)]
    public bool Deciding_again_on_the_tier_that_came_out_changes_nothing_when_no_fall_is_left(Case x)
    {
        var first = Place(Decide(x with { Manual = null, Most = 0 })["tier"]);
        return Place(Decide(x with { Manual = null, Most = 0, Held = first })["tier"]) == first;
    }

    private static Decision Decide(Case x)
    {
        Value Day(int? days) => days is { } d ? Value.Of(Today.AddDays(d)) : Value.Null;
        return Document.Decide(
            [Value.Of((long)x.Score), Tier(x.Held), Day(-x.ReviewedDaysAgo), Value.Of(x.Frozen), Day(x.KeepDays), Value.Of((long)x.Most), Tier(x.Manual), Value.Of(x.Reason), Day(x.UntilDays)],
            EvaluationMoment.On(Today));
    }

    private static Value Tier(int? place) => place is { } p ? Value.Of(Tiers[p]) : Value.Null;

    private static int Place(Value tier) => Array.IndexOf(Tiers, tier.AsText());
}
