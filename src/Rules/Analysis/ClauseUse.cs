using System.Collections.Immutable;

namespace CrmWorkflows.Rules.Analysis;

/// <summary>A kind or function and the clauses that it serves.</summary>
/// <param name="Name">Name of the kind or function.</param>
/// <param name="Clauses">Ids of the clauses.</param>
public sealed record ClauseUse(string Name, ImmutableArray<string> Clauses);
