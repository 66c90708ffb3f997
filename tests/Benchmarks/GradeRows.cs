using System.Globalization;
using BenchmarkDotNet.Attributes;
using CrmWorkflows.Rules.Deciding.Batch;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Facts.Reading;
using CrmWorkflows.Rules.PolicySets;
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
    public const int Rows = 5_064;

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "customers");

    private readonly byte[] _file = File.ReadAllBytes(Path.Combine(Folder, "bank-card-customers.csv"));
    private readonly Value[] _slots;
    private readonly BatchOptions _options;
    private readonly BatchPlan _plan;
    private readonly CsvHeader _header;
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
        var policy = PolicyLoader.Load(Path.Combine(Folder, "rules", "bank", "card-customers")).Library.Find("bank", "card-customers")!;
        _options = new BatchOptions(policy.Find("card-customers")!, Workload.Moment) { FactModel = policy.FactModel, PolicyHash = policy.Hash };
        var findings = new DiagnosticBag();
        _plan = BatchPlan.Make(_options.Document, policy.FactModel, findings)!;
        _header = CsvHeader.Read(_file, "customers", _plan.Slots, _plan.Entity, findings)!;
        _reader = NewReader();
        _slots = new Value[_plan.Slots.Length];
        _options.Document.Compile();
        _writer = NewWriter();
        _worker = new BatchWorker(_options, _plan, NewReader(), NewWriter());
        _tally = new BatchTally(_options.Document);
        _rows = [.. ReadAll()];
        _outcomes = [.. _rows.Select(_ => new Value[_options.Document.Fields.Length])];
        DecideRows();
    }

    /// <summary>The limit: where every cell begins and ends, nothing kept.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Rows)]
    public int SplitFields()
    {
        var data = _file.AsSpan();
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
        using var text = new StreamReader(new MemoryStream(_file));
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
            if (_options.Document.Fused!.TryDecide(_rows[i], _options.Moment, _outcomes[i])) decided++;
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

    private CsvRowReader NewReader() => new(_header, _plan.Slots, _plan.Cells, _plan.Key);

    private RowWriter NewWriter() => RowWriter.For(RowFormat.Csv, "CLIENTNUM", _options.Document, _options.PolicyHash, Language.English);

    private IEnumerable<Value[]> ReadAll()
    {
        _reader.Begin(Block());
        for (var row = new Value[_plan.Slots.Length]; _reader.Next(row); row = new Value[_plan.Slots.Length]) yield return row;
    }

    private InputBlock Block() => new() { Buffer = _file, Length = _file.Length, FirstLine = 1, InputBytes = _file.Length };
}
