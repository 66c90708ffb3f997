using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Policies.AccessPolicy;

/// <summary>
/// Who may see or do what: rules in order over role, purpose and sensitivity, of which the first that fits decides; what no rule allows is denied.
/// A policy of one sentence is written <see cref="Allow"/>, with <see cref="Deny"/> going before it.
/// </summary>
internal sealed record AccessPolicyDocument : PolicyDocument
{
    /// <summary>Who asks.</summary>
    public ExpressionText? Role { get; init; }

    /// <summary>What for.</summary>
    public ExpressionText? Purpose { get; init; }

    /// <summary>How sensitive it is, when not each field says so.</summary>
    public ExpressionText? Sensitivity { get; init; }

    /// <summary>Condition under which access is refused, before anything else is looked at.</summary>
    public ExpressionText? Deny { get; init; }

    /// <summary>Condition under which access is allowed.</summary>
    public ExpressionText? Allow { get; init; }

    /// <summary>The rules in the order in which they are tried.</summary>
    public IReadOnlyList<AccessRuleEntry> Rules { get; init; } = [];

    /// <summary>The text that is asked for; the result shows it as far as it may be seen.</summary>
    public ExpressionText? Value { get; init; }

    /// <summary>Fields that are judged one by one.</summary>
    public IReadOnlyList<AccessFieldEntry> Fields { get; init; } = [];

    /// <summary>Type of the approvers, when they have labels.</summary>
    public TypeName? ApproverType { get; init; }

    /// <summary>Grounds on which nothing may be decided.</summary>
    public ExpressionText? ForbiddenGrounds { get; init; }

    /// <summary>Grounds on which somebody wants to decide.</summary>
    public ExpressionText? Grounds { get; init; }

    /// <summary>Facts that the other documents of the policy may not use; checked when the policy is loaded.</summary>
    public BarEntry? Bars { get; init; }
}

internal enum AccessEffect
{
    /// <summary>As it stands.</summary>
    Allow,

    /// <summary>With a part of it made unreadable.</summary>
    Mask,

    /// <summary>Only when somebody has agreed.</summary>
    NeedsApproval,

    /// <summary>Not at all.</summary>
    Deny,
}

/// <summary>A rule; what it does not name it does not look at.</summary>
internal sealed record AccessRuleEntry : DocumentPart
{
    public string? Id { get; init; }

    public IReadOnlyList<string>? Roles { get; init; }

    public IReadOnlyList<string>? Purposes { get; init; }

    public IReadOnlyList<string>? Sensitivities { get; init; }

    public ExpressionText? When { get; init; }

    public required AccessEffect Effect { get; init; }

    /// <summary>How a masked text is shown, when the field does not say it.</summary>
    public MaskKind? Mask { get; init; }

    /// <summary>Whose approval is needed.</summary>
    public string? Approver { get; init; }

    /// <summary>Whether the approval has been given; access is then allowed.</summary>
    public ExpressionText? Approved { get; init; }

    /// <summary>Clause of the published text, for the trace.</summary>
    public string? Clause { get; init; }
}

/// <summary>A field that is judged on its own.</summary>
internal sealed record AccessFieldEntry : DocumentPart
{
    [DocumentShorthand]
    public required string Name { get; init; }

    public LocalizedText? Label { get; init; }

    public string? Sensitivity { get; init; }

    public MaskKind? Mask { get; init; }

    /// <summary>The field's text, for the result to show as far as it may be seen.</summary>
    public ExpressionText? Value { get; init; }
}

/// <summary>Facts that other documents may not use; to declare one, or to demand it, is no use.</summary>
internal sealed record BarEntry : DocumentPart
{
    /// <summary>Names of facts, or their paths in the fact model of the line.</summary>
    public required IReadOnlyList<string> Facts { get; init; }

    /// <summary>Kinds of document that are barred; all when left out.</summary>
    public IReadOnlyList<string>? Kinds { get; init; }
}
