using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Policies.RuleSet.Running;

namespace CrmWorkflows.Rules.Interop;

/// <summary>What came of a case.</summary>
internal sealed record CaseOutcome(ImmutableArray<RuleOutcome>? Rules, CaseFault? Throws, ActionOutcome? Action, CaseFault? ActionThrows);

/// <summary>A call that gave no result.</summary>
/// <param name="Stage"><c>load</c> or <c>run</c>.</param>
internal sealed record CaseFault(string Stage, Diagnostic Diagnostic);
