using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.AccessPolicy;

/// <summary>What a rule looks at, each with the codes that it names; null when it does not look at it.</summary>
internal sealed record AccessRule(
    string Id,
    ImmutableHashSet<Value>? Roles,
    ImmutableHashSet<Value>? Purposes,
    ImmutableHashSet<Value>? Sensitivities,
    Formula When,
    AccessEffect Effect,
    MaskKind? Mask,
    string? Approver,
    Formula? Approved,
    string? Clause,
    SourceSpan Span);

/// <summary>A field that is judged on its own.</summary>
internal sealed record AccessField(string Name, LocalizedText Label, Value Sensitivity, MaskKind? Mask, Formula? Value);

/// <summary>What was decided of one thing.</summary>
/// <param name="Rule">The rule that decided; null when none fitted.</param>
internal readonly record struct AccessVerdict(AccessEffect Effect, AccessRule? Rule, MaskKind? Mask);
