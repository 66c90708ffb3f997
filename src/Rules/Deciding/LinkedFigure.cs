using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Facts.Types;

namespace CrmWorkflows.Rules.Deciding;

/// <summary>A figure or list that a document states: the value of a parameter, or what a row gives.</summary>
/// <param name="Node">Where it stands, and how it is written.</param>
/// <param name="Type">Its type.</param>
/// <param name="Label">What a person reads.</param>
/// <param name="Parameter">Name of the parameter; null for the value of a row, in which a text may also be an expression.</param>
internal sealed record LinkedFigure(JsonSourceNode Node, FactType Type, LocalizedText Label, string? Parameter = null);
