using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.PolicySets;
using RulesBench;

namespace CrmWorkflows.Benchmarks;

/// <summary>The customers and the policy that all benchmarks share.</summary>
internal static class Workload
{
    public const int Count = 4_096;

    public static EvaluationMoment Moment { get; } = new(new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.FromHours(8)));

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "rules", "bank", "workload");

    public static Customer[] Customers { get; } = Data.Make(Count);

    public static DecisionDocument Document(string name)
    {
        var load = PolicyLoader.Load(Folder);
        if (load.HasErrors) throw new InvalidOperationException(string.Join(Environment.NewLine, load.Diagnostics));
        return load.Library.Find("bank", "workload")!.Find(name)!;
    }
}
