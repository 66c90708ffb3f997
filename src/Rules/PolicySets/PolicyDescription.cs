using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;

namespace CrmWorkflows.Rules.PolicySets;

/// <summary>The <c>policy.json</c> of a folder: the policy itself, the types its documents share, its catalogue of clauses.</summary>
internal sealed record PolicyDescription : DocumentPart
{
    [DocumentName("$schema")]
    public string? Schema { get; init; }

    public required string Kind { get; init; }

    public required string Name { get; init; }

    /// <summary>Business line that owns the policy.</summary>
    public required string Line { get; init; }

    public required LocalizedText Title { get; init; }

    public LocalizedText? Summary { get; init; }

    public EffectiveDates? Effective { get; init; }

    public DocumentSource? Source { get; init; }

    public IReadOnlyDictionary<string, TypeEntry> Types { get; init; } = new Dictionary<string, TypeEntry>();

    /// <summary>The clauses of the published text, in its order.</summary>
    public IReadOnlyList<ClauseEntry> Catalogue { get; init; } = [];
}

/// <summary>A clause of the published text.</summary>
internal sealed record ClauseEntry : DocumentPart
{
    public required string Id { get; init; }

    /// <summary>Chapter, article or paragraph.</summary>
    public required string Reference { get; init; }

    public required LocalizedText Title { get; init; }

    /// <summary>Why the clause is not executed; null when it is.</summary>
    public LocalizedText? Prose { get; init; }

    /// <summary>Fields that a decision on the clause must have, with the types of the published catalogue.</summary>
    public IReadOnlyList<ClauseFieldEntry> Outcome { get; init; } = [];
}

internal sealed record ClauseFieldEntry : DocumentPart
{
    public required string Name { get; init; }

    /// <summary>Type in the words of the catalogue: <c>number</c>, <c>enum(a|b)</c>, <c>list&lt;string&gt;</c>, <c>date|null</c>.</summary>
    public required string Type { get; init; }
}
