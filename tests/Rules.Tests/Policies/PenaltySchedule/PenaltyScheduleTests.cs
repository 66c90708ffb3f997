using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Tests.Policies.PenaltySchedule;

/// <summary>What a breach costs, by number, by gravity, by attempt; and what a merit earns.</summary>
public sealed class PenaltyScheduleTests
{
    [Theory]
    [InlineData(""" "number": "n", "steps": ["talk", "warn"], "beyond": "repeat" """, true)]
    [InlineData(""" "number": "n", "steps": ["talk", "warn"], "beyond": "nothing" """, false)]
    [InlineData(""" "number": "n", "steps": ["talk", { "points": "one" }], "beyond": "repeat" """, false)]
    [InlineData(""" "number": "n", "when": "n > one", "steps": ["talk", "warn"], "beyond": "repeat" """, false)]
    [InlineData(""" "number": "n", "quantity": "n", "steps": ["talk", "warn"], "beyond": "repeat" """, false)]
    [InlineData(""" "number": "n", "cancelled": "n > one", "steps": ["talk", "warn"], "beyond": "repeat" """, false)]
    [InlineData(""" "oneOf": [ { "measure": "talk", "when": "n > one" }, { "measure": "warn" } ] """, true)]
    [InlineData(""" "oneOf": [ { "measure": "talk", "when": "n > one" } ] """, false)]
    [InlineData(""" "allOf": [ { "points": "one" }, { "measure": "warn" } ] """, true)]
    [InlineData(""" "number": "n", "oneOf": [ { "when": "n > three", "steps": ["talk", "warn"], "beyond": "repeat" }, { "measure": "warn" } ] """, true)]
    public void A_schedule_that_always_brings_a_measure_need_not_ask_whether_there_is_one(string schedule, bool isTotal)
    {
        var document = TestPolicy.Document("PenaltySchedule", $$"""{ "parameters": { "three": ["Integer", 3], "one": ["Integer", 1] }, "facts": { "n": "Integer" }, {{schedule}}, "outcome": { "measure": "Text?" } }""");
        var type = document.Body.ResultType!;
        Assert.Equal(isTotal, !type.Members[type.MemberNames.IndexOf("measure")].Type.IsNullable);
        if (isTotal)
            foreach (var n in new[] { 1, 2, 9 }) Assert.DoesNotContain("null", document.Decide($$"""{ "n": {{n}} }"""), StringComparison.Ordinal);
    }

    private const string Ladder = """
        "types": { "sanction": ["instruction", "warning", "fine"] }, "measureType": "sanction",
        "parameters": { "fine": ["Money(CNY)", 50] }, "steps": ["instruction", "warning", { "measure": "fine", "amount": "fine" }],
        """;

    [Theory]
    [InlineData(1, """{"measure":"instruction","amount":0,"number":1}""")]
    [InlineData(3, """{"measure":"fine","amount":50,"number":3}""")]
    [InlineData(7, """{"measure":"fine","amount":50,"number":7}""")]
    public void The_measure_follows_the_number_and_the_last_is_repeated_where_the_policy_says_so(int number, string outcome)
    {
        var document = TestPolicy.Document("PenaltySchedule", "{" + Ladder + """
            "facts": { "offence": "Integer" }, "number": "offence", "beyond": "repeat",
            "outcome": { "measure": "sanction?", "amount": "Money(CNY)?", "number": "Integer?" } }
            """);
        Assert.Equal(outcome, document.Decide($$"""{ "offence": {{number}} }"""));
    }

    [Fact]
    public void Beyond_the_last_step_somebody_decides_or_nothing_happens_as_the_policy_says()
    {
        const string Outcome = """ "facts": { "offence": "Integer" }, "number": "offence", "outcome": { "measures": "List<sanction>", "amount": "Money(CNY)?", "referred": "Boolean", "referTo": "Text?" } }""";
        Assert.Equal("""{"measures":[],"amount":null,"referred":true,"referTo":"generalManager"}""",
            TestPolicy.Document("PenaltySchedule", "{" + Ladder + """ "beyond": "refer", "referTo": "generalManager", """ + Outcome).Decide("""{ "offence": 4 }"""));
        Assert.Equal("""{"measures":[],"amount":0,"referred":false,"referTo":null}""",
            TestPolicy.Document("PenaltySchedule", "{" + Ladder + """ "beyond": "nothing", """ + Outcome).Decide("""{ "offence": 4 }"""));
    }

    [Fact]
    public void A_number_below_one_is_a_fault()
    {
        var document = TestPolicy.Document("PenaltySchedule", "{" + Ladder + """ "facts": { "offence": "Integer" }, "number": "offence", "beyond": "repeat", "outcome": { "measure": "sanction?" } }""");
        Assert.Equal("CWF4606", document.Run("""{ "offence": 0 }""", explain: false).Fault?.Code.Id);
    }

    [Fact]
    public void Earlier_entries_of_the_ledger_count_within_the_window_unless_cancelled()
    {
        var document = TestPolicy.Document("PenaltySchedule", """
            { "types": { "sanction": ["instruction", "warning", "dismissal"], "past": { "record": [
                { "name": "date", "type": "Date", "label": { "zh": "日期", "en": "Date" } }, { "name": "cancelled", "type": "Boolean", "label": { "zh": "已撤销", "en": "Cancelled" } } ] } },
              "measureType": "sanction", "parameters": { "window": ["Period", "P12M"] },
              "facts": { "day": "Date", "past": "List<past>", "appealed": "Boolean" },
              "ledger": "past", "on": "day", "window": "window", "cancelled": "appealed", "beyond": "repeat", "steps": ["instruction", "warning", "dismissal"],
              "outcome": [
                { "name": "measure", "type": "sanction?", "label": { "zh": "措施", "en": "Measure" }, "value": "result.measure" },
                { "name": "entry", "type": "Text?", "label": { "zh": "入账", "en": "Entry" }, "value": "result.entry.measures.count() == 0 ? \"empty\" : result.entry.cancelled ? \"cancelled\" : \"entered\"" } ] }
            """);
        var past = """{ "date": "2025-03-01", "cancelled": false }, { "date": "2025-03-02", "cancelled": false }, { "date": "2025-12-01", "cancelled": true }, { "date": "2026-03-02", "cancelled": false }""";
        // The window of twelve months up to 2026-03-01 begins after 2025-03-01.
        Assert.Equal("""{"measure":"warning","entry":"entered"}""", document.Decide($$"""{ "day": "2026-03-01", "appealed": false, "past": [{{past}}] }"""));
        Assert.Equal("""{"measure":"instruction","entry":"entered"}""", document.Decide("""{ "day": "2026-03-01", "appealed": false, "past": [] }"""));
        Assert.StartsWith("""{"measure":null""", document.Decide("""{ "day": "2026-03-01", "appealed": true, "past": [] }"""), StringComparison.Ordinal);
    }

    [Fact]
    public void Points_are_taken_for_each_case_of_each_attempt_and_a_faultless_attempt_costs_nothing()
    {
        var document = TestPolicy.Document("PenaltySchedule", """
            { "parameters": { "first": ["Decimal", 1], "second": ["Decimal", 2], "third": ["Decimal", 4] }, "facts": { "faulty": "List<Integer>" },
              "attempts": "faulty", "steps": [{ "points": "first" }, { "points": "second" }, { "points": "third" }], "beyond": "refer", "referTo": "generalManager",
              "outcome": [
                { "name": "byAttempt", "type": "List<Decimal?>", "label": { "zh": "各次扣分", "en": "By attempt" }, "value": "result.attempts.select(a => a.points)" },
                { "name": "total", "type": "Decimal", "label": { "zh": "合计", "en": "Total" }, "value": "result.points" },
                { "name": "referred", "type": "Boolean", "label": { "zh": "移交", "en": "Referred" }, "value": "result.referred" } ] }
            """);
        Assert.Equal("""{"byAttempt":[2,2,12,null],"total":16,"referred":true}""", document.Decide("""{ "faulty": [2, 1, 3, 1] }"""));
        Assert.Equal("""{"byAttempt":[2,0,0,0],"total":2,"referred":false}""", document.Decide("""{ "faulty": [2, 0, 0, 0] }"""));
        Assert.Equal("""{"byAttempt":[],"total":0,"referred":false}""", document.Decide("""{ "faulty": [] }"""));
    }

    [Fact]
    public void The_first_case_that_holds_is_taken_and_may_have_steps_of_its_own()
    {
        var document = TestPolicy.Document("PenaltySchedule", """
            { "facts": { "gravity": "Integer", "count": "Integer" }, "number": "count",
              "oneOf": [
                { "when": "gravity == 1", "steps": ["criticism", "warning"], "beyond": "refer", "referTo": "committee" },
                { "when": "gravity > 1", "measures": ["dismissal", "confiscation"] } ],
              "outcome": { "measures": "List<Text>", "referTo": "Text?" } }
            """);
        Assert.Equal("""{"measures":["warning"],"referTo":null}""", document.Decide("""{ "gravity": 1, "count": 2 }"""));
        Assert.Equal("""{"measures":[],"referTo":"committee"}""", document.Decide("""{ "gravity": 1, "count": 3 }"""));
        Assert.Equal("""{"measures":["dismissal","confiscation"],"referTo":null}""", document.Decide("""{ "gravity": 3, "count": 1 }"""));
        Assert.Equal("""{"measures":[],"referTo":null}""", document.Decide("""{ "gravity": 0, "count": 1 }"""));
    }

    [Fact]
    public void All_that_hold_are_imposed_at_once_and_their_amounts_are_added()
    {
        var document = TestPolicy.Document("PenaltySchedule", """
            { "parameters": { "late": ["Money(CNY)", 20], "wrong": ["Money(CNY)", 10] }, "facts": { "lateCount": "Integer", "wrongCount": "Integer" },
              "allOf": [{ "when": "lateCount > 0", "measure": "late", "amount": "late * lateCount" }, { "when": "wrongCount > 0", "measure": "wrong", "amount": "wrong * wrongCount" }],
              "outcome": { "amount": "Money(CNY)?", "measures": "List<Text>" } }
            """);
        Assert.Equal("""{"amount":80,"measures":["late","wrong"]}""", document.Decide("""{ "lateCount": 3, "wrongCount": 2 }"""));
        Assert.Equal("""{"amount":0,"measures":[]}""", document.Decide("""{ "lateCount": 0, "wrongCount": 0 }"""));
    }

    [Theory]
    [InlineData("0.1", """{"measure":"criticism","amount":500.03,"leastShare":500.03,"mostShare":1000.07,"shareValid":true}""")]
    [InlineData("0.2", """{"measure":"criticism","amount":1000.07,"leastShare":500.03,"mostShare":1000.07,"shareValid":true}""")]
    [InlineData("0.21", """{"measure":"criticism","amount":null,"leastShare":500.03,"mostShare":1000.07,"shareValid":false}""")]
    public void A_proposed_share_is_judged_against_its_range_limits_included(string proposed, string outcome)
    {
        var document = TestPolicy.Document("PenaltySchedule", """
            { "parameters": { "least": ["Percentage", 0.1], "most": ["Percentage", 0.2] }, "facts": { "degree": "Integer", "pay": "Money(CNY)", "rate": "Percentage" },
              "number": "degree", "steps": ["admonition", "criticism"], "beyond": "nothing",
              "share": { "of": "pay", "min": "least", "max": "most", "proposed": "rate" },
              "outcome": { "measure": "Text?", "amount": "Money(CNY)?", "leastShare": "Money(CNY)?", "mostShare": "Money(CNY)?", "shareValid": "Boolean?" } }
            """);
        Assert.Equal(outcome, document.Decide($$"""{ "degree": 2, "pay": 5000.34, "rate": {{proposed}} }"""));
    }

    [Fact]
    public void Whoever_is_exempt_or_has_done_nothing_pays_nothing()
    {
        var document = TestPolicy.Document("PenaltySchedule", "{" + Ladder + """
            "facts": { "found": "Boolean", "guest": "Boolean", "offence": "Integer" }, "when": "found", "exempt": "guest", "number": "offence", "beyond": "repeat",
            "outcome": { "applies": "Boolean", "exempt": "Boolean", "measure": "sanction?", "amount": "Money(CNY)?" } }
            """);
        Assert.Equal("""{"applies":false,"exempt":true,"measure":null,"amount":0}""", document.Decide("""{ "found": true, "guest": true, "offence": 1 }"""));
        Assert.Equal("""{"applies":false,"exempt":false,"measure":null,"amount":0}""", document.Decide("""{ "found": false, "guest": false, "offence": 1 }"""));
    }

    [Fact]
    public void A_reward_is_the_mirror_image_in_its_own_words()
    {
        var document = TestPolicy.Document("PenaltySchedule", """
            { "sense": "reward", "parameters": { "each": ["Money(CNY)", 100] }, "facts": { "levels": "Integer" },
              "quantity": "levels", "allOf": [{ "measure": "levelBonus", "amount": "each" }], "outcome": { "amount": "Money(CNY)?" } }
            """);
        Assert.Equal("""{"amount":300}""", document.Decide("""{ "levels": 3 }"""));
        Assert.Contains("granted: levelBonus; amount CNY 300.00", document.Explain("""{ "levels": 3 }""", Language.English));
        Assert.Contains("不予奖励", document.Explain("""{ "levels": 0 }""", Language.Chinese));
    }

    [Fact]
    public void Every_measure_is_a_point_that_a_test_should_reach()
    {
        var document = TestPolicy.Document("PenaltySchedule", "{" + Ladder + """ "facts": { "offence": "Integer" }, "number": "offence", "beyond": "repeat", "outcome": { "measure": "sanction?" } }""");
        Assert.Equal(["instruction", "warning", "fine"], document.Body.CoveragePoints.Select(p => p.Id));
        Assert.Equal(["fine"], document.Body.Reached(document.Run("""{ "offence": 9 }""", explain: false).Result));
    }

    [Fact]
    public void Where_nothing_is_counted_no_number_of_times_is_told()
    {
        var byGravity = TestPolicy.Document("PenaltySchedule", """
            { "types": { "sanction": ["warning", "dismissal"] }, "measureType": "sanction", "facts": { "isGrave": "Boolean" },
              "oneOf": [{ "measure": "warning", "when": "not isGrave" }, { "measure": "dismissal", "when": "isGrave" }], "outcome": { "measure": "sanction?" } }
            """);
        Assert.Contains("dismissal", byGravity.Explain("""{ "isGrave": true }""", Language.English));
        Assert.DoesNotContain(byGravity.Explain("""{ "isGrave": true }""", Language.English), s => s.Contains("time", StringComparison.Ordinal));
        var byNumber = TestPolicy.Document("PenaltySchedule", "{" + Ladder + """ "facts": { "offence": "Integer" }, "number": "offence", "beyond": "repeat", "outcome": { "measure": "sanction?" } }""");
        Assert.Contains("warning (time 2, cases 1)", byNumber.Explain("""{ "offence": 2 }""", Language.English));
    }
}
