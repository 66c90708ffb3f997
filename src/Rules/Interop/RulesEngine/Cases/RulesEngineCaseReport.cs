using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Interop;

/// <summary>What came of a file of cases.</summary>
/// <param name="Results">One a case, in their order.</param>
/// <param name="Diagnostics">What is wrong with the file itself.</param>
public sealed record RulesEngineCaseReport(ImmutableArray<RulesEngineCaseResult> Results, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Number of cases of a status.</summary>
    /// <param name="status">The status.</param>
    public int Count(RulesEngineCaseStatus status) => Results.Count(r => r.Status == status);

    /// <summary>Our outcomes as a JSON list, in the shape of the cases.</summary>
    public string ToJson() => "[\n" + string.Join(",\n", Results.Select(r => r.Json)) + "\n]\n";
}
