using System.Diagnostics;

namespace CrmWorkflows.Benchmarks;

/// <summary>
/// The ratios on a busy machine: both sides take turns in short batches, and the fastest quarter of each is compared, in which nothing else
/// ran. The benchmarks proper say more where the machine is quiet.
/// </summary>
internal static class Ratios
{
    private const int Rounds = 4_000;

    public static int Measure(string? only = null)
    {
        _only = only;
        var typed = new DecideTyped();
        Print("ladder", () => typed.LadderByHand(), () => typed.Ladder());
        Print("scorecard", () => (int)typed.ScorecardByHand(), () => (int)typed.Scorecard());
        Print("table", () => typed.TableByHand(), () => typed.Table());
        var untyped = new DecideUntyped();
        untyped.Setup();
        Print("scorecard from JSON / parsing it", untyped.ParseJson, untyped.FromJson, 256, 400);
        Print("scorecard explained / from values", untyped.FromValues, untyped.Explained, 256, 200);
        var rows = new GradeRows();
        Print("CSV by CsvHelper / split", rows.SplitFields, rows.CsvHelperFields, GradeRows.Rows, 200);
        Print("CSV read / split", rows.SplitFields, rows.ReadRows, GradeRows.Rows, 200);
        Print("CSV decided / read", rows.ReadRows, rows.DecideRows, GradeRows.Rows, 200);
        Print("CSV written / read", rows.ReadRows, rows.WriteRows, GradeRows.Rows, 200);
        Print("CSV graded / split", rows.SplitFields, rows.Grade, GradeRows.Rows, 200);
        Print("CSV graded / read", rows.ReadRows, rows.Grade, GradeRows.Rows, 200);
        var lines = new GradeJsonLines();
        Print("JSON Lines read / parsed", lines.ParseLines, lines.ReadRows, GradeJsonLines.Rows, 200);
        Print("JSON Lines graded / parsed", lines.ParseLines, lines.Grade, GradeJsonLines.Rows, 200);
        return 0;
    }

    private static string? _only;

    private static void Print(string name, Func<int> limit, Func<int> own, int count = Workload.Count, int rounds = Rounds)
    {
        if (_only is not null && !name.Contains(_only, StringComparison.Ordinal)) return;
        var (a, b) = (new double[rounds], new double[rounds]);
        for (var i = -rounds / 4; i < rounds; i++)
        {
            var (x, y) = (Time(limit), Time(own));
            if (i >= 0) (a[i], b[i]) = (x, y);
        }
        var before = GC.GetAllocatedBytesForCurrentThread();
        own();
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)count;
        var (low, mine) = (Quarter(a) / count, Quarter(b) / count);
        Console.WriteLine($"{name,-36}{low,10:N1} ns {mine,10:N1} ns  {mine / low,6:N2}x {bytes,8:N0} bytes");
    }

    private static double Time(Func<int> batch)
    {
        var began = Stopwatch.GetTimestamp();
        batch();
        return Stopwatch.GetElapsedTime(began).TotalNanoseconds;
    }

    private static double Quarter(double[] times)
    {
        Array.Sort(times);
        return times[..(times.Length / 4)].Average();
    }
}
