using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;

namespace CrmWorkflows.Rules.Policies.RuleSet.Workflows;

/// <summary>
/// Reads RulesEngine files byte for byte: one workflow or a list of them. What RulesEngine refuses is refused, with its place; what it
/// overlooks in silence is a warning.
/// </summary>
internal sealed class WorkflowReader(DiagnosticBag diagnostics)
{
    public ImmutableArray<WorkflowDefinition> Read(JsonSourceNode root)
    {
        var nodes = root is JsonArrayNode list ? list.Items : [root];
        return [.. nodes.Select(Workflow).OfType<WorkflowDefinition>()];
    }

    private WorkflowDefinition? Workflow(JsonSourceNode node)
    {
        if (Object(node, "Workflow") is not { } workflow) return null;
        CheckProperties(workflow, WorkflowFormat.Workflow);
        if (workflow["RuleExpressionType"] is { } type && type is not JsonNumberNode { Written: "0" }) WrongShape(type, "RuleExpressionType", "0");
        var name = Text(workflow, "WorkflowName")?.Value;
        if (string.IsNullOrWhiteSpace(name)) diagnostics.Add(RuleSetDiagnostics.NoWorkflowName, workflow.Span with { Length = 1 });
        var injects = Names(workflow["WorkflowsToInject"], "WorkflowsToInject");
        var rules = Rules(workflow, name ?? "");
        if (workflow["Rules"] is not JsonArrayNode { Items.Length: > 0 } && injects.IsEmpty) diagnostics.Add(RuleSetDiagnostics.NoRules, workflow.Span with { Length = 1 }, name);
        return new WorkflowDefinition(name ?? "", injects, Parameters(workflow, "GlobalParams"), rules, workflow.Span with { Length = 1 });
    }

    private ImmutableArray<RuleDefinition> Rules(JsonObjectNode parent, string owner)
    {
        if (Array(parent, "Rules") is not { } list) return [];
        var rules = list.Items.Select(Rule).OfType<RuleDefinition>().ToImmutableArray();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var rule in rules.Where(r => r.Enabled))
            if (!names.Add(rule.Name) && rule.Name.Length > 0) diagnostics.Add(RuleSetDiagnostics.SameRule, rule.Span, rule.Name, owner);
        return rules;
    }

    private RuleDefinition? Rule(JsonSourceNode item)
    {
        if (Object(item, "Rules") is not { } node) return null;
        CheckProperties(node, WorkflowFormat.Rule);
        var name = Text(node, "RuleName")?.Value ?? "";
        if (string.IsNullOrWhiteSpace(name)) diagnostics.Add(RuleSetDiagnostics.NoRuleName, node.Span with { Length = 1 });
        if (node["RuleExpressionType"] is { } type && !IsLambda(type)) WrongShape(type, "RuleExpressionType", "LambdaExpression");
        var expression = Text(node, "Expression");
        var rules = Rules(node, name);
        var op = Operator(node, name, rules, expression);
        var actions = Optional(node, "Actions");
        if (actions is not null) CheckProperties(actions, WorkflowFormat.Actions);
        return new RuleDefinition(
            name, op, expression is null ? null : new WorkflowText(expression.Value, expression), Text(node, "ErrorMessage")?.Value, Text(node, "SuccessEvent")?.Value,
            Enabled(node), Parameters(node, "LocalParams"), rules, Action(actions, "OnSuccess"), Action(actions, "OnFailure"), Optional(node, "Properties"), node);
    }

    private NestedOperator? Operator(JsonObjectNode node, string name, ImmutableArray<RuleDefinition> rules, JsonTextNode? expression)
    {
        var injects = Names(node["WorkflowsToInject"], "WorkflowsToInject");
        if (Text(node, "Operator") is not { } written)
        {
            if (string.IsNullOrWhiteSpace(expression?.Value)) diagnostics.Add(RuleSetDiagnostics.NoExpression, node.Span with { Length = 1 }, name);
            if (node["Rules"] is JsonArrayNode { Items.Length: > 0 } lost) diagnostics.Add(RuleSetDiagnostics.RulesWithoutOperator, lost.Span with { Length = 1 }, name);
            if (!injects.IsEmpty) diagnostics.Add(RuleSetDiagnostics.IgnoredInjection, node.Span with { Length = 1 }, name);
            return null;
        }
        if (!Enum.TryParse<NestedOperator>(written.Value, ignoreCase: true, out var op) || !written.Value.All(char.IsAsciiLetter))
        {
            diagnostics.Add(RuleSetDiagnostics.UnknownOperator, written.Span, written.Value, Suggestion.Phrase(written.Value, Enum.GetNames<NestedOperator>()));
            return null;
        }
        if (rules.IsEmpty) diagnostics.Add(injects.IsEmpty ? RuleSetDiagnostics.NoRules : RuleSetDiagnostics.IgnoredInjection, node.Span with { Length = 1 }, name);
        else if (expression is not null) diagnostics.Add(RuleSetDiagnostics.IgnoredExpression, expression.Span, name);
        if (written.Value == op.ToString()) return op;
        // RulesEngine validates the operator in any case and then builds nested rules for the exact spelling only.
        diagnostics.Add(RuleSetDiagnostics.OperatorCase, written.Span, written.Value, op.ToString());
        return null;
    }

    private bool Enabled(JsonObjectNode node)
    {
        switch (node["Enabled"])
        {
            case null: return true;
            case JsonBooleanNode enabled: return enabled.Value;
            case var other: WrongShape(other, "Enabled", "true, false"); return true;
        }
    }

    private static bool IsLambda(JsonSourceNode type) =>
        type is JsonNumberNode { Written: "0" } || (type is JsonTextNode text && (text.Value.Trim() == "0" || string.Equals(text.Value.Trim(), "LambdaExpression", StringComparison.OrdinalIgnoreCase)));

    private RuleActionDefinition? Action(JsonObjectNode? actions, string name)
    {
        if (actions is null || Optional(actions, name) is not { } node) return null;
        CheckProperties(node, WorkflowFormat.Action);
        var action = Text(node, "Name");
        string[] known = [RuleActionDefinition.OutputExpression, RuleActionDefinition.EvaluateRule];
        if (!known.Contains(action?.Value, StringComparer.OrdinalIgnoreCase))
            diagnostics.Add(RuleSetDiagnostics.UnknownAction, action?.Span ?? node.Span with { Length = 1 }, action?.Value ?? "", Suggestion.Phrase(action?.Value ?? "", known));
        return new RuleActionDefinition(action?.Value ?? "", Optional(node, "Context"), node.Span with { Length = 1 });
    }

    private ImmutableArray<ScopedParameter> Parameters(JsonObjectNode parent, string property)
    {
        if (Array(parent, property) is not { } list) return [];
        var parameters = ImmutableArray.CreateBuilder<ScopedParameter>();
        foreach (var item in list.Items)
        {
            if (Object(item, property) is not { } node) continue;
            CheckProperties(node, WorkflowFormat.Parameter);
            if (node["Name"] is null or JsonNullNode) WrongShape(node, property + ".Name", "\"\u2026\"");
            var name = Text(node, "Name")?.Value ?? "";
            if (name.Length > 0 && parameters.Any(p => p.Name == name)) diagnostics.Add(RuleSetDiagnostics.SameParameter, node.Span with { Length = 1 }, name);
            parameters.Add(new ScopedParameter(name, Text(node, "Expression") is { } text ? new WorkflowText(text.Value, text) : null));
        }
        return parameters.ToImmutable();
    }

    private ImmutableArray<string> Names(JsonSourceNode? node, string property)
    {
        switch (node)
        {
            case null or JsonNullNode: return [];
            case JsonArrayNode list when list.Items.All(i => i is JsonTextNode): return [.. list.Items.Cast<JsonTextNode>().Select(i => i.Value)];
            default: WrongShape(node, property, "[\"\u2026\"]"); return [];
        }
    }

    private void CheckProperties(JsonObjectNode node, string part)
    {
        var known = WorkflowFormat.NamesOf(part);
        foreach (var member in node.Members)
            if (!known.Contains(member.Name)) diagnostics.Add(RuleSetDiagnostics.IgnoredProperty, member.NameSpan, member.Name, Suggestion.Phrase(member.Name, known));
    }

    private JsonObjectNode? Object(JsonSourceNode node, string property)
    {
        if (node is JsonObjectNode found) return found;
        WrongShape(node, property, "{\u2026}");
        return null;
    }

    private JsonObjectNode? Optional(JsonObjectNode parent, string property) => parent[property] is null or JsonNullNode ? null : Object(parent[property]!, property);

    private JsonArrayNode? Array(JsonObjectNode parent, string property)
    {
        switch (parent[property])
        {
            case null or JsonNullNode: return null;
            case JsonArrayNode list: return list;
            case var other: WrongShape(other, property, "[\u2026]"); return null;
        }
    }

    private JsonTextNode? Text(JsonObjectNode parent, string property)
    {
        switch (parent[property])
        {
            case null or JsonNullNode: return null;
            case JsonTextNode text: return text;
            case var other: WrongShape(other, property, "\"\u2026\""); return null;
        }
    }

    private void WrongShape(JsonSourceNode node, string property, string expected) =>
        diagnostics.Add(RuleSetDiagnostics.WrongShape, node.Span, property, expected, node.Excerpt());
}
