using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Facts.Entities;
using CrmWorkflows.Rules.Facts.Reading;

namespace CrmWorkflows.Rules.Deciding.Batch;

/// <summary>
/// Decides on every row of a file. Memory does not grow with the file; blocks of rows are decided side by side and come out in the order of
/// the input. A row that cannot be read is named and counted, the others go on. Used once, by one thread.
/// </summary>
public sealed class BatchRun
{
    private readonly BatchOptions _options;
    private readonly BatchPlan _plan;
    private readonly string? _file;
    private readonly CsvHeader? _header;
    private readonly BlockReader _blocks;
    private readonly InputBlock? _first;
    private readonly ConcurrentBag<BatchWorker> _idle = [];

    private BatchRun(BatchOptions options, BatchPlan plan, string? file, CsvHeader? header, BlockReader blocks, InputBlock? first)
    {
        (_options, _plan, _file, _header, _blocks, _first) = (options, plan, file, header, blocks, first);
        KeyName = _plan.Key < 0 ? RowWriter.LineKey
            : header is null ? _plan.Slots[_plan.Key].Field.Headers[^1]
            : header.Names[header.SlotColumns[_plan.Key]];
        Tally = new BatchTally(options.Document);
    }

    /// <summary>Name of the key in input and output; <c>line</c> when rows have no key and are told by their line.</summary>
    public string KeyName { get; }

    /// <summary>What a person calls the key; null when rows have none.</summary>
    public LocalizedText? KeyLabel => _plan.Key < 0 ? null : _plan.Slots[_plan.Key].Label;

    /// <summary>The fields of the fact model that supply the document's facts, in order of the facts.</summary>
    public ImmutableArray<EntityField> Fields => [.. _plan.Slots.Take(_options.Document.Facts.Length).Select(s => s.Field)];

    /// <summary>What was decided so far.</summary>
    public BatchTally Tally { get; }

    /// <summary>The line above the outcomes; empty when the format has none.</summary>
    public ReadOnlyMemory<byte> OutputHeader => Header((w, o) => w.OutputHeader(o));

    /// <summary>The line above the rejected rows; empty when the format has none.</summary>
    public ReadOnlyMemory<byte> RejectsHeader => Header((w, o) => w.RejectsHeader(o));

    /// <summary>Begins to read a file; null when it is of no use as a whole, and the bag says why.</summary>
    /// <param name="input">The bytes; not closed.</param>
    /// <param name="file">Name of the input, for messages.</param>
    /// <param name="options">What is decided.</param>
    /// <param name="diagnostics">Collects the findings.</param>
    public static BatchRun? Open(Stream input, string? file, BatchOptions options, DiagnosticBag diagnostics)
    {
        if (BatchPlan.Make(options.Document, options.FactModel, diagnostics) is not { } plan) return null;
        if (options.Input == RowFormat.JsonLines) return new BatchRun(options, plan, file, null, new BlockReader(input, JsonLinesRowReader.Cut), null);
        CsvBlocks? csv = null;
        var blocks = new BlockReader(input, data => (csv ??= new CsvBlocks(CsvHeader.FindDelimiter(data))).Cut(data));
        var first = blocks.Next();
        var header = CsvHeader.Read(first is null ? [] : first.Data, file, plan.Slots, plan.Entity, diagnostics);
        return header is null ? null : new BatchRun(options, plan, file, header, blocks, first);
    }

    /// <summary>Decides on all rows. A block is valid until the next is asked for.</summary>
    /// <param name="cancellation">Ends the run early.</param>
    public IEnumerable<DecidedBlock> Decide(CancellationToken cancellation = default)
    {
        var workers = _options.Workers > 0 ? _options.Workers : Environment.ProcessorCount;
        var running = new Queue<Task<(DecidedBlock Decided, BatchWorker Worker)>>();
        try
        {
            foreach (var block in Blocks())
            {
                running.Enqueue(Task.Run(() => Work(block, cancellation), cancellation));
                // One block more than workers waits, so that nobody waits for the reader.
                if (running.Count <= workers) continue;
                yield return Finish(running.Dequeue(), out var worker);
                _idle.Add(worker);
            }
            while (running.Count > 0)
            {
                yield return Finish(running.Dequeue(), out var worker);
                _idle.Add(worker);
            }
        }
        finally
        {
            foreach (var task in running) task.ContinueWith(t => t.Exception, TaskScheduler.Default);
        }
    }

    /// <summary>Looks for the row of a key; null when there is none.</summary>
    /// <param name="key">The key as the file writes it.</param>
    /// <param name="rows">Rows that were read.</param>
    public FoundRow? Find(string key, out long rows)
    {
        rows = 0;
        var worker = NewWorker();
        var wanted = Encoding.UTF8.GetBytes(key);
        foreach (var block in Blocks())
        {
            var found = worker.Find(block, wanted, ref rows);
            BlockReader.Return(block);
            if (found is not null) return found;
        }
        return null;
    }

    /// <summary>The finding that no row has a key.</summary>
    /// <param name="key">The key that was looked for.</param>
    /// <param name="rows">Rows that were read.</param>
    public Diagnostic NoSuchRow(string key, long rows) =>
        new(BatchDiagnostics.NoSuchRow, SourceSpan.In(_file), [key, KeyName, rows, LocalizedText.Same("")]);

    private IEnumerable<InputBlock> Blocks()
    {
        if (_first is not null) yield return _first;
        while (_blocks.Next() is { } block) yield return block;
    }

    private (DecidedBlock, BatchWorker) Work(InputBlock block, CancellationToken cancellation)
    {
        if (!_idle.TryTake(out var worker)) worker = NewWorker();
        var decided = worker.Decide(block, cancellation);
        BlockReader.Return(block);
        return (decided, worker);
    }

    private DecidedBlock Finish(Task<(DecidedBlock Decided, BatchWorker Worker)> task, out BatchWorker worker)
    {
        (var decided, worker) = task.GetAwaiter().GetResult();
        Tally.Add(decided.Tally);
        return decided;
    }

    private BatchWorker NewWorker()
    {
        RowReader reader = _header is null
            ? new JsonLinesRowReader(_file, _plan.Slots, _plan.Cells, _plan.Key)
            : new CsvRowReader(_header, _plan.Slots, _plan.Cells, _plan.Key);
        return new BatchWorker(_options, _plan, reader, NewWriter());
    }

    private RowWriter NewWriter() => RowWriter.For(_options.Output, KeyName, _options.Document, _options.PolicyHash, _options.Language);

    private ReadOnlyMemory<byte> Header(Action<RowWriter, RowBuffer> write)
    {
        var output = new RowBuffer(256);
        write(NewWriter(), output);
        return output.Written;
    }
}
