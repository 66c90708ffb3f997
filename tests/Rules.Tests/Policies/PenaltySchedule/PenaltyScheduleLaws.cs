using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Values;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CrmWorkflows.Rules.Tests.Policies.PenaltySchedule;

/// <summary>The algebra of schedules over generated numbers, attempts, shares and ledgers.</summary>
public sealed class PenaltyScheduleLaws
{
    private static readonly decimal[] Scale = [1, 2, 4];

    private static readonly DecisionDocument ByAttempt = TestPolicy.Document("PenaltySchedule", """
        { "parameters": { "a": ["Decimal", 1], "b": ["Decimal", 2], "c": ["Decimal", 4] }, "facts": { "faulty": "List<Integer>" },
          "attempts": "faulty", "steps": [{ "points": "a" }, { "points": "b" }, { "points": "c" }], "beyond": "refer", "referTo": "manager",
          "outcome": { "points": "Decimal?", "referred": "Boolean" } }
        """);

    private static readonly DecisionDocument Share = TestPolicy.Document("PenaltySchedule", """
        { "facts": { "pay": "Money(CNY)", "least": "Percentage", "most": "Percentage", "rate": "Percentage" },
          "allOf": [{ "share": { "of": "pay", "min": "least", "max": "most", "proposed": "rate" } }],
          "outcome": { "amount": "Money(CNY)?", "leastShare": "Money(CNY)?", "mostShare": "Money(CNY)?", "shareValid": "Boolean?" } }
        """);

    private static readonly DecisionDocument Ledger = TestPolicy.Document("PenaltySchedule", """
        { "types": { "past": { "record": [{ "name": "date", "type": "Date", "label": { "zh": "日期", "en": "Date" } }] } },
          "parameters": { "window": ["Period", "P3M"] }, "facts": { "day": "Date", "past": "List<past>" },
          "ledger": "past", "on": "day", "window": "window", "beyond": "repeat", "steps": ["warning"], "outcome": { "number": "Integer?" } }
        """);

    private static readonly Dictionary<string, DecisionDocument> Ascending = new[] { "repeat", "refer", "nothing" }.ToDictionary(b => b, b => TestPolicy.Document("PenaltySchedule", $$"""
        { "types": { "step": { "ordered": true, "label": { "zh": "处理", "en": "Measure" }, "enum": [
            { "code": "talk", "label": { "zh": "约谈", "en": "Talk" } }, { "code": "warn", "label": { "zh": "警告", "en": "Warning" } },
            { "code": "fine", "label": { "zh": "罚款", "en": "Fine" } }, { "code": "dismiss", "label": { "zh": "辞退", "en": "Dismissal" } } ] } },
          "parameters": { "low": ["Money(CNY)", 50], "high": ["Money(CNY)", 200] }, "facts": { "n": "Integer", "cases": "Integer" },
          "measureType": "step", "number": "n", "quantity": "cases", "beyond": "{{b}}"{{(b == "refer" ? ", \"referTo\": \"board\"" : "")}},
          "steps": [ { "measure": "talk" }, { "measure": "warn", "amount": "low" }, { "measure": "fine", "amount": "high" }, { "measure": "dismiss", "amount": "high" } ],
          "outcome": { "measure": "step?", "amount": "Money(CNY)?", "referred": "Boolean" } }
        """));

    public static Arbitrary<int[]> Counts() => Arb.From(Gen.Choose(0, 5).ArrayOf());

    [Property(Arbitrary = [typeof(PenaltyScheduleLaws)], MaxTest = 500)]
    public bool The_total_is_the_sum_of_the_attempts_that_the_scale_covers(int[] faulty)
    {
        var decision = ByAttempt.Decide([Value.List([.. faulty.Select(f => Value.Of((long)f))])], TestPolicy.Moment);
        return decision["points"].AsDecimal() == faulty.Take(Scale.Length).Select((f, i) => f * Scale[i]).Sum()
            && decision["referred"].IsTrue == faulty.Skip(Scale.Length).Any(f => f > 0);
    }

    [Property(MaxTest = 500)]
    public bool A_valid_share_lies_between_the_least_and_the_most(uint pay, byte least, byte width, byte rate)
    {
        var (min, max, proposed) = (least / 1000m, (least + width) / 1000m, rate / 1000m);
        var decision = Share.Decide([Value.Of(pay / 100m), Value.Of(min), Value.Of(max), Value.Of(proposed)], TestPolicy.Moment);
        var valid = decision["shareValid"].IsTrue;
        return valid == (proposed >= min && proposed <= max)
            && (valid
                ? decision["amount"].AsDecimal() >= decision["leastShare"].AsDecimal() && decision["amount"].AsDecimal() <= decision["mostShare"].AsDecimal()
                : decision["amount"].IsNull);
    }

    [Property(MaxTest = 500)]
    public bool Forgetting_what_lies_outside_the_window_changes_nothing(byte[] daysBack)
    {
        var day = new DateOnly(2026, 5, 31);
        var start = day.AddMonths(-3);
        var dates = daysBack.Select(b => day.AddDays(-b)).ToArray();
        return Number(day, dates) == Number(day, [.. dates.Where(d => d > start)]) && Number(day, dates) == 1 + dates.Count(d => d > start);
    }

    [Property(MaxTest = 500)]
    public bool A_later_offence_never_brings_less_than_an_earlier_one(byte earlier, byte more, byte cases)
    {
        var quantity = 1 + cases % 4;
        var (first, second) = (1 + earlier % 8, 1 + earlier % 8 + more % 8);
        (long Place, decimal Amount, bool Referred) At(string beyond, int n)
        {
            var decision = Ascending[beyond].Decide([Value.Of((long)n), Value.Of((long)quantity)], TestPolicy.Moment);
            var place = decision["measure"].IsNull ? -1 : Array.IndexOf(["talk", "warn", "fine", "dismiss"], decision["measure"].AsText());
            return (place, decision["amount"].IsNull ? 0 : decision["amount"].AsDecimal(), decision["referred"].IsTrue);
        }
        var (one, two) = (At("repeat", first), At("repeat", second));
        // Within the steps the way beyond them does not matter; beyond them each says what it was told to say.
        var same = new[] { "refer", "nothing" }.All(b => first > 4 || At(b, first) == one);
        var beyond = first <= 4 || (At("refer", first).Referred && At("nothing", first) == (-1, 0, false) && one == At("repeat", 4));
        return one.Place <= two.Place && one.Amount <= two.Amount && same && beyond;
    }

    [Property(MaxTest = 500)]
    public bool So_many_cases_of_one_offence_cost_so_many_times_the_amount_of_one(byte n, byte cases)
    {
        decimal Amount(int quantity) => Ascending["repeat"].Decide([Value.Of(1L + n % 6), Value.Of((long)quantity)], TestPolicy.Moment)["amount"].AsDecimal();
        return Amount(cases % 20) == Amount(1) * (cases % 20);
    }

    private static long Number(DateOnly day, DateOnly[] dates) => Ledger.Decide(
        [Value.Of(day), Value.List([.. dates.Select(d => Value.Of(new ValueRecord(["date"], [Value.Of(d)])))])], TestPolicy.Moment)["number"].AsInteger();
}
