using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Conformance;

/// <summary>Which tiers, rows, criteria, levels or measures of a document the tests reached.</summary>
/// <param name="Document">Name of the document.</param>
/// <param name="Points">Number of them.</param>
/// <param name="Unreached">Those that no test reached, with their places.</param>
public sealed record DocumentCoverage(string Document, int Points, ImmutableArray<(string Id, SourceSpan Span)> Unreached)
{
    /// <summary>Number that the tests reached.</summary>
    public int Reached => Points - Unreached.Length;
}
