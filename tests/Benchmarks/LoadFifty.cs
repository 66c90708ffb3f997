using System.Diagnostics;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.PolicySets;

namespace CrmWorkflows.Benchmarks;

/// <summary>Loading, checking and linking many policies: the first time in a process, and once it is warm.</summary>
internal static class LoadFifty
{
    public static int Measure(string? root)
    {
        root ??= Directory.CreateTempSubdirectory("crmwf-bench-").FullName;
        if (!Directory.Exists(Path.Combine(root, "bank")))
        {
            for (var i = 0; i < 50; i++)
            {
                var folder = Directory.CreateDirectory(Path.Combine(root, "bank", $"workload-{i}")).FullName;
                foreach (var file in Directory.EnumerateFiles(Workload.Folder)) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            }
        }
        for (var run = 0; run < 6; run++)
        {
            var began = Stopwatch.GetTimestamp();
            var cpu = Environment.CpuUsage.TotalTime;
            var load = PolicyLoader.Load(root);
            var took = Stopwatch.GetElapsedTime(began);
            Console.WriteLine($"{(run == 0 ? "cold" : "warm")}: {load.Library.Policies.Length} policies, {load.Library.Policies.Sum(p => p.Documents.Length)} documents, {load.Diagnostics.Count(d => d.Severity == Severity.Error)} errors, {took.TotalMilliseconds:N0} ms, {(Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds:N0} ms of processor");
        }
        return 0;
    }
}
