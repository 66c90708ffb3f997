using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Expressions.Syntax;

namespace CrmWorkflows.Rules.Policies.RuleSet.Workflows;

/// <summary>One workflow of a RulesEngine file, as it is written.</summary>
internal sealed record WorkflowDefinition(
    string Name,
    ImmutableArray<string> Injects,
    ImmutableArray<ScopedParameter> Globals,
    ImmutableArray<RuleDefinition> Rules,
    SourceSpan Span);

/// <summary>An expression of the file, which knows its place.</summary>
internal sealed record WorkflowText(string Text, JsonTextNode Node)
{
    public SourceSpan SpanOf(TextSpan part) => Node.SpanOf(part.Start, part.Length);
}

/// <summary>A global or local parameter.</summary>
internal sealed record ScopedParameter(string Name, WorkflowText? Expression);

/// <summary>How a rule combines its children.</summary>
internal enum NestedOperator
{
    And, AndAlso, Or, OrElse,
}

/// <summary>A rule of the file.</summary>
/// <param name="Operator">How it combines its children; null when it has none, or when the operator is spelled so that RulesEngine overlooks it.</param>
internal sealed record RuleDefinition(
    string Name,
    NestedOperator? Operator,
    WorkflowText? Expression,
    string? ErrorMessage,
    string? SuccessEvent,
    bool Enabled,
    ImmutableArray<ScopedParameter> Locals,
    ImmutableArray<RuleDefinition> Rules,
    RuleActionDefinition? OnSuccess,
    RuleActionDefinition? OnFailure,
    JsonObjectNode? Properties,
    JsonObjectNode Node)
{
    public SourceSpan Span => Node.Span with { Length = 1 };

    /// <summary>Whether its outcome is that of its children.</summary>
    public bool IsNested => Operator is not null && !Rules.IsEmpty;
}

/// <summary>What a rule does when it holds, or when it does not.</summary>
internal sealed record RuleActionDefinition(string Name, JsonObjectNode? Context, SourceSpan Span)
{
    public const string OutputExpression = "OutputExpression", EvaluateRule = "EvaluateRule";

    public bool IsOutput => string.Equals(Name, OutputExpression, StringComparison.OrdinalIgnoreCase);

    public bool IsEvaluation => string.Equals(Name, EvaluateRule, StringComparison.OrdinalIgnoreCase);

    /// <summary>The further inputs that it hands to another rule; an entry without an expression has none.</summary>
    public IEnumerable<(string? Name, WorkflowText? Expression)> AdditionalInputs => this["additionalInputs"] is JsonArrayNode list && list.Items.All(i => i is JsonObjectNode)
        ? list.Items.Cast<JsonObjectNode>().Select(i => ((i["Name"] as JsonTextNode)?.Value, i["Expression"] is JsonTextNode text ? new WorkflowText(text.Value, text) : null)) : [];

    /// <summary>The expressions that it holds.</summary>
    public IEnumerable<WorkflowText> Texts => IsOutput ? this["expression"] is JsonTextNode text ? [new WorkflowText(text.Value, text)] : []
        : IsEvaluation ? AdditionalInputs.Select(a => a.Expression).OfType<WorkflowText>() : [];

    /// <summary>An entry of the context; its name may be in any case.</summary>
    public JsonSourceNode? this[string key] =>
        Context?.Members.LastOrDefault(m => string.Equals(m.Name, key, StringComparison.OrdinalIgnoreCase))?.Value;
}
