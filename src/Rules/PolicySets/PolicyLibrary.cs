using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;

namespace CrmWorkflows.Rules.PolicySets;

/// <summary>The policies of all business lines under one root. Immutable and thread-safe.</summary>
public sealed class PolicyLibrary
{
    internal PolicyLibrary(ImmutableArray<PolicySet> policies) => Policies = policies;

    /// <summary>The policies, by line and name.</summary>
    public ImmutableArray<PolicySet> Policies { get; }

    /// <summary>A policy of a line; null when there is none.</summary>
    /// <param name="line">Business line.</param>
    /// <param name="policy">Name of the policy.</param>
    public PolicySet? Find(string line, string policy) => Policies.FirstOrDefault(p => p.Line == line && p.Name == policy);

    /// <summary>The document that decides a clause on a day, with its policy; null when there is none.</summary>
    /// <param name="clause">Id of the clause.</param>
    /// <param name="asOf">The day; any version when null.</param>
    public (PolicySet Policy, DecisionDocument Document)? FindByClause(string clause, DateOnly? asOf = null)
    {
        foreach (var policy in Policies)
            if (policy.FindByClause(clause, asOf) is { } document) return (policy, document);
        return null;
    }
}
