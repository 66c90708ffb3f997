using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Policies.Grading;

/// <summary>Which tier: a ladder of conditions, the first that holds from the top.</summary>
internal sealed record GradingDocument : PolicyDocument
{
    /// <summary>The tiers from the highest.</summary>
    public IReadOnlyList<TierEntry> Ladder { get; init; } = [];

    /// <summary>Name of the declared enum whose codes the tiers carry.</summary>
    public required TypeName Tiers { get; init; }
}

/// <summary>A tier of a ladder.</summary>
internal sealed record TierEntry : DocumentPart
{
    public required string Tier { get; init; }

    /// <summary>Condition; a tier without one takes everybody who is left.</summary>
    public ExpressionText? When { get; init; }

    /// <summary>Clause of the published text, for the trace.</summary>
    public string? Clause { get; init; }

    public LocalizedText? Note { get; init; }
}
