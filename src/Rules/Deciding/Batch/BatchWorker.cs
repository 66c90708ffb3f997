using CrmWorkflows.Rules.Deciding.Fusing;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Reading;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Deciding.Batch;

/// <summary>Reads, decides and writes the rows of one block after another. Belongs to one thread at a time; nothing of it is shared.</summary>
internal sealed class BatchWorker(BatchOptions options, BatchPlan plan, RowReader reader, RowWriter writer)
{
    private readonly EvaluationContext _context = options.Document.NewContext();
    private readonly EvaluationMoment _moment = options.Moment;
    private readonly Value[] _slots = new Value[plan.Slots.Length];
    private readonly Value[] _outcome = new Value[options.Document.Fields.Length];
    private readonly int _factCount = options.Document.Facts.Length;
    private readonly RowBuffer _output = new(64 * 1024);
    private readonly RowBuffer _rejects = new(1024);
    private SlotDecision? _fused;

    public DecidedBlock Decide(InputBlock block, CancellationToken cancellation)
    {
        var tally = new BatchTally(options.Document);
        _output.Clear();
        _rejects.Clear();
        reader.Begin(block);
        for (var row = 0; reader.Next(_slots); row++)
        {
            if ((row & 0xFFF) == 0) cancellation.ThrowIfCancellationRequested();
            DecideRow(tally);
        }
        return new DecidedBlock(_output.Written, _rejects.Written, tally, block.InputBytes);
    }

    private void DecideRow(BatchTally tally)
    {
        if (reader.IsRefused)
        {
            tally.CountRejected(reader.Problems[0].Diagnostic.Code.Id);
            foreach (var problem in reader.Problems) writer.Reject(_rejects, reader.Key, reader.Line, problem);
            return;
        }
        _fused ??= options.Document.Fused;
        if (_fused is not null && _fused.TryDecide(_slots, _moment, _outcome)) Decided(tally, _outcome);
        else DecideStepwise(tally);
    }

    private void DecideStepwise(BatchTally tally)
    {
        _context.Reset();
        _slots.AsSpan(0, _factCount).CopyTo(_context.Facts);
        var decision = options.Document.Decide(_context, _moment, explain: false);
        if (decision.Fault is { } fault)
        {
            tally.CountRejected(fault.Code.Id);
            var place = new SourceSpan(null, "", (int)reader.Line, 1);
            writer.Reject(_rejects, reader.Key, reader.Line, new RowProblem(fault with { Span = place }, null, null, null));
            return;
        }
        if (decision.Outcome is { } outcome)
        {
            Decided(tally, outcome.Values.AsSpan());
            return;
        }
        tally.CountUndetermined(decision.MissingFacts);
        writer.Undetermined(_output, reader.Key, reader.Line, decision.MissingFacts);
    }

    private void Decided(BatchTally tally, ReadOnlySpan<Value> outcome)
    {
        tally.Count(outcome);
        writer.Outcome(_output, reader.Key, reader.Line, outcome);
    }

    /// <summary>Whether the block holds the row of a key; the slots are then its values.</summary>
    public FoundRow? Find(InputBlock block, ReadOnlySpan<byte> key, ref long rows)
    {
        reader.Begin(block);
        while (reader.Next(_slots))
        {
            rows++;
            if (reader.Key.SequenceEqual(key)) return new FoundRow(reader.Line, [.. _slots.AsSpan(0, _factCount)], [.. reader.Problems]);
        }
        return null;
    }
}
