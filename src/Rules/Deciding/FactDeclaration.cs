using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Deciding;

/// <summary>A fact that a document reads.</summary>
/// <param name="Name">Name, as JSON and programs supply it.</param>
/// <param name="Type">Type.</param>
/// <param name="Label">What a person reads.</param>
/// <param name="Required">Whether nothing can be decided without it.</param>
/// <param name="Absent">Value when it is optional and absent.</param>
/// <param name="From">Path in the fact model of the line; null when it is supplied by its name.</param>
public sealed record FactDeclaration(string Name, FactType Type, LocalizedText Label, bool Required, Value Absent, string? From)
{
    /// <summary>Unit where the type does not say it; null when there is none.</summary>
    public LocalizedText? Unit { get; init; }
}
