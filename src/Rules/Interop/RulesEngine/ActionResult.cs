using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Interop;

/// <summary>What the action of a rule gave.</summary>
/// <param name="Output">The value; records are dictionaries, sequences lists. Null when there is none.</param>
/// <param name="Exception">Why the action failed, as a sentence; null when it did not.</param>
/// <param name="Diagnostic">The same as a finding with code and place.</param>
public sealed record ActionResult(object? Output, string? Exception, Diagnostic? Diagnostic);
