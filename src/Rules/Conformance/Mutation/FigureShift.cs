using CrmWorkflows.Rules.Diagnostics.Json;

namespace CrmWorkflows.Rules.Conformance.Mutation;

/// <summary>One small change of a figure or list.</summary>
/// <param name="Place">The value that is replaced.</param>
/// <param name="Value">What takes its place.</param>
/// <param name="Pointer">JSON Pointer of what changes: the figure, the member of a list, or the end of a list (<c>/-</c>).</param>
/// <param name="Change">The change as a person reads it: <c>3 -> 4</c>, <c>- "b"</c>, <c>+ "d"</c>, <c>"a" &lt;-> "b"</c>.</param>
internal sealed record FigureShift(JsonSourceNode Place, JsonSourceNode Value, string Pointer, string Change);
