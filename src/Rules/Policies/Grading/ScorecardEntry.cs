using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;

namespace CrmWorkflows.Rules.Policies.Grading;

/// <summary>Criteria that give points; their weighted sum decides the tier.</summary>
internal sealed record ScorecardEntry : DocumentPart
{
    /// <summary>What the weights add up to; without weights, what the highest points of all criteria add up to.</summary>
    public required JsonSourceNode Total { get; init; }

    public required IReadOnlyList<CriterionEntry> Criteria { get; init; }

    /// <summary>How the score is rounded before it is held against the bands.</summary>
    public RoundingEntry? Round { get; init; }

    /// <summary>Band of the score, and the tier that it gives; <c>-</c> is every other score. Left out together with the tiers, the score is all.</summary>
    public IReadOnlyDictionary<string, JsonSourceNode>? Bands { get; init; }
}

/// <summary>A criterion: a value and its bands, or points by expression.</summary>
internal sealed record CriterionEntry : DocumentPart
{
    public required string Name { get; init; }

    public required LocalizedText Label { get; init; }

    /// <summary>What is held against the bands.</summary>
    public ExpressionText? Value { get; init; }

    /// <summary>Band of the value, and the points that it gives; <c>-</c> is every other value.</summary>
    public IReadOnlyDictionary<string, JsonSourceNode>? Bands { get; init; }

    /// <summary>The points by expression, instead of bands.</summary>
    public JsonSourceNode? Points { get; init; }

    /// <summary>By what the points are multiplied; 1 when no criterion has a weight.</summary>
    public JsonSourceNode? Weight { get; init; }

    /// <summary>Clause of the published text, for the trace.</summary>
    public string? Clause { get; init; }
}
