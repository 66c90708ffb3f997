using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Expressions.RulesEngineDialect;
using CrmWorkflows.Rules.Policies.RuleSet.Workflows;

namespace CrmWorkflows.Rules.Policies.RuleSet.Running;

/// <summary>
/// Binds the expressions of actions where the types of all inputs are known, so that an output that cannot be computed is found when the
/// policy is loaded and not by the first customer it concerns.
/// </summary>
internal sealed class ActionCheck(WorkflowSet set, RuleSetSettings settings, DiagnosticBag diagnostics)
{
    public void Check(RulePlan plan)
    {
        foreach (var action in new[] { plan.Rule.OnSuccess, plan.Rule.OnFailure }.OfType<RuleActionDefinition>()) Check(action, plan);
        foreach (var child in plan.Children) Check(child);
    }

    private void Check(RuleActionDefinition action, RulePlan plan)
    {
        // An action sees values, and a value that is there is not null.
        DialectParameter[] seen = [.. plan.Scope.Select(p => p with { Type = p.Type.NotNull() })];
        foreach (var text in action.Texts)
            if (DialectExpression.Value(text.Text, seen, settings.Options).Error is { } error) diagnostics.Add(error.Code, text.SpanOf(error.Span), error.Arguments);
        if (action.IsOutput && action["expression"] is null or JsonNullNode) diagnostics.Add(RuleSetDiagnostics.NoContext, action.Span, action.Name, "Expression");
        if (action.IsEvaluation) CheckTarget(action);
    }

    private void CheckTarget(RuleActionDefinition action)
    {
        var (workflow, rule) = (action["workflowName"] as JsonTextNode, action["ruleName"] as JsonTextNode);
        if (workflow is null || rule is null) diagnostics.Add(RuleSetDiagnostics.NoContext, action.Span, action.Name, workflow is null ? "workflowName" : "ruleName");
        else if (set.Find(workflow.Value) is not { } found)
            diagnostics.Add(RuleSetDiagnostics.UnknownWorkflow, workflow.Span, workflow.Value, Suggestion.Phrase(workflow.Value, set.Workflows.Select(w => w.Name)));
        else if (set.RulesOf(found).Where(r => r.Enabled).Select(r => r.Name).ToList() is var names && !names.Contains(rule.Value))
            diagnostics.Add(RuleSetDiagnostics.UnknownRule, rule.Span, workflow.Value, rule.Value, Suggestion.Phrase(rule.Value, names));
    }
}
