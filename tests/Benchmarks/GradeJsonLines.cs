using System.Text.Json;
using BenchmarkDotNet.Attributes;
using CrmWorkflows.Rules.Deciding.Batch;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Facts.Reading;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Benchmarks;

/// <summary>The public bank customers graded from JSON Lines, against parsing the lines alone. One thread, from memory to memory.</summary>
[MemoryDiagnoser]
public class GradeJsonLines
{
    /// <summary>Rows of the file.</summary>
    public const int Rows = BankCustomers.Rows;

    private readonly BankCustomers _customers = new();
    private readonly byte[] _file;
    private readonly Value[] _slots;
    private readonly RowReader _reader;
    private readonly BatchWorker _worker;

    /// <summary>Loads the policy.</summary>
    public GradeJsonLines()
    {
        _file = _customers.AsJsonLines();
        _slots = new Value[_customers.Plan.Slots.Length];
        _reader = NewReader();
        var writer = RowWriter.For(RowFormat.JsonLines, BankCustomers.Key, _customers.Document, _customers.Options.PolicyHash, Language.English);
        _worker = new BatchWorker(_customers.Options, _customers.Plan, NewReader(), writer);
    }

    /// <summary>The limit: every token of every line.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Rows)]
    public int ParseLines()
    {
        var tokens = 0;
        for (var data = _file.AsSpan(); !data.IsEmpty;)
        {
            var end = data.IndexOf((byte)'\n') + 1;
            var reader = new Utf8JsonReader(data[..end]);
            while (reader.Read()) tokens++;
            data = data[end..];
        }
        return tokens;
    }

    /// <summary>The rows as values of the document's facts.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public int ReadRows()
    {
        _reader.Begin(Block());
        var rows = 0;
        while (_reader.Next(_slots)) rows++;
        return rows;
    }

    /// <summary>The rows graded, and the answers written.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public int Grade() => _worker.Decide(Block(), CancellationToken.None).Output.Length;

    private JsonLinesRowReader NewReader() => new("customers", _customers.Plan.Slots, _customers.Plan.Cells, _customers.Plan.Key);

    private InputBlock Block() => new() { Buffer = _file, Length = _file.Length, FirstLine = 1, InputBytes = _file.Length };
}
