using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Interop;

/// <summary>What came of one rule that was run by name, and of its action.</summary>
/// <param name="Output">What the action gave; null when there is none.</param>
/// <param name="Exception">Why the action failed, as a sentence; null when it did not.</param>
/// <param name="Diagnostic">The same as a finding with code and place.</param>
/// <param name="Results">The rules that were run, innermost first.</param>
public sealed record ActionRuleResult(object? Output, string? Exception, Diagnostic? Diagnostic, ImmutableArray<RuleResultTree> Results);
