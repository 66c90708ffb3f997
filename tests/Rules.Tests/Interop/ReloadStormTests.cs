using System.Collections.Concurrent;
using System.Globalization;
using CrmWorkflows.Rules.Interop;
using Xunit.Abstractions;

namespace CrmWorkflows.Rules.Tests.Interop;

/// <summary>Workflows are replaced while eight threads run them. The long form stands behind CRMWF_LONG=1.</summary>
public sealed class ReloadStormTests(ITestOutputHelper output)
{
    private static readonly bool Long = Environment.GetEnvironmentVariable("CRMWF_LONG") == "1";

    [Fact]
    public void Every_result_is_that_of_one_version_and_memory_returns_to_its_base()
    {
        var reloads = Long ? 1000 : 60;
        var engine = Engines.Of(Version(0));
        using var stop = new CancellationTokenSource();
        var mixed = new ConcurrentBag<string>();
        var calls = 0L;
        var threads = Enumerable.Range(0, 8).Select(_ => new Thread(() =>
        {
            var input = RuleParameter.FromJson("input1", """{ "n": 7 }""");
            while (!stop.IsCancellationRequested)
            {
                var seen = engine.All("w", input).Select(r => r.SuccessEvent).Distinct().ToList();
                if (seen.Count != 1) mixed.Add(string.Join(",", seen));
                Interlocked.Increment(ref calls);
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        var (warm, after) = (0L, 0L);
        for (var version = 1; version <= reloads; version++)
        {
            Assert.Empty(engine.AddOrUpdateWorkflow(Version(version)));
            if (version == reloads / 3) warm = Memory();
        }
        after = Memory();
        stop.Cancel();
        threads.ForEach(t => t.Join());
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{reloads} reloads, {calls} calls, {warm / 1024.0 / 1024:F1} MB after a third, {after / 1024.0 / 1024:F1} MB at the end"));
        Assert.Empty(mixed);
        Assert.True(calls > 0);
        // A third of the reloads is behind the first figure, two thirds between the two; a leak of one plan a reload would show.
        Assert.True(after - warm < 24 * 1024 * 1024, $"{warm} -> {after}");
    }

    private static string Version(int number) => System.Text.Json.JsonSerializer.Serialize(new
    {
        WorkflowName = "w",
        Rules = Enumerable.Range(0, 20).Select(i => new { RuleName = $"r{i}", Expression = $"input1.n + {number} > {i}", SuccessEvent = $"v{number}" }),
    });

    private static long Memory()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);
            GC.WaitForPendingFinalizers();
        }
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
