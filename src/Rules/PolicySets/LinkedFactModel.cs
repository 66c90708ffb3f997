using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Facts.Entities;

namespace CrmWorkflows.Rules.PolicySets;

/// <summary>The fact model of a line as its policies use it.</summary>
/// <param name="Model">What is known in the line; null when there is none that holds together.</param>
/// <param name="Source">What its file says: it belongs to what a policy means, and so to the policy's hash.</param>
/// <param name="Findings">What was found in it.</param>
internal sealed record LinkedFactModel(EntityModel? Model, JsonSourceNode? Source, ImmutableArray<Diagnostic> Findings)
{
    public static LinkedFactModel None { get; } = new(null, null, []);
}
