// Origin: the workload and the hand-written limit that the performance goals of this project are stated on, unchanged below this note.

using System.Text.Json;

namespace RulesBench;

public sealed class Customer
{
    public decimal TotalAssets { get; set; }
    public decimal AnnualPremium { get; set; }
    public int TradesLast12m { get; set; }
    public double PaymentRate { get; set; }
    public int MonthsOverdue { get; set; }
    public string Segment { get; set; } = "";
    public bool ContractSigned { get; set; }
    public int ComplaintsLast12m { get; set; }
}

public readonly struct Score(decimal total, string grade)
{
    public readonly decimal Total = total;
    public readonly string Grade = grade;
    public override string ToString() => $"{Total:0}:{Grade}";
}

// The workload's definition as data (data/grading.json); every engine but the hand-written one is built from it.
public sealed record Step(decimal? Min, string Out);
public sealed record Band(decimal? Min, decimal? Max, [property: System.Text.Json.Serialization.JsonPropertyName("equals")] string? Is, int Points);
public sealed record Criterion(string Name, string Field, int Factor, Band[] Bands);
public sealed record Scorecard(Criterion[] Criteria, Step[] Grades);
public sealed record Row(decimal? AssetsMin, decimal? AssetsMax, double? RateMin, double? RateMax, int? OverdueMin, int? OverdueMax,
    int? ComplaintsMin, int? ComplaintsMax, string[]? Segments, string Out);
public sealed record Definition(Step[] Ladder, Scorecard Scorecard, Row[] Table)
{
    public static Definition Load() => JsonSerializer.Deserialize<Definition>(
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "grading.json")),
        new JsonSerializerOptions(JsonSerializerDefaults.Web))!;
}

public static class Data
{
    public static readonly string[] Segments = ["private", "corporate", "affluent", "retail", "mass"];
    static readonly long[] AssetCuts = [0, 500_000, 1_000_000, 3_000_000, 5_000_000, 10_000_000];
    static readonly long[] PremiumCuts = [0, 10_000, 50_000, 100_000, 300_000, 1_000_000];

    // The same integer generator is in rules-node/bench.mjs, so both sides see the same customers.
    sealed class Rng(uint seed)
    {
        uint _s = seed;
        public int Next(int n)
        {
            _s ^= _s << 13; _s ^= _s >> 17; _s ^= _s << 5;
            return (int)(_s % (uint)n);
        }
    }

    public static Customer[] Make(int n)
    {
        var r = new Rng(20261122);
        var cs = new Customer[n];
        for (int i = 0; i < n; i++)
        {
            int a = r.Next(5), p = r.Next(5);
            long assets = AssetCuts[a] + r.Next((int)(AssetCuts[a + 1] - AssetCuts[a]));
            int cents = r.Next(100);
            long premium = PremiumCuts[p] + r.Next((int)(PremiumCuts[p + 1] - PremiumCuts[p]));
            cs[i] = new Customer
            {
                TotalAssets = assets + cents / 100m,
                AnnualPremium = premium,
                TradesLast12m = r.Next(20),
                PaymentRate = r.Next(2) == 0 ? r.Next(1001) / 1000.0 : (850 + r.Next(151)) / 1000.0,
                MonthsOverdue = r.Next(3) == 0 ? r.Next(9) : 0,
                // Fresh string instances: real records do not arrive interned.
                Segment = new string(Segments[r.Next(5)].AsSpan()),
                ContractSigned = r.Next(2) == 0,
                ComplaintsLast12m = r.Next(7),
            };
        }
        return cs;
    }
}
