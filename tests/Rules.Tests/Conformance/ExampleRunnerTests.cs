using CrmWorkflows.Rules.Conformance;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Tests.PolicySets;

namespace CrmWorkflows.Rules.Tests.Conformance;

/// <summary>The tests beside the documents: what passes, what fails and why, and what no test reached.</summary>
public sealed class ExampleRunnerTests
{
    private static TemporaryRules Rules(string tests) => TemporaryRules.WithPolicy()
        .Write("bank/cards/tiers.json", """
            {
              "kind": "Grading", "name": "tiers", "title": { "zh": "档级", "en": "Tiers" },
              "types": { "grade": { "enum": [ { "code": "plain", "label": { "zh": "普通", "en": "Plain" } }, { "code": "vip", "label": { "zh": "贵宾", "en": "VIP" } } ] } },
              "parameters": { "from": { "type": "Decimal", "value": 100, "label": { "zh": "起点", "en": "From" } } },
              "facts": [ { "name": "assets", "type": "Decimal", "label": { "zh": "资产", "en": "Assets" } } ],
              "tiers": "grade",
              "ladder": [ { "tier": "vip", "when": "assets >= from" }, { "tier": "plain" } ],
              "outcome": [
                { "name": "tier", "type": "grade", "label": { "zh": "档级", "en": "Tier" }, "value": "result.tier" },
                { "name": "day", "type": "Date", "label": { "zh": "日期", "en": "Day" }, "value": "asOf" }
              ]
            }
            """)
        .Write("bank/cards/tiers.tests.json", tests);

    private static ExampleReport Run(string tests)
    {
        using var rules = Rules(tests);
        return ExampleRunner.Run(rules.Policy(), EvaluationMoment.On(new DateOnly(2026, 3, 16)));
    }

    [Fact]
    public void A_test_passes_when_every_expected_field_comes_out_and_its_own_day_counts()
    {
        var report = Run("""
            { "document": "tiers", "tests": [
              { "name": "a", "given": { "assets": 100 }, "then": { "tier": "vip", "day": "2026-03-16" } },
              { "name": "b", "given": { "assets": 99 }, "then": { "day": "2025-01-31" }, "asOf": "2025-01-31" },
              { "name": "c", "given": {}, "then": { "undetermined": true, "missingFacts": ["assets"] } } ] }
            """);
        Assert.True(report.AllPassed);
        Assert.Equal(3, report.Outcomes.Length);
        var coverage = Assert.Single(report.Coverage);
        Assert.Equal((2, 2), (coverage.Points, coverage.Reached));
    }

    [Fact]
    public void A_test_that_fails_says_what_differs_and_why()
    {
        var report = Run("""
            { "document": "tiers", "tests": [
              { "name": "a", "given": { "assets": 99 }, "then": { "tier": "vip" } },
              { "name": "b", "given": { "assets": 99 }, "then": { "grade": "vip" } },
              { "name": "c", "given": {}, "then": { "tier": "vip" } },
              { "name": "d", "given": { "assets": "99" }, "then": { "tier": "plain" } } ] }
            """);
        Assert.False(report.AllPassed);
        Assert.Equal(4, report.Outcomes.Count(o => !o.Passed));
        Assert.Equal(new LocalizedText("tier：应为 \"vip\"，实际为 \"plain\"", "tier: expected \"vip\", got \"plain\""), report.Outcomes[0].Differences[0]);
        Assert.NotEmpty(report.Outcomes[0].Decision!.Explanation);
        Assert.Contains("no such field", report.Outcomes[1].Differences[0].En, StringComparison.Ordinal);
        Assert.Contains("assets", report.Outcomes[2].Differences[0].En, StringComparison.Ordinal);
        Assert.Contains("CWF3010", report.Outcomes[3].Differences[0].En, StringComparison.Ordinal);
    }

    [Fact]
    public void What_no_test_reached_is_listed_with_its_place()
    {
        var coverage = Assert.Single(Run("""{ "document": "tiers", "tests": [ { "name": "a", "given": { "assets": 1 }, "then": { "tier": "plain" } } ] }""").Coverage);
        var (id, span) = Assert.Single(coverage.Unreached);
        Assert.Equal(("vip", "rules/bank/cards/tiers.json(7,15)"), (id, span.ToString()));
        Assert.Equal(1, coverage.Reached);
    }

    [Theory]
    [InlineData("""{ "document": "tires", "tests": [ { "name": "a", "given": {}, "then": {} } ] }""", "CWF7002")]
    [InlineData("""{ "document": "tiers", "tests": [ { "name": "a", "given": [], "then": {} } ] }""", "CWF7003")]
    [InlineData("""{ "document": "tiers", "tests": [ { "name": "a", "given": {}, "expect": {}, "then": {} } ] }""", "CWF1001")]
    public void A_file_of_tests_that_is_not_sound_is_a_finding(string tests, string code)
    {
        var report = Run(tests);
        Assert.Equal([code], report.Diagnostics.Select(d => d.Code.Id));
        Assert.False(report.AllPassed);
    }
}
