using System.Diagnostics;
using System.Globalization;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Embedding;
using RulesBench;

namespace CrmWorkflows.Benchmarks;

/// <summary>A fresh process: from the first line of the program to the first decision.</summary>
internal static class StartUp
{
    /// <summary>Starts the process a number of times and prints the median of each part.</summary>
    public static int Measure()
    {
        var runs = Enumerable.Range(0, 9).Select(_ => Start()).ToArray();
        foreach (var (name, column) in new[] { ("load and check", 0), ("compile", 1), ("first typed decision", 2), ("first decision through values", 3) })
            Console.WriteLine($"{name,-32}{runs.Select(r => r[column]).Order().ElementAt(runs.Length / 2),8:N1} ms");
        return 0;
    }

    /// <summary>One start, in this process.</summary>
    public static int Once()
    {
        var began = Stopwatch.GetTimestamp();
        var document = Workload.Document("scorecard");
        var loaded = Stopwatch.GetTimestamp();
        var compiled = CompiledDecision<Customer, Score>.Of(document);
        var ready = Stopwatch.GetTimestamp();
        compiled.TryDecide(new Customer { Segment = "private" }, Workload.Moment, out _);
        var typed = Stopwatch.GetTimestamp();
        _ = compiled.Decide(new Customer { Segment = "private" }, Workload.Moment);
        var untyped = Stopwatch.GetTimestamp();
        Console.WriteLine(string.Join(';', new[] { Stopwatch.GetElapsedTime(began, loaded), Stopwatch.GetElapsedTime(loaded, ready), Stopwatch.GetElapsedTime(ready, typed), Stopwatch.GetElapsedTime(typed, untyped) }
            .Select(t => t.TotalMilliseconds.ToString(CultureInfo.InvariantCulture))));
        return 0;
    }

    private static double[] Start()
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? $"\"{Path.Combine(AppContext.BaseDirectory, "CrmWorkflows.Benchmarks.dll")}\" once" : "once") { RedirectStandardOutput = true })!;
        var line = process.StandardOutput.ReadLine()!;
        process.WaitForExit();
        return [.. line.Split(';').Select(p => double.Parse(p, CultureInfo.InvariantCulture))];
    }
}
