using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Expressions.RulesEngineDialect;
using CrmWorkflows.Rules.Expressions.Syntax;

namespace CrmWorkflows.Rules.Policies.RuleSet.Workflows;

/// <summary>
/// What can be said of the expressions before any input is there. A way to the host is refused with the file, because RulesEngine would
/// take it; an expression that RulesEngine cannot read either is no finding here: its rule is false with a message, as it is there.
/// </summary>
internal static class WorkflowLint
{
    public static void Check(WorkflowDefinition workflow, DiagnosticBag diagnostics)
    {
        foreach (var global in workflow.Globals) Check(global.Expression, diagnostics);
        foreach (var rule in workflow.Rules) Check(rule, [.. workflow.Globals.Select(g => g.Name)], diagnostics);
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
        !rule.Enabled ? [] : [.. rule.Locals.Select(l => l.Expression), rule.IsNested ? null : rule.Expression, Output(rule.OnSuccess), Output(rule.OnFailure), .. rule.Rules.SelectMany(Texts)];

    private static WorkflowText? Output(RuleActionDefinition? action) => action?["expression"] is JsonTextNode node ? new WorkflowText(node.Value, node) : null;

    private static void Check(RuleDefinition rule, string[] names, DiagnosticBag diagnostics)
    {
        if (!rule.Enabled) return;
        foreach (var local in rule.Locals)
        {
            if (names.Contains(local.Name)) diagnostics.Add(RuleSetDiagnostics.ShadowedParameter, local.Expression?.Node.Span ?? rule.Span, local.Name);
            Check(local.Expression, diagnostics);
        }
        Check(rule.Expression, diagnostics);
        Check(Output(rule.OnSuccess), diagnostics);
        Check(Output(rule.OnFailure), diagnostics);
        foreach (var child in rule.Rules) Check(child, [.. names, .. rule.Locals.Select(l => l.Name)], diagnostics);
    }

    private static void Check(WorkflowText? text, DiagnosticBag diagnostics)
    {
        // Only these few words matter here; most expressions need not be parsed twice.
        if (text is null || !(text.Text.Contains("GetType", StringComparison.OrdinalIgnoreCase) || text.Text.Contains("OrderBy", StringComparison.OrdinalIgnoreCase))) return;
        if (DialectExpression.Parse(text.Text, DialectOptions.Default, out _) is { } syntax) Walk(syntax, text, diagnostics);
    }

    private static void Walk(SyntaxNode node, WorkflowText text, DiagnosticBag diagnostics)
    {
        if (node is CallSyntax call)
        {
            if (string.Equals(call.Name, "GetType", StringComparison.OrdinalIgnoreCase)) diagnostics.Add(DialectDiagnostics.HostAccess, text.SpanOf(call.NameSpan), call.Name + "()");
            if (call.Name.StartsWith("OrderBy", StringComparison.OrdinalIgnoreCase) && call.Arguments is [LiteralSyntax { Value: string }]) diagnostics.Add(RuleSetDiagnostics.SortByText, text.SpanOf(call.Span));
        }
        foreach (var child in ChildrenOf(node)) Walk(child, text, diagnostics);
    }

    private static IEnumerable<SyntaxNode> ChildrenOf(SyntaxNode node) => node switch
    {
        MemberSyntax m => [m.Target],
        IndexSyntax i => [i.Target, i.Index],
        CallSyntax { Target: null } c => c.Arguments,
        CallSyntax c => [c.Target!, .. c.Arguments],
        UnarySyntax u => [u.Operand],
        BinarySyntax b => [b.Left, b.Right],
        ConditionalSyntax c => [c.Condition, c.Then, c.Otherwise],
        ListSyntax l => l.Items,
        RecordSyntax r => r.Members.Select(m => m.Value),
        LambdaSyntax l => [l.Body],
        _ => [],
    };
}
