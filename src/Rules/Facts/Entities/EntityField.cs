using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Facts.Types;

namespace CrmWorkflows.Rules.Facts.Entities;

/// <summary>A field of an entity: its type, what a person reads, and how files write it.</summary>
/// <param name="Path">Path <c>entity.field</c>, as a document's fact names it.</param>
/// <param name="Name">Name within the entity.</param>
/// <param name="Type">Type.</param>
/// <param name="Label">What a person reads.</param>
public sealed record EntityField(string Path, string Name, FactType Type, LocalizedText Label)
{
    /// <summary>Unit where the type does not say it; null when there is none.</summary>
    public LocalizedText? Unit { get; init; }

    /// <summary>How much it must be protected.</summary>
    public SensitivityClass Sensitivity { get; init; } = SensitivityClass.Internal;

    /// <summary>Whether a row without a value is refused.</summary>
    public bool Required { get; init; }

    /// <summary>Names in files, each a CSV header or the name of a JSON member, case and spaces as written: its own name first, then the aliases.</summary>
    public ImmutableArray<string> Headers { get; init; } = [Name];

    /// <summary>How files write values.</summary>
    public FieldFormat Format { get; init; } = FieldFormat.Plain;
}
