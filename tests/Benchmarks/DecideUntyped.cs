using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Benchmarks;

/// <summary>From the JSON text of a customer to the score, against parsing the text alone; from values; and with the full reason.</summary>
[MemoryDiagnoser]
public class DecideUntyped
{
    private readonly byte[][] _texts = [.. Workload.Customers.Take(256).Select(c => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(c, new JsonSerializerOptions(JsonSerializerDefaults.Web))))];
    private readonly DecisionDocument _scorecard = Workload.Document("scorecard");
    private Value[][] _values = [];

    [GlobalSetup]
    public void Setup() => _values = [.. _texts.Select(t => FactReader.Read(_scorecard, "facts", t, new DiagnosticBag()))];

    [Benchmark(Baseline = true, OperationsPerInvoke = 256)]
    public int ParseJson()
    {
        var sum = 0;
        foreach (var text in _texts)
        {
            using var document = JsonDocument.Parse(text);
            sum += document.RootElement.ValueKind == JsonValueKind.Object ? 1 : 0;
        }
        return sum;
    }

    [Benchmark(OperationsPerInvoke = 256)]
    public int FromJson()
    {
        var sum = 0;
        foreach (var text in _texts)
        {
            var facts = FactReader.Read(_scorecard, "facts", text, new DiagnosticBag());
            if (_scorecard.Decide(facts, Workload.Moment).Outcome is not null) sum++;
        }
        return sum;
    }

    [Benchmark(OperationsPerInvoke = 256)]
    public int FromValues()
    {
        var sum = 0;
        foreach (var facts in _values)
            if (_scorecard.Decide(facts, Workload.Moment).Outcome is not null) sum++;
        return sum;
    }

    [Benchmark(OperationsPerInvoke = 256)]
    public int Explained()
    {
        var sum = 0;
        foreach (var facts in _values) sum += _scorecard.Decide(facts, Workload.Moment, explain: true).Explanation.Length;
        return sum;
    }
}
