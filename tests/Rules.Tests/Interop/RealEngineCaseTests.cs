using CrmWorkflows.Rules.Interop;
using CrmWorkflows.Rules.Tests.House;
using Xunit.Abstractions;

namespace CrmWorkflows.Rules.Tests.Interop;

/// <summary>The outcomes that Microsoft RulesEngine 6.0.1 gave.</summary>
public sealed class RealEngineCaseTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Moment = new(2026, 6, 1, 9, 0, 0, TimeSpan.FromHours(8));

    private static readonly Lazy<RulesEngineCaseReport> Report = new(() => RulesEngineCases.Run("cases.json", File.ReadAllBytes(
        Path.Combine(Repository.Root, "tests", "Conformance", "rulesengine", "cases.json")), Moment));

    [Fact]
    public void Every_outcome_is_that_of_the_real_engine_but_for_the_defects_that_nobody_needs_to_copy()
    {
        foreach (var feature in Report.Value.Results.GroupBy(r => r.Feature))
            output.WriteLine($"{feature.Key}: {feature.Count(r => r.Status == RulesEngineCaseStatus.Same)} of {feature.Count()} the same");
        foreach (var result in Report.Value.Results.Where(r => r.Status != RulesEngineCaseStatus.Same))
            output.WriteLine($"{result.Id}: {result.Status}: {string.Join("; ", result.Differences)}");
        Assert.Empty(Report.Value.Diagnostics);
        Assert.Equal(107, Report.Value.Results.Length);
        Assert.Empty(Report.Value.Results.Where(r => r.Status is RulesEngineCaseStatus.Failed or RulesEngineCaseStatus.Refused).Select(r => $"{r.Id}: {string.Join("; ", r.Differences)}"));
    }
}
