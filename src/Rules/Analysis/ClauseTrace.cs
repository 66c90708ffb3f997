using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.PolicySets;

namespace CrmWorkflows.Rules.Analysis;

/// <summary>From the published text to what runs: every clause of every policy, with the document that decides it or the reason why none does.</summary>
/// <param name="Lines">The clauses, in the order of the catalogues.</param>
/// <param name="Kinds">How many clauses each kind of document decides.</param>
/// <param name="Functions">How many clauses each library function serves, with the clauses of those that serve only one.</param>
public sealed record ClauseTrace(ImmutableArray<ClauseTraceLine> Lines, ImmutableArray<ClauseUse> Kinds, ImmutableArray<ClauseUse> Functions)
{
    /// <summary>Traces the clauses of a library.</summary>
    /// <param name="library">The policies.</param>
    public static ClauseTrace Of(PolicyLibrary library)
    {
        var lines = library.Policies
            .SelectMany(policy => policy.Clauses.Select(clause => new ClauseTraceLine(policy, clause, policy.FindByClause(clause.Id))))
            .ToImmutableArray();
        var decided = lines.Where(l => l.Document is not null).ToArray();
        return new ClauseTrace(
            lines,
            Uses(decided.Select(l => (l.Document!.Kind, l.Clause.Id))),
            Uses(decided.SelectMany(l => l.Document!.Parts.Functions.Select(f => (f, l.Clause.Id)))));
    }

    private static ImmutableArray<ClauseUse> Uses(IEnumerable<(string Name, string Clause)> uses) =>
        [.. uses.GroupBy(u => u.Name, StringComparer.Ordinal)
            .Select(g => new ClauseUse(g.Key, [.. g.Select(u => u.Clause)]))
            .OrderByDescending(u => u.Clauses.Length).ThenBy(u => u.Name, StringComparer.Ordinal)];
}
