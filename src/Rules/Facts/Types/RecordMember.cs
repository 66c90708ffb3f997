using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Facts.Types;

/// <summary>A member of a record type.</summary>
/// <param name="Name">Name.</param>
/// <param name="Type">Type.</param>
/// <param name="Label">What a person reads; null when the name must do.</param>
/// <param name="Required">Whether a record without the member is refused.</param>
public sealed record RecordMember(string Name, FactType Type, LocalizedText? Label = null, bool Required = true)
{
    /// <inheritdoc/>
    public bool Equals(RecordMember? other) => other is not null && Name == other.Name && Type.Equals(other.Type);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Type);
}
