using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.PolicySets;

/// <summary>What came of reading rule files: the library, or why there is none. A set with an error is never used in part.</summary>
/// <param name="Library">The policies that are sound.</param>
/// <param name="Diagnostics">All findings, by file and place.</param>
public sealed record LoadResult(PolicyLibrary Library, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Where the files are that findings name: the name as its authors know it, and the path.</summary>
    public ImmutableDictionary<string, string> Files { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>True when some file was refused.</summary>
    public bool HasErrors => Diagnostics.Any(d => d.Severity == Severity.Error);
}
