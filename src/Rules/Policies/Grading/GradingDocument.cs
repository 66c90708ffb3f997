using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Policies.Grading;

/// <summary>Which tier: by a ladder of conditions, a scorecard, a rank in a population, or how tiers moved over a history. Exactly one of the four.</summary>
internal sealed record GradingDocument : PolicyDocument
{
    /// <summary>Name of the declared enum whose codes the tiers carry; left out by a scorecard that gives a score and no tier.</summary>
    public TypeName? Tiers { get; init; }

    /// <summary>The tiers from the highest; the first whose condition holds.</summary>
    public IReadOnlyList<TierEntry>? Ladder { get; init; }

    /// <summary>Criteria that give points, and bands of the total.</summary>
    public ScorecardEntry? Scorecard { get; init; }

    /// <summary>Leading groups of a population.</summary>
    public RankingEntry? Ranking { get; init; }

    /// <summary>Ups and downs of a history of tiers.</summary>
    public MovesEntry? Moves { get; init; }

    /// <summary>The tier held so far; null when there is none.</summary>
    public ExpressionText? Current { get; init; }

    /// <summary>When the tier is looked at again.</summary>
    public ReviewEntry? Review { get; init; }

    /// <summary>When and how far the tier may not fall.</summary>
    public ProtectionEntry? Protection { get; init; }

    /// <summary>A tier set by hand.</summary>
    public OverrideEntry? Override { get; init; }
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
