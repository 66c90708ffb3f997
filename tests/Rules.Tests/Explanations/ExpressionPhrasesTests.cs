using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.PolicySets;
using CrmWorkflows.Rules.Tests.House;
using CrmWorkflows.Rules.Tests.Policies;

namespace CrmWorkflows.Rules.Tests.Explanations;

/// <summary>What a reader sees of a condition: words in both languages, never a name, and no more figures than were looked at.</summary>
public sealed class ExpressionPhrasesTests
{
    [Fact]
    public void A_result_is_told_by_the_words_of_its_member()
    {
        var document = Gate("not result.complete");
        Assert.Contains("齐全", document.Explain("""{ "done": ["received"] }""", Language.Chinese));
        Assert.Contains("complete", document.Explain("""{ "done": ["received"] }""", Language.English));
    }

    [Fact]
    public void An_outcome_that_hands_a_result_on_has_its_reason_in_the_body()
    {
        var steps = Gate("result.complete").Explain("""{ "done": ["received"] }""", Language.English);
        Assert.Contains("settled: missing", steps);
        Assert.Equal("Open: no", steps[^1]);
    }

    private static DecisionDocument Gate(string value) => TestPolicy.Document("Checklist", $$"""
        { "types": { "step": ["received", "settled"] }, "parameters": { "steps": ["List<step>", ["received", "settled"]] },
          "facts": { "done": "List<step>" }, "required": "steps", "present": "done",
          "outcome": [ { "name": "open", "type": "Boolean", "label": { "zh": "待办", "en": "Open" }, "value": "{{value}}" } ] }
        """);

    [Fact]
    public void The_item_of_a_list_is_told_by_the_words_of_its_member()
    {
        var document = TestPolicy.Document("Calculation", """
            { "types": { "visit": { "record": [ { "name": "paid", "type": "Boolean", "label": { "zh": "已付款", "en": "Paid" } } ] } },
              "facts": { "visits": "List<visit>" }, "let": [ { "name": "all", "label": { "zh": "全部付清", "en": "All paid" }, "value": "visits.all(v => v.paid)" } ],
              "outcome": [ { "name": "all", "type": "Boolean", "label": { "zh": "结果", "en": "Outcome" }, "value": "visits.all(v => v.paid)" } ] }
            """);
        Assert.DoesNotContain(document.Explain("""{ "visits": [{ "paid": true }] }""", Language.Chinese), s => s.Contains("v的", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_a_table_of_figures_only_the_one_that_is_looked_up_is_told()
    {
        var document = TestPolicy.Document("Calculation", """
            { "types": { "tier": ["gold", "plain"] }, "parameters": { "limits": ["Map<tier, Integer>", { "gold": 50, "plain": 10 }] }, "facts": { "points": "Integer" },
              "outcome": [ { "name": "isGold", "type": "Boolean", "label": { "zh": "金级", "en": "Gold" }, "value": "points >= limits[\"gold\"]" } ] }
            """);
        Assert.Contains("points (60) ≥ limits for gold (50)", document.Explain("""{ "points": 60 }""", Language.English));
    }

    [Fact]
    public void A_comparison_tells_what_it_compares_once()
    {
        var document = TestPolicy.Document("DecisionTable", """
            { "facts": { "isFaulty": "Boolean" }, "inputs": ["isFaulty"], "outputs": { "isEntered": "Boolean" }, "rows": [{ "when": { "isFaulty": true }, "then": true }], "default": false,
              "outcome": { "isEntered": "Boolean" } }
            """);
        Assert.Equal(["Row 1", "isFaulty (yes) = yes"], document.Explain("""{ "isFaulty": true }""", Language.English).Take(2));
        Assert.Single(document.Explain("""{ "isFaulty": true }""", Language.English), s => s.Contains("isFaulty", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_member_that_the_shipped_kinds_find_has_words_in_both_languages()
    {
        var library = PolicyLoader.Load(Path.Combine(Repository.Root, "rules")).Library;
        var members = library.Policies.SelectMany(p => p.Documents).Where(d => d.Body.ResultType is not null).SelectMany(d => d.Body.ResultType!.Members).ToList();
        Assert.NotEmpty(members);
        Assert.Empty(members.Where(m => m.Label is null && TextCatalog.Rules.Find("result." + m.Name) is null).Select(m => m.Name).Distinct());
    }
}
