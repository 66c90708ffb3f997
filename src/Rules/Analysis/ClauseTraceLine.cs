using CrmWorkflows.Rules.Conformance;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.PolicySets;

namespace CrmWorkflows.Rules.Analysis;

/// <summary>A clause, the document that decides it, and what proves it.</summary>
/// <param name="Policy">The policy that has the clause.</param>
/// <param name="Clause">The clause.</param>
/// <param name="Document">The entry document; null when the clause is prose or not implemented.</param>
/// <param name="Place">Where the document says that it decides the clause.</param>
/// <param name="WorkedCases">Number of worked cases of the clause.</param>
/// <param name="Tests">Number of tests beside the document.</param>
/// <param name="Coverage">Which of the document's rows, tiers, levels and measures the tests reach; null when it has none.</param>
public sealed record ClauseTraceLine(
    PolicySet Policy, PolicyClause Clause, DecisionDocument? Document, SourceSpan Place, int WorkedCases, int Tests, DocumentCoverage? Coverage);
