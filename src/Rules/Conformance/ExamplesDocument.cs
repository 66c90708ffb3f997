using CrmWorkflows.Rules.Deciding.Documents;
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
