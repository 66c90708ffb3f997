using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.PolicySets;

namespace CrmWorkflows.Rules.Conformance;

/// <summary>What came of the tests of one policy.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Outcomes">The tests in their order.</param>
/// <param name="Coverage">For each document with something to reach: what the tests reached.</param>
/// <param name="Diagnostics">What was wrong with the files of tests.</param>
public sealed record ExampleReport(PolicySet Policy, ImmutableArray<ExampleOutcome> Outcomes, ImmutableArray<DocumentCoverage> Coverage, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>True when every file was read and every test passed.</summary>
    public bool AllPassed => Outcomes.All(o => o.Passed) && !Diagnostics.Any(d => d.Severity == Severity.Error);
}
