using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Facts.Entities;
using CrmWorkflows.Rules.Facts.Types;

namespace CrmWorkflows.Rules.Facts.Reading;

/// <summary>One value that is read from every row.</summary>
/// <param name="Field">How files name and write it.</param>
/// <param name="Type">The type as which it is read: that of the document's fact, which null is a value of when the fact is optional.</param>
/// <param name="IsNeeded">Whether a file without it is of no use.</param>
internal sealed record InputSlot(EntityField Field, FactType Type, bool IsNeeded)
{
    /// <summary>Whether the value is only the row's key, which is copied as written: then no text is made of it.</summary>
    public bool IsKeyOnly { get; init; }

    public LocalizedText Label => Field.Label;
}
