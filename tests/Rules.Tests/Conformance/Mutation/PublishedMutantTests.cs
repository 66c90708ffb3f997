using CrmWorkflows.Rules.Conformance.Mutation;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.PolicySets;
using CrmWorkflows.Rules.Tests.House;
using Xunit.Abstractions;

namespace CrmWorkflows.Rules.Tests.Conformance.Mutation;

/// <summary>The rules of this repository: no figure of a clause can be mistyped without a case or test noticing it. CRMWF_LONG=1 tries all policies.</summary>
public sealed class PublishedMutantTests(ITestOutputHelper output)
{
    private static readonly bool Long = Environment.GetEnvironmentVariable("CRMWF_LONG") == "1";

    [Fact]
    public void No_shifted_figure_of_the_policies_goes_unnoticed()
    {
        var rules = Path.Combine(Repository.Root, "rules");
        string[] few = ["guarantee", "fund", "cable-tv", "group-services"];
        var library = PolicyLoader.Load(Long ? [rules] : few.Select(line => Path.Combine(rules, line))).Library;
        var cases = File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "Conformance", "clauses", "cases.json"));
        var report = MutationRunner.Run(library, "cases.json", cases, new EvaluationMoment(new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.FromHours(8))));
        output.WriteLine($"{report.Mutants.Length} mutants, {report.Count(MutantStatus.Noticed)} noticed, {report.Count(MutantStatus.Equivalent)} equivalent");
        Assert.True(report.Mutants.Length > 100);
        Assert.Empty(report.Diagnostics);
        Assert.Empty(report.FailingChecks);
        Assert.Empty(report.Mutants.Where(m => m.Status == MutantStatus.Survived).Select(m => $"{m.Place} {m.Pointer} {m.Change}"));
    }
}
