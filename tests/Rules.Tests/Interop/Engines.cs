using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Interop;

namespace CrmWorkflows.Rules.Tests.Interop;

/// <summary>Short ways to an engine.</summary>
internal static class Engines
{
    public static RulesEngine Of(string json, ReSettings? settings = null)
    {
        var load = RulesEngine.Load([KeyValuePair.Create("workflow.json", json)], settings);
        Assert.True(load.Engine is not null, string.Join("\n", load.Diagnostics));
        return load.Engine;
    }

    /// <summary>A workflow "w" whose rules r1, r2 ... have these expressions.</summary>
    public static string Workflow(params string[] expressions) => System.Text.Json.JsonSerializer.Serialize(new
    {
        WorkflowName = "w",
        Rules = expressions.Select((e, i) => new { RuleName = $"r{i + 1}", Expression = e }),
    });

    public static RuleResultTree Run(string expression, string input, ReSettings? settings = null) => RunAll(settings, input, expression)[0];

    public static RuleResults RunAll(ReSettings? settings, string input, params string[] expressions) =>
        Of(Workflow(expressions), settings).All("w", RuleParameter.FromJson("input1", input));

    public static RuleResults All(this RulesEngine engine, string workflow, params RuleParameter[] inputs) =>
        engine.ExecuteAllRulesAsync(workflow, inputs).GetAwaiter().GetResult();

    public static RuleResults All(this RulesEngine engine, string workflow, params object?[] inputs) =>
        engine.ExecuteAllRulesAsync(workflow, inputs).GetAwaiter().GetResult();

    public static IEnumerable<string> Codes(string json) => RulesEngine.Load([KeyValuePair.Create("workflow.json", json)]).Diagnostics.Select(d => d.Code.Id);

    /// <summary>The code with which a rule failed: that of the mistake in its expression, when it does not compile.</summary>
    public static string? FailureOf(RuleResultTree result) => (result.Failure?.Arguments.OfType<Diagnostic>().FirstOrDefault() ?? result.Failure)?.Code.Id;
}
