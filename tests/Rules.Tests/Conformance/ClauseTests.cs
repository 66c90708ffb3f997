using CrmWorkflows.Rules.Conformance;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.PolicySets;
using CrmWorkflows.Rules.Tests.House;
using Xunit.Abstractions;

namespace CrmWorkflows.Rules.Tests.Conformance;

/// <summary>The worked cases of the published clauses, against the rules of this repository.</summary>
public sealed class ClauseTests(ITestOutputHelper output)
{
    [Fact]
    public void The_rules_load_without_a_finding_that_refuses_them()
    {
        var load = PolicyLoader.Load(Path.Combine(Repository.Root, "rules"));
        Assert.Empty(load.Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => d.ToString()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void No_worked_case_of_an_implemented_clause_fails_compiled_or_not(bool compiled)
    {
        var file = Path.Combine(Repository.Root, "tests", "Conformance", "clauses", "cases.json");
        var library = PolicyLoader.Load(Path.Combine(Repository.Root, "rules")).Library;
        if (compiled)
            foreach (var policy in library.Policies) policy.Compile();
        var report = ConformanceRunner.Run(library, "cases.json", File.ReadAllBytes(file), new EvaluationMoment(new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.FromHours(8))));
        output.WriteLine($"{report.Count(ConformanceStatus.Passed)} passed, {report.Count(ConformanceStatus.Failed)} failed, {report.Count(ConformanceStatus.NotImplemented)} not implemented");
        Assert.Empty(report.Diagnostics);
        Assert.Empty(report.Outcomes.Where(o => o.Status == ConformanceStatus.Failed).Select(o => $"{o.Clause} {o.Name}: {string.Join("; ", o.Differences)}"));
        Assert.True(report.Count(ConformanceStatus.Passed) > 0);
    }
}
