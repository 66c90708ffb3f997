using System.Globalization;
using BenchmarkDotNet.Attributes;
using CrmWorkflows.Rules.Deciding.Batch;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Facts.Reading;
using CrmWorkflows.Rules.Values;
using CsvHelper;
using CsvHelper.Configuration;

namespace CrmWorkflows.Benchmarks;

/// <summary>
/// The public bank customers graded from CSV: against finding where the cells of the file begin and end, against CsvHelper, and step by step.
/// One thread, from memory to memory, so that what is compared is the work and neither the disk nor the number of processors.
/// </summary>
[MemoryDiagnoser]
public class GradeRows
{
    /// <summary>Rows of the file.</summary>
    public const int Rows = BankCustomers.Rows;

    private readonly BankCustomers _customers = new();
    private readonly Value[] _slots;
    private readonly RowReader _reader;
    private readonly BatchWorker _worker;
    private readonly RowWriter _writer;
    private readonly RowBuffer _output = new(1024 * 1024);
    private readonly BatchTally _tally;
    private readonly Value[][] _rows;
    private readonly Value[][] _outcomes;

    /// <summary>Loads the policy.</summary>
    public GradeRows()
    {
        _reader = NewReader();
        _slots = new Value[_customers.Plan.Slots.Length];
        _writer = NewWriter();
        _worker = new BatchWorker(_customers.Options, _customers.Plan, NewReader(), NewWriter());
        _tally = new BatchTally(_customers.Document);
        _rows = [.. ReadAll()];
        _outcomes = [.. _rows.Select(_ => new Value[_customers.Document.Fields.Length])];
        DecideRows();
    }

    /// <summary>The limit: where every cell begins and ends, nothing kept.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Rows)]
    public int SplitFields()
    {
        var data = _customers.File.AsSpan();
        var (cells, bytes) = (0, 0);
        while (true)
        {
            var end = data.IndexOfAny((byte)',', (byte)'\n');
            if (end < 0) return cells + bytes;
            cells++;
            bytes ^= end;
            data = data[(end + 1)..];
        }
    }

    /// <summary>Every cell as a text, by CsvHelper.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public int CsvHelperFields()
    {
        using var text = new StreamReader(new MemoryStream(_customers.File));
        using var parser = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture));
        var characters = 0;
        while (parser.Read())
            for (var i = 0; i < parser.Count; i++) characters += parser[i].Length;
        return characters;
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

    /// <summary>The rows decided, once they are values.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public int DecideRows()
    {
        var decided = 0;
        for (var i = 0; i < _rows.Length; i++)
            if (_customers.Document.Fused!.TryDecide(_rows[i], _customers.Options.Moment, _outcomes[i])) decided++;
        return decided;
    }

    /// <summary>The outcomes counted and written.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public int WriteRows()
    {
        _output.Clear();
        foreach (var outcome in _outcomes)
        {
            _tally.Count(outcome);
            _writer.Outcome(_output, "768805383"u8, 2, outcome);
        }
        return _output.Written.Length;
    }

    /// <summary>The rows graded, and the answers written.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public int Grade() => _worker.Decide(Block(), CancellationToken.None).Output.Length;

    private CsvRowReader NewReader() => new(_customers.Header, _customers.Plan.Slots, _customers.Plan.Cells, _customers.Plan.Key);

    private RowWriter NewWriter() => RowWriter.For(RowFormat.Csv, BankCustomers.Key, _customers.Document, _customers.Options.PolicyHash, Language.English);

    private IEnumerable<Value[]> ReadAll()
    {
        _reader.Begin(Block());
        for (var row = new Value[_slots.Length]; _reader.Next(row); row = new Value[_slots.Length]) yield return row;
    }

    private InputBlock Block() => new() { Buffer = _customers.File, Length = _customers.File.Length, FirstLine = 1, InputBytes = _customers.File.Length };
}
