using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Analysis;

/// <summary>A kind or function and the clauses that it serves.</summary>
/// <param name="Name">Name of the kind or function.</param>
/// <param name="Clauses">Ids of the clauses.</param>
public sealed record ClauseUse(string Name, ImmutableArray<string> Clauses)
{
    /// <summary>Why a function that serves a single clause is a general notion and no answer to that clause; null when nobody says so.</summary>
    public LocalizedText? Reason => TextCatalog.Rules.Find("function.general." + Name);
}
