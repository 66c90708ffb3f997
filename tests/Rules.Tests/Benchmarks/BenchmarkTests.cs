using System.Globalization;
using System.Reflection;
using BenchmarkDotNet.Attributes;
using CrmWorkflows.Benchmarks;

namespace CrmWorkflows.Rules.Tests.Benchmarks;

/// <summary>Every benchmark runs: what is measured now and then would otherwise be found broken then. How long it takes is nobody's business here.</summary>
public sealed class BenchmarkTests
{
    public static IEnumerable<object[]> All => typeof(DecideTyped).Assembly.GetExportedTypes()
        .SelectMany(t => t.GetMethods().Where(m => m.GetCustomAttribute<BenchmarkAttribute>() is not null), (t, m) => (object[])[t.Name, m.Name]);

    [Theory]
    [MemberData(nameof(All))]
    public void A_benchmark_runs_once_and_its_work_has_a_result(string type, string method)
    {
        var benchmarks = typeof(DecideTyped).Assembly.GetExportedTypes().Single(t => t.Name == type);
        var instance = Activator.CreateInstance(benchmarks);
        foreach (var setup in benchmarks.GetMethods().Where(m => m.GetCustomAttribute<GlobalSetupAttribute>() is not null)) setup.Invoke(instance, null);
        Assert.True(Convert.ToInt64(benchmarks.GetMethod(method)!.Invoke(instance, null), CultureInfo.InvariantCulture) > 0);
    }
}
