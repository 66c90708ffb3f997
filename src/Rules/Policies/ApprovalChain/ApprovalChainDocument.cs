using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Policies.ApprovalChain;

/// <summary>
/// Who must agree, in which order. The chain is a list of roles (<see cref="Chain"/>), steps written out (<see cref="Steps"/>), or one of several
/// chosen by condition (<see cref="Chains"/>). Approvals are read left to right; one counts only when it comes from the role whose turn it is.
/// </summary>
internal sealed record ApprovalChainDocument : PolicyDocument
{
    /// <summary>The roles in the order in which they approve.</summary>
    public ExpressionText? Chain { get; init; }

    /// <summary>The steps in their order.</summary>
    public IReadOnlyList<ApprovalStepEntry> Steps { get; init; } = [];

    /// <summary>Chains of which the first whose condition holds is taken.</summary>
    public IReadOnlyList<ChainEntry> Chains { get; init; } = [];

    /// <summary>What came in: a list of roles, or of records with <c>role</c>, and if the policy looks at them <c>person</c> and <c>approved</c>.</summary>
    public required ExpressionText Approvals { get; init; }

    /// <summary>The person who asks, and whose own approval never counts.</summary>
    public ExpressionText? RequestedBy { get; init; }

    /// <summary>The short way when there is no time, with the review that follows.</summary>
    public EmergencyEntry? Emergency { get; init; }

    /// <summary>Type of the steps' names, when they have labels of their own; else a step is called by its role.</summary>
    public TypeName? StepType { get; init; }
}

/// <summary>A step of a chain.</summary>
internal sealed record ApprovalStepEntry : DocumentPart
{
    /// <summary>Name of the step; the role that fills it when no roles are given.</summary>
    [DocumentShorthand]
    public required string Id { get; init; }

    /// <summary>What a person reads for the step.</summary>
    public LocalizedText? Label { get; init; }

    /// <summary>Roles of which one is enough.</summary>
    public IReadOnlyList<string>? AnyOf { get; init; }

    /// <summary>Roles that must all agree, in whatever order.</summary>
    public IReadOnlyList<string>? AllOf { get; init; }

    /// <summary>Condition under which the step is needed; always when left out.</summary>
    public ExpressionText? When { get; init; }

    /// <summary>Clause of the published text, for the trace.</summary>
    public string? Clause { get; init; }
}

/// <summary>A chain that holds under a condition.</summary>
internal sealed record ChainEntry : DocumentPart
{
    /// <summary>Condition; a chain without one is taken when none before it is.</summary>
    public ExpressionText? When { get; init; }

    public ExpressionText? Chain { get; init; }

    public IReadOnlyList<ApprovalStepEntry> Steps { get; init; } = [];

    /// <summary>Clause of the published text, for the trace.</summary>
    public string? Clause { get; init; }
}

/// <summary>The short way: its steps are enough to act, the ordinary ones follow as a review.</summary>
internal sealed record EmergencyEntry : DocumentPart
{
    public required ExpressionText When { get; init; }

    public ExpressionText? Chain { get; init; }

    public IReadOnlyList<ApprovalStepEntry> Steps { get; init; } = [];

    /// <summary>Roles that review afterwards; the ordinary steps that nobody filled yet when left out.</summary>
    public ExpressionText? Review { get; init; }
}
