using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.PolicySets;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Tests.Policies.RuleSet;

/// <summary>A RulesEngine file decides a clause: its own bytes untouched, its envelope a document of the policy.</summary>
public sealed class RuleSetKindTests : IDisposable
{
    private const string Policy = """
        { "kind": "Policy", "name": "late", "line": "bank", "title": { "zh": "逾期", "en": "Late payment" },
          "catalogue": [{ "id": "C1", "reference": "1", "title": { "zh": "违约金", "en": "Penalty" }, "outcome": [{ "name": "penalty", "type": "number" }] }] }
        """;

    private const string Envelope = """
        { "kind": "RuleSet", "name": "penalty", "title": { "zh": "违约金", "en": "Penalty" }, "decides": ["C1"],
          "file": "penalty.rulesengine.json", "workflow": "penalty",
          "parameters": { "dailyRate": { "type": "Decimal", "value": 0.0005, "label": { "zh": "日费率", "en": "Daily rate" } } },
          "facts": [
            { "name": "amount", "type": "Decimal", "label": { "zh": "金额", "en": "Amount" } },
            { "name": "days", "type": "Integer", "label": { "zh": "逾期天数", "en": "Days late" } }],
          "inputs": { "amount": "amount", "days": "days", "rate": "dailyRate" },
          "outputs": { "charge": { "type": "Decimal" } },
          "outcome": [
            { "name": "penalty", "type": "Decimal", "label": { "zh": "违约金", "en": "Penalty" }, "value": "result.charge ?? 0" },
            { "name": "level", "type": "Text?", "label": { "zh": "级别", "en": "Level" }, "value": "result.event" }] }
        """;

    private const string Workflow = """
        [{ "WorkflowName": "penalty", "Rules": [
          { "RuleName": "light", "SuccessEvent": "LIGHT", "Expression": "days > 0 && days <= 30" },
          { "RuleName": "heavy", "SuccessEvent": "HEAVY", "Expression": "days > 30", "Actions": { "OnSuccess": { "Name": "OutputExpression", "Context": { "Expression": "amount * rate * days" } } } }] }]
        """;

    private readonly string _root = Directory.CreateTempSubdirectory("crmwf-ruleset").FullName;

    [Fact]
    public void Facts_become_inputs_and_the_outcome_comes_from_the_results()
    {
        var document = Load(Workflow).Library.Policies.Single().Documents.Single();
        var decision = document.Decide([Value.Of(10000m), Value.Of(45)], new EvaluationMoment(DateTimeOffset.UnixEpoch), explain: true);
        Assert.Null(decision.Fault);
        Assert.Equal(225m, decision.Outcome!["penalty"].AsDecimal());
        Assert.Equal("HEAVY", decision.Outcome["level"].AsText());
        var told = decision.Explanation.SelectMany(e => e.All()).Select(n => n.Sentence(Language.Chinese)).ToList();
        Assert.Contains("规则“heavy”", told);
        Assert.Contains("days(45) > 30", told);
    }

    [Fact]
    public void The_file_stays_as_it_is_and_is_part_of_the_hash()
    {
        var first = Load(Workflow).Library.Policies.Single().Hash;
        Assert.Equal(Workflow, File.ReadAllText(Path.Combine(_root, "bank", "late", "penalty.rulesengine.json")));
        Assert.NotEqual(first, Load(Workflow.Replace("> 30", "> 31", StringComparison.Ordinal)).Library.Policies.Single().Hash);
    }

    [Theory]
    [InlineData("days > 30", "dais > 30", "CWF5100")]
    [InlineData("days > 30", "days > \\\"x\\\"", "CWF5107")]
    [InlineData("days > 30", "days >", "CWF2001")]
    [InlineData("days > 30", "days.GetType() == null", "CWF5110")]
    public void What_RulesEngine_finds_at_run_time_is_an_error_at_load_with_its_place(string from, string to, string code)
    {
        var load = Load(Workflow.Replace(from, to, StringComparison.Ordinal));
        var error = Assert.Single(load.Diagnostics, d => d.Severity == Severity.Error);
        Assert.Equal(code, error.Code.Id);
        Assert.EndsWith("penalty.rulesengine.json", error.Span.File, StringComparison.Ordinal);
        Assert.Equal(3, error.Span.Line);
    }

    [Fact]
    public void A_rule_that_fails_decides_neither_yes_nor_no()
    {
        var document = Load(Workflow.Replace("days > 30\"", "100 / days > 30\"", StringComparison.Ordinal)).Library.Policies.Single().Documents.Single();
        var decision = document.Decide([Value.Of(1m), Value.Of(0)], new EvaluationMoment(DateTimeOffset.UnixEpoch));
        Assert.Equal("CWF5042", decision.Fault!.Code.Id);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named() =>
        Assert.Contains(Load(null).Diagnostics, d => d.Code.Id == "CWF5040");

    private LoadResult Load(string? workflow)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, "bank", "late")).FullName;
        File.WriteAllText(Path.Combine(folder, "policy.json"), Policy);
        File.WriteAllText(Path.Combine(folder, "penalty.json"), Envelope);
        if (workflow is not null) File.WriteAllText(Path.Combine(folder, "penalty.rulesengine.json"), workflow);
        return PolicyLoader.Load(_root);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
