using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Facts.Types;

namespace CrmWorkflows.Rules.Deciding;

/// <summary>A field of a document's outcome.</summary>
/// <param name="Name">Name.</param>
/// <param name="Type">Type.</param>
/// <param name="Label">What a person reads.</param>
public sealed record OutcomeField(string Name, FactType Type, LocalizedText Label);
