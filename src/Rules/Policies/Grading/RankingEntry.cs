using CrmWorkflows.Rules.Deciding.Documents;

namespace CrmWorkflows.Rules.Policies.Grading;

/// <summary>Tiers by rank in a population.</summary>
internal sealed record RankingEntry : DocumentPart
{
    /// <summary>A map from member to value, or a list of records.</summary>
    public required ExpressionText Population { get; init; }

    /// <summary>With a list: the field that names a member.</summary>
    public string? Key { get; init; }

    /// <summary>With a list: the field by which members are ranked.</summary>
    public string? By { get; init; }

    public RankingOrder Order { get; init; }

    public RankingTies Ties { get; init; }

    /// <summary>The groups from the leading one.</summary>
    public required IReadOnlyList<RankingGroupEntry> Groups { get; init; }
}

/// <summary>The smallest leading group that reaches a share, a portion or a number; without any of them, everybody who is left.</summary>
internal sealed record RankingGroupEntry : DocumentPart
{
    public required string Tier { get; init; }

    /// <summary>Share of the sum of all values that the members down to this group reach together.</summary>
    public ExpressionText? Share { get; init; }

    /// <summary>Portion of all members that lie in this group or above.</summary>
    public ExpressionText? Portion { get; init; }

    /// <summary>Number of members that lie in this group or above.</summary>
    public ExpressionText? Quota { get; init; }

    /// <summary>Clause of the published text, for the trace.</summary>
    public string? Clause { get; init; }
}

internal enum RankingOrder
{
    HighestFirst,
    LowestFirst,
}

/// <summary>What becomes of members that are equal to the last one of a group.</summary>
internal enum RankingTies
{
    /// <summary>They come in too.</summary>
    Include,

    /// <summary>All that are equal stay out, so that no limit is exceeded.</summary>
    Exclude,

    /// <summary>The name decides, in the order of its characters.</summary>
    ByKey,
}

/// <summary>Ups and downs of tiers over a history.</summary>
internal sealed record MovesEntry : DocumentPart
{
    /// <summary>The tiers, oldest first.</summary>
    public required ExpressionText History { get; init; }
}
