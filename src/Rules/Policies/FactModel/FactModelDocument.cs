using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Facts.Types;

namespace CrmWorkflows.Rules.Policies.FactModel;

/// <summary>What is known in a business line: the file form of its entities.</summary>
internal sealed record FactModelDocument : DocumentPart
{
    [DocumentName("$schema")]
    public string? Schema { get; init; }

    public required string Kind { get; init; }

    public required string Name { get; init; }

    public required LocalizedText Title { get; init; }

    public DocumentSource? Source { get; init; }

    /// <summary>Types that the documents of the line can name too.</summary>
    public IReadOnlyDictionary<string, TypeEntry> Types { get; init; } = new Dictionary<string, TypeEntry>();

    public required IReadOnlyList<EntityEntry> Entities { get; init; }
}

/// <summary>An entity: one row of a file is one of it.</summary>
internal sealed record EntityEntry : DocumentPart
{
    public required string Name { get; init; }

    public required LocalizedText Label { get; init; }

    /// <summary>Name of the field that tells one from another.</summary>
    public string? Key { get; init; }

    /// <summary>How files write the values of all fields that say nothing else.</summary>
    public FormatEntry? Format { get; init; }

    public required IReadOnlyList<FieldEntry> Fields { get; init; }
}

/// <summary>A field of an entity.</summary>
internal sealed record FieldEntry : DocumentPart
{
    public required string Name { get; init; }

    public required TypeName Type { get; init; }

    public required LocalizedText Label { get; init; }

    public LocalizedText? Unit { get; init; }

    public SensitivityClass? Sensitivity { get; init; }

    /// <summary>Whether a row without a value is refused. What a policy needs, the policy's own facts say.</summary>
    public bool Required { get; init; }

    /// <summary>CSV headers and JSON names under which files carry the field, case and spaces as written.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    public FormatEntry? Format { get; init; }
}

/// <summary>How files write values. What a field leaves out, its entity says.</summary>
internal sealed record FormatEntry : DocumentPart
{
    /// <summary>Words that mean that nothing is known.</summary>
    public IReadOnlyList<string>? Absent { get; init; }

    public IReadOnlyList<string>? True { get; init; }

    public IReadOnlyList<string>? False { get; init; }

    /// <summary>Formats of dates, tried in order: <c>M/d/yyyy</c>.</summary>
    public IReadOnlyList<string>? Dates { get; init; }

    /// <summary>Decimal mark: a point or a comma.</summary>
    public string? Decimal { get; init; }

    /// <summary>Mark between groups of digits.</summary>
    public string? Group { get; init; }

    /// <summary>Written words and the codes that they stand for.</summary>
    public IReadOnlyDictionary<string, string>? Codes { get; init; }
}
