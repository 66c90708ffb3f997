using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions;

namespace CrmWorkflows.Rules.Policies.Grading;

/// <summary>A criterion, linked.</summary>
/// <param name="Value">What is held against the bands; computed into <paramref name="Slot"/>. Null when the points are an expression.</param>
/// <param name="Points">The points by expression; null when bands give them.</param>
/// <param name="Weight">By what the points are multiplied; null when no criterion has a weight.</param>
internal sealed record Criterion(
    string Name,
    LocalizedText Label,
    Formula? Value,
    int Slot,
    ImmutableArray<Band<Formula>> Bands,
    Formula? Points,
    Formula? Weight,
    string? Clause,
    SourceSpan Span);

/// <summary>A scorecard, linked; for whoever evaluates or compiles it. Immutable.</summary>
/// <param name="Tiers">Bands of the score, with the tier that each gives; none when the score is all.</param>
/// <param name="ScoreSlot">Local that holds the score while it is held against its bands.</param>
/// <param name="WeightTotal">What the weights must add up to at run time; null when they were checked at load.</param>
/// <param name="IsComplete">Whether every score is proved to have a tier.</param>
internal sealed record ScorecardParts(
    ImmutableArray<Criterion> Criteria,
    RoundingEntry? Round,
    ImmutableArray<Band<string>> Tiers,
    int ScoreSlot,
    decimal? WeightTotal,
    bool IsComplete)
{
    public bool HasWeights => Criteria[0].Weight is not null;
}
