using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Conformance.Mutation;

/// <summary>A policy with one figure shifted, and what the worked cases and tests made of it.</summary>
/// <param name="Policy">Business line and name of the policy: <c>bank/cards</c>.</param>
/// <param name="Document">Name of the document.</param>
/// <param name="Place">Where the figure stands; for a figure that comes from a base, in the base.</param>
/// <param name="Pointer">JSON Pointer of what changes in the effective document.</param>
/// <param name="Label">What a person reads of the figure.</param>
/// <param name="Change">The change: <c>3 -> 4</c>, <c>- "b"</c>, <c>+ "d"</c>, <c>"a" &lt;-> "b"</c>.</param>
/// <param name="Status">What came of it.</param>
/// <param name="Reason">Why no test can notice it; null unless it is <see cref="MutantStatus.Equivalent"/>.</param>
public sealed record Mutant(string Policy, string Document, SourceSpan Place, string Pointer, LocalizedText Label, string Change, MutantStatus Status, LocalizedText? Reason);
