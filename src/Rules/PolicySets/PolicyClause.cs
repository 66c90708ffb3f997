using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.PolicySets;

/// <summary>A clause of a published policy.</summary>
/// <param name="Id">Id: policy, slash, clause.</param>
/// <param name="Reference">Chapter, article or paragraph of the published text.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Prose">Why it is not executed; null when it is.</param>
/// <param name="Outcome">Fields and types that a decision on it must have, in the words of the catalogue.</param>
public sealed record PolicyClause(string Id, string Reference, LocalizedText Title, LocalizedText? Prose, ImmutableArray<ClauseField> Outcome)
{
    /// <summary>Whether a document decides on the clause.</summary>
    public bool IsExecutable => Prose is null;
}
