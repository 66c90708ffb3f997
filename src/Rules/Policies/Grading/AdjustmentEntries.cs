using CrmWorkflows.Rules.Deciding.Documents;

namespace CrmWorkflows.Rules.Policies.Grading;

/// <summary>A regular look at the tier.</summary>
internal sealed record ReviewEntry : DocumentPart
{
    /// <summary>Day of the last review; null when there was none.</summary>
    public required ExpressionText Last { get; init; }

    /// <summary>Calendar period between two reviews.</summary>
    public required ExpressionText Every { get; init; }

    /// <summary>Whether the tier held so far stays until the review is due.</summary>
    public bool KeepsTier { get; init; }
}

/// <summary>When the tier may not fall, and how far it may fall otherwise.</summary>
internal sealed record ProtectionEntry : DocumentPart
{
    /// <summary>Condition under which the tier does not fall.</summary>
    public ExpressionText? When { get; init; }

    /// <summary>Last day on which the tier does not fall; null for no protection.</summary>
    public ExpressionText? Until { get; init; }

    /// <summary>Most tiers that one decision may take away.</summary>
    public ExpressionText? MaxSteps { get; init; }
}

/// <summary>A tier set by hand; it counts only with a reason and until its last day.</summary>
internal sealed record OverrideEntry : DocumentPart
{
    /// <summary>The tier; null when nobody set one.</summary>
    public required ExpressionText Tier { get; init; }

    public required ExpressionText Reason { get; init; }

    /// <summary>Last day on which it counts.</summary>
    public required ExpressionText Until { get; init; }
}
