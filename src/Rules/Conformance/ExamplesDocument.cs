using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;

namespace CrmWorkflows.Rules.Conformance;

/// <summary>A <c>*.tests.json</c> beside the documents of a policy.</summary>
internal sealed record ExamplesDocument : DocumentPart
{
    [DocumentName("$schema")]
    public string? Schema { get; init; }

    /// <summary>Name of the document that is tested.</summary>
    public required string Document { get; init; }

    public required IReadOnlyList<ExampleEntry> Tests { get; init; }

    /// <summary>Shifts of figures that no test can notice, with the reason.</summary>
    public IReadOnlyList<EquivalentEntry> Equivalent { get; init; } = [];
}

/// <summary>What is given, and what must follow.</summary>
internal sealed record ExampleEntry : DocumentPart
{
    public required string Name { get; init; }

    /// <summary>Facts by name.</summary>
    public required JsonSourceNode Given { get; init; }

    /// <summary>Fields of the outcome, or <c>{"undetermined": true, "missingFacts": [...]}</c>.</summary>
    public required JsonSourceNode Then { get; init; }

    /// <summary>Day as of which is decided.</summary>
    public DateOnly? AsOf { get; init; }
}

/// <summary>A shift of a figure after which the document still decides the same.</summary>
internal sealed record EquivalentEntry : DocumentPart
{
    /// <summary>JSON Pointer of the figure in the effective document.</summary>
    public required string At { get; init; }

    /// <summary>The change as the list of survivors writes it; every change at the place when left out.</summary>
    public string? Change { get; init; }

    public required LocalizedText Reason { get; init; }
}
