using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.PolicySets;
using CrmWorkflows.Rules.Tests.House;

namespace CrmWorkflows.Rules.Tests.Embedding;

/// <summary>The policy that the benchmarks measure: its decisions for typed records must be right before they are quick.</summary>
internal static class WorkloadPolicy
{
    public static EvaluationMoment Moment { get; } = new(new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.FromHours(8)));

    public static DecisionDocument Find(string decision)
    {
        var load = PolicyLoader.Load(Path.Combine(Repository.Root, "tests", "Benchmarks", "rules", "bank", "workload"));
        Assert.Empty(load.Diagnostics.Select(d => d.ToString()));
        return load.Library.Find("bank", "workload")!.Find(decision)!;
    }
}
