using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Conformance.Mutation;

/// <summary>What came of shifting every figure of the documents that decide clauses.</summary>
/// <param name="Mutants">The mutants, by policy, document and place.</param>
/// <param name="FailingChecks">Worked cases and tests that fail without any change; they notice nothing.</param>
/// <param name="Diagnostics">What was wrong with the files of cases and tests; statements of equivalence that excuse nothing.</param>
public sealed record MutationReport(ImmutableArray<Mutant> Mutants, ImmutableArray<string> FailingChecks, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Number of mutants of a status.</summary>
    /// <param name="status">The status.</param>
    public int Count(MutantStatus status) => Mutants.Count(m => m.Status == status);

    /// <summary>True when nothing survived, nothing failed before, and the files are sound.</summary>
    public bool AllNoticed => Count(MutantStatus.Survived) == 0 && FailingChecks.IsEmpty && Diagnostics.IsEmpty;
}
