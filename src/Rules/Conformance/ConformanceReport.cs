using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Conformance;

/// <summary>What came of a file of cases.</summary>
/// <param name="Outcomes">The cases in their order.</param>
/// <param name="Diagnostics">What was wrong with the file itself.</param>
public sealed record ConformanceReport(ImmutableArray<ConformanceOutcome> Outcomes, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Number of cases of a status.</summary>
    /// <param name="status">The status.</param>
    public int Count(ConformanceStatus status) => Outcomes.Count(o => o.Status == status);

    /// <summary>True when the file was read and every case passed.</summary>
    public bool AllPassed => Outcomes.All(o => o.Status == ConformanceStatus.Passed) && !Diagnostics.Any(d => d.Severity == Severity.Error);
}
