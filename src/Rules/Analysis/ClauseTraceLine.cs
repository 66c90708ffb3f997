using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.PolicySets;

namespace CrmWorkflows.Rules.Analysis;

/// <summary>A clause and the document that decides it.</summary>
/// <param name="Policy">The policy that has the clause.</param>
/// <param name="Clause">The clause.</param>
/// <param name="Document">The entry document; null when the clause is prose or not implemented.</param>
public sealed record ClauseTraceLine(PolicySet Policy, PolicyClause Clause, DecisionDocument? Document);
