using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Tests.Policies.Grading;

/// <summary>How tiers move over a history, and what else than the computation decides a tier. The tests decide on 1 June 2026.</summary>
public sealed class MovesAndAdjustmentsTests
{
    private const string Grades = """
        "types": { "grade": { "ordered": true, "enum": [
          { "code": "C", "label": { "zh": "丙", "en": "C" } }, { "code": "B", "label": { "zh": "乙", "en": "B" } },
          { "code": "A", "label": { "zh": "甲", "en": "A" } }, { "code": "S", "label": { "zh": "特", "en": "S" } } ] } }, "tiers": "grade",
        """;

    [Theory]
    [InlineData("[]", """{"tier":null,"previous":null,"lastMove":0,"stepsUp":0,"stepsDown":0,"consecutiveRises":0,"consecutiveDrops":0,"unchangedFor":0}""")]
    [InlineData("""["B"]""", """{"tier":"B","previous":null,"lastMove":0,"stepsUp":0,"stepsDown":0,"consecutiveRises":0,"consecutiveDrops":0,"unchangedFor":1}""")]
    [InlineData("""["S","A","C"]""", """{"tier":"C","previous":"A","lastMove":-2,"stepsUp":0,"stepsDown":3,"consecutiveRises":0,"consecutiveDrops":2,"unchangedFor":1}""")]
    [InlineData("""["C","S","A","A"]""", """{"tier":"A","previous":"A","lastMove":0,"stepsUp":3,"stepsDown":1,"consecutiveRises":0,"consecutiveDrops":0,"unchangedFor":2}""")]
    [InlineData("""["C","B","A"]""", """{"tier":"A","previous":"B","lastMove":1,"stepsUp":2,"stepsDown":0,"consecutiveRises":2,"consecutiveDrops":0,"unchangedFor":1}""")]
    public void Steps_are_counted_in_tiers_and_runs_in_updates(string history, string outcome)
    {
        var document = TestPolicy.Document("Grading", "{" + Grades + """
            "facts": { "history": "List<grade>" }, "moves": { "history": "history" },
            "outcome": { "tier": "grade?", "previous": "grade?", "lastMove": "Integer", "stepsUp": "Integer", "stepsDown": "Integer",
                         "consecutiveRises": "Integer", "consecutiveDrops": "Integer", "unchangedFor": "Integer" } }
            """);
        Assert.Equal(outcome, document.Decide($$"""{ "history": {{history}} }"""));
    }

    [Fact]
    public void Moves_need_tiers_with_an_order() =>
        Assert.Equal("CWF4006", Assert.Single(TestPolicy.Findings("Grading", """
            { "types": { "grade": ["A", "B"] }, "tiers": "grade", "facts": { "history": "List<grade>" }, "moves": { "history": "history" }, "outcome": { "stepsUp": "Integer" } }
            """)).Code.Id);

    private static string Ladder(string adjustments, string facts, string outcome) => "{" + Grades + $$"""
        "parameters": { "a": ["Integer", 80], "b": ["Integer", 60], "s": ["Integer", 95], "one": ["Integer", 1], "year": ["Period", "P1Y"] },
        "facts": { "score": "Integer", {{facts}} },
        "ladder": [ { "tier": "S", "when": "score >= s" }, { "tier": "A", "when": "score >= a" }, { "tier": "B", "when": "score >= b" }, { "tier": "C" } ],
        {{adjustments}},
        "outcome": { "tier": "grade", "computed": "grade", {{outcome}} } }
        """;

    [Theory]
    [InlineData(85, "B", "2026-12-31", """{"tier":"A","computed":"A","protected":false}""")]
    [InlineData(50, "A", "2026-06-01", """{"tier":"A","computed":"C","protected":true}""")]
    [InlineData(50, "A", "2026-05-31", """{"tier":"B","computed":"C","protected":true}""")]
    [InlineData(70, "A", "2026-05-31", """{"tier":"B","computed":"B","protected":false}""")]
    public void A_protected_tier_does_not_fall_and_afterwards_falls_one_step_at_a_time(int score, string current, string until, string outcome)
    {
        var document = TestPolicy.Document("Grading", Ladder("""
            "current": "held", "protection": { "until": "keepUntil", "maxSteps": "one" }
            """, """ "held": "grade?", "keepUntil": "Date?" """, """ "protected": "Boolean" """));
        Assert.Equal(outcome, document.Decide($$"""{ "score": {{score}}, "held": "{{current}}", "keepUntil": "{{until}}" }"""));
        Assert.Equal("""{"tier":"C","computed":"C","protected":false}""", document.Decide("""{ "score": 10, "held": null, "keepUntil": "2030-01-01" }"""));
    }

    [Theory]
    [InlineData("\"S\"", "\"strategic partner\"", "\"2026-06-01\"", """{"tier":"S","computed":"B","overridden":true}""")]
    [InlineData("\"S\"", "\"strategic partner\"", "\"2026-05-31\"", """{"tier":"B","computed":"B","overridden":false}""")]
    [InlineData("\"S\"", "\" \"", "\"2026-12-31\"", """{"tier":"B","computed":"B","overridden":false}""")]
    [InlineData("\"S\"", "null", "\"2026-12-31\"", """{"tier":"B","computed":"B","overridden":false}""")]
    [InlineData("null", "\"strategic partner\"", "\"2026-12-31\"", """{"tier":"B","computed":"B","overridden":false}""")]
    public void A_tier_set_by_hand_counts_with_a_reason_until_its_last_day(string tier, string reason, string until, string outcome)
    {
        var document = TestPolicy.Document("Grading", Ladder("""
            "override": { "tier": "manual", "reason": "reason", "until": "until" }
            """, """ "manual": "grade?", "reason": "Text?", "until": "Date?" """, """ "overridden": "Boolean" """));
        var facts = $$"""{ "score": 60, "manual": {{tier}}, "reason": {{reason}}, "until": {{until}} }""";
        Assert.Equal(outcome, document.Decide(facts));
        if (outcome.Contains("true", StringComparison.Ordinal)) Assert.Contains("人工定为“特”，有效至 2026-06-01：strategic partner", document.Explain(facts, Language.Chinese));
    }

    [Theory]
    [InlineData("\"2025-06-02\"", """{"tier":"C","computed":"A","reviewDue":"2026-06-02","reviewIsDue":false}""")]
    [InlineData("\"2025-06-01\"", """{"tier":"A","computed":"A","reviewDue":"2026-06-01","reviewIsDue":true}""")]
    [InlineData("null", """{"tier":"A","computed":"A","reviewDue":"2026-06-01","reviewIsDue":true}""")]
    public void A_tier_stays_until_its_review_is_due(string last, string outcome)
    {
        var document = TestPolicy.Document("Grading", Ladder("""
            "current": "held", "review": { "last": "reviewed", "every": "year", "keepsTier": true }
            """, """ "held": "grade?", "reviewed": "Date?" """, """ "reviewDue": "Date", "reviewIsDue": "Boolean" """));
        Assert.Equal(outcome, document.Decide($$"""{ "score": 85, "held": "C", "reviewed": {{last}} }"""));
    }

    [Theory]
    [InlineData(""" "protection": { "until": "keepUntil" } """, "CWF4030")]
    [InlineData(""" "current": "held" """, "CWF4030")]
    [InlineData(""" "current": "held", "protection": { } """, "CWF4032")]
    public void Adjustments_that_cannot_work_are_refused(string adjustments, string code) =>
        Assert.Equal(code, Assert.Single(TestPolicy.Findings("Grading", Ladder(adjustments, """ "held": "grade?", "keepUntil": "Date?" """, "\"x\": \"Integer\"").Replace(", \"computed\": \"grade\", \"x\": \"Integer\"", "", StringComparison.Ordinal))).Code.Id);

    [Fact]
    public void One_document_grades_in_one_way() =>
        Assert.Equal("CWF4005", Assert.Single(TestPolicy.Findings("Grading", "{" + Grades + """ "facts": { "x": "Integer" }, "outcome": { "tier": "grade" } }""")).Code.Id);
}
