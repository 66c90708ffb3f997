using System.Collections.Immutable;
using CrmWorkflows.Rules.Explanations;
using CrmWorkflows.Rules.Policies.RuleSet.Inputs;
using CrmWorkflows.Rules.Policies.RuleSet.Workflows;

namespace CrmWorkflows.Rules.Policies.RuleSet.Running;

/// <summary>What came of one rule. Filled by one run: first the verdict, then the message, then the action.</summary>
internal sealed class RuleOutcome(RuleDefinition rule, bool isSuccess, RuleFailure? failure, ImmutableArray<RuleOutcome> children, ImmutableArray<RuleInput> inputs)
{
    public RuleDefinition Rule { get; } = rule;

    public bool IsSuccess { get; } = isSuccess;

    /// <summary>Why it failed; null when it did not, also when it does not hold.</summary>
    public RuleFailure? Failure { get; } = failure;

    public ImmutableArray<RuleOutcome> Children { get; } = children;

    /// <summary>The names that it saw, with their values.</summary>
    public ImmutableArray<RuleInput> Inputs { get; } = inputs;

    /// <summary>Its error message, filled; null when it holds, failed, or has none.</summary>
    public string? ErrorMessage { get; set; }

    /// <summary>What its action gave; null before and without one.</summary>
    public RuleInput? Output { get; set; }

    public RuleFailure? ActionFailure { get; set; }

    /// <summary>Why it holds or does not, down to the sub-condition; empty unless asked for.</summary>
    public ImmutableArray<ExplanationNode> Explanation { get; set; } = [];
}

/// <summary>What came of one rule that was run by name, and of its action.</summary>
/// <param name="Results">The rules that were run, innermost first.</param>
internal sealed record ActionOutcome(RuleInput? Output, RuleFailure? Failure, ImmutableArray<RuleOutcome> Results);
