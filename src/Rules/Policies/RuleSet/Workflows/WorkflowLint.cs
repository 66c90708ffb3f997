using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.RulesEngineDialect;

namespace CrmWorkflows.Rules.Policies.RuleSet.Workflows;

/// <summary>
/// What can be said of the expressions before any input is there. A way to the host is refused with the file, because RulesEngine would
/// take it; an expression that RulesEngine cannot read either is no finding here: its rule is false with a message, as it is there.
/// </summary>
internal static class WorkflowLint
{
    public static void Check(WorkflowDefinition workflow, DialectOptions options, DiagnosticBag diagnostics)
    {
        foreach (var global in workflow.Globals) Check(global.Expression, options, diagnostics);
        foreach (var rule in workflow.Rules) Check(rule, [.. workflow.Globals.Select(g => g.Name)], options, diagnostics);
    }

    /// <summary>The expressions that cannot be read, for whoever wants every rule to be sound.</summary>
    public static void CheckSyntax(WorkflowDefinition workflow, DiagnosticBag diagnostics)
    {
        foreach (var text in Texts(workflow))
            if (DialectExpression.Parse(text.Text, DialectOptions.Default, out var error) is null && error is not null)
                diagnostics.Add(error.Code, text.SpanOf(error.Span), error.Arguments);
    }

    private static IEnumerable<WorkflowText> Texts(WorkflowDefinition workflow) =>
        workflow.Globals.Select(g => g.Expression).Concat(workflow.Rules.SelectMany(Texts)).OfType<WorkflowText>();

    private static IEnumerable<WorkflowText?> Texts(RuleDefinition rule) =>
        !rule.Enabled ? [] : [.. rule.Locals.Select(l => l.Expression), rule.IsNested ? null : rule.Expression, .. Actions(rule), .. rule.Rules.SelectMany(Texts)];

    private static IEnumerable<WorkflowText> Actions(RuleDefinition rule) => new[] { rule.OnSuccess, rule.OnFailure }.OfType<RuleActionDefinition>().SelectMany(a => a.Texts);

    private static void Check(RuleDefinition rule, string[] names, DialectOptions options, DiagnosticBag diagnostics)
    {
        if (!rule.Enabled) return;
        foreach (var local in rule.Locals)
        {
            if (names.Contains(local.Name)) diagnostics.Add(RuleSetDiagnostics.ShadowedParameter, local.Expression?.Node.Span ?? rule.Span, local.Name);
            Check(local.Expression, options, diagnostics);
        }
        if (!rule.IsNested) Check(rule.Expression, options, diagnostics);
        foreach (var text in Actions(rule)) Check(text, options, diagnostics);
        foreach (var child in rule.Rules) Check(child, [.. names, .. rule.Locals.Select(l => l.Name)], options, diagnostics);
    }

    private static void Check(WorkflowText? text, DialectOptions options, DiagnosticBag diagnostics)
    {
        if (text is null) return;
        foreach (var error in Unhonoured.In(text.Text, options)) diagnostics.Add(error.Code, text.SpanOf(error.Span), error.Arguments);
        foreach (var sort in Unhonoured.SortsByText(text.Text, options)) diagnostics.Add(RuleSetDiagnostics.SortByText, text.SpanOf(sort));
    }
}
