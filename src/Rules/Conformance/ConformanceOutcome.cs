using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Conformance;

/// <summary>A case and what came of it.</summary>
/// <param name="Clause">Id of the clause.</param>
/// <param name="Name">Name of the case.</param>
/// <param name="Status">What came of it.</param>
/// <param name="Policy">Policy that has the clause; the part of the id before the slash.</param>
/// <param name="Kind">Kind of the document that decided; null when none did.</param>
/// <param name="Expected">Expected outcome as JSON.</param>
/// <param name="Actual">Outcome as JSON; null when there was none.</param>
/// <param name="Differences">What differs, one line each.</param>
/// <param name="Decision">The explained decision of a case that failed.</param>
public sealed record ConformanceOutcome(
    string Clause, string Name, ConformanceStatus Status, string Policy, string? Kind, string Expected, string? Actual, ImmutableArray<LocalizedText> Differences, Decision? Decision);
