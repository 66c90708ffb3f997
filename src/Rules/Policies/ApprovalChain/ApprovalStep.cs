using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.ApprovalChain;

/// <summary>A step of a chain: who can fill it.</summary>
/// <param name="Id">Name of the step.</param>
/// <param name="Label">What a person reads.</param>
/// <param name="Roles">The roles.</param>
/// <param name="NeedsAll">Whether all of them must agree, instead of one.</param>
internal sealed record ApprovalStep(Value Id, LocalizedText Label, ImmutableArray<Value> Roles, bool NeedsAll, string? Clause, SourceSpan Span);

/// <summary>A step that is needed under a condition.</summary>
internal sealed record ConditionalStep(ApprovalStep Step, Formula When);
