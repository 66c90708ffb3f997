using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Facts.Entities;

/// <summary>Something that a business line knows: a customer, a case. One row of a file is one of it.</summary>
/// <param name="Name">Name; the first part of its fields' paths.</param>
/// <param name="Label">What a person reads.</param>
/// <param name="Key">The field that tells one from another; null when rows have no key.</param>
/// <param name="Fields">The fields, in order of declaration.</param>
public sealed record Entity(string Name, LocalizedText Label, EntityField? Key, ImmutableArray<EntityField> Fields);
