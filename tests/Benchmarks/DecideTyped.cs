using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using CrmWorkflows.Rules.Embedding;
using RulesBench;

namespace CrmWorkflows.Benchmarks;

/// <summary>A decision on a typed record against the same logic written by hand.</summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class DecideTyped
{
    private readonly CompiledDecision<Customer, string> _ladder = CompiledDecision<Customer, string>.Of(Workload.Document("ladder"));
    private readonly CompiledDecision<Customer, Score> _scorecard = CompiledDecision<Customer, Score>.Of(Workload.Document("scorecard"));
    private readonly CompiledDecision<Customer, string?> _table = CompiledDecision<Customer, string?>.Of(Workload.Document("table"));

    [Benchmark(Baseline = true, OperationsPerInvoke = Workload.Count), BenchmarkCategory("ladder")]
    public int LadderByHand()
    {
        var sum = 0;
        foreach (var customer in Workload.Customers) sum += Hand.Ladder(customer).Length;
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Workload.Count), BenchmarkCategory("ladder")]
    public int Ladder()
    {
        var sum = 0;
        var moment = Workload.Moment;
        foreach (var customer in Workload.Customers)
        {
            _ladder.TryDecide(customer, moment, out var tier);
            sum += tier.Length;
        }
        return sum;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Workload.Count), BenchmarkCategory("scorecard")]
    public decimal ScorecardByHand()
    {
        var sum = 0;
        foreach (var customer in Workload.Customers) sum += Hand.Scorecard(customer).Grade.Length;
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Workload.Count), BenchmarkCategory("scorecard")]
    public decimal Scorecard()
    {
        var sum = 0;
        var moment = Workload.Moment;
        foreach (var customer in Workload.Customers)
        {
            _scorecard.TryDecide(customer, moment, out var score);
            sum += score.Grade.Length;
        }
        return sum;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Workload.Count), BenchmarkCategory("table")]
    public int TableByHand()
    {
        var sum = 0;
        foreach (var customer in Workload.Customers) sum += Hand.Table(customer).Length;
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Workload.Count), BenchmarkCategory("table")]
    public int Table()
    {
        var sum = 0;
        var moment = Workload.Moment;
        foreach (var customer in Workload.Customers)
        {
            _table.TryDecide(customer, moment, out var treatment);
            sum += treatment!.Length;
        }
        return sum;
    }
}
