using System.Collections.Immutable;
using CrmWorkflows.Rules.Expressions.Evaluation;

namespace CrmWorkflows.Rules.Policies.ServiceLevel.Clock;

/// <summary>
/// Reads a service clock: a fold over what happened, without memory of its own. The same events, terms and calendar give the same reading,
/// in whatever order the events of different moments are handed over.
/// </summary>
internal sealed class ServiceClock
{
    private readonly ClockNotes _notes;
    private readonly DateTimeOffset _opened;
    private readonly DateTimeOffset _startsAt;
    private readonly HashSet<string> _causes = new(StringComparer.Ordinal);
    private readonly ImmutableArray<ClockStretch>.Builder _stretches = ImmutableArray.CreateBuilder<ClockStretch>();
    private readonly ImmutableArray<ClockChange>.Builder _changes = ImmutableArray.CreateBuilder<ClockChange>();
    private ClockTerms _terms;
    private ClockTerms? _later;
    private long _limit;
    private long[] _marks;
    private DateTimeOffset?[] _reached;
    private DateTimeOffset? _dueReached;
    private DateTimeOffset? _fixedDue;
    private DateTimeOffset _cursor;
    private long _consumed;
    private DateTimeOffset? _doneAt;
    private TimeSpan _paused, _off, _finished;

    private ServiceClock(DateTimeOffset opened, DateTimeOffset startsAt, ClockTerms terms, ClockNotes notes)
    {
        (_opened, _startsAt, _terms, _notes, _cursor) = (opened, startsAt < opened ? opened : startsAt, terms, notes, opened);
        _limit = terms.Limit;
        _marks = [.. terms.Marks];
        _reached = new DateTimeOffset?[_marks.Length];
    }

    /// <summary>Reads the clock.</summary>
    /// <param name="opened">When the case opened.</param>
    /// <param name="startsAt">When the clock begins, not before.</param>
    /// <param name="terms">The terms at the opening.</param>
    /// <param name="events">What happened since; what lies after the reading is not looked at, what lies before the opening happened at it.</param>
    /// <param name="asOf">The moment of the reading.</param>
    /// <param name="notes">Collects the unpublished years that the reading rests on.</param>
    public static ClockReading Read(DateTimeOffset opened, DateTimeOffset startsAt, ClockTerms terms, IEnumerable<ClockEvent> events, DateTimeOffset asOf, ClockNotes notes)
    {
        var clock = new ServiceClock(opened, startsAt, terms, notes);
        foreach (var happened in events.Where(e => e.At <= asOf).OrderBy(e => e.At))
        {
            clock.Advance(happened.At);
            clock.Note(happened);
        }
        clock.Advance(asOf);
        return clock.Reading(asOf);
    }

    private void Advance(DateTimeOffset to)
    {
        if (to <= _cursor) return;
        if (_doneAt is not null)
        {
            _finished += to - _cursor;
            Stretch(to, ClockPhase.Finished);
        }
        else if (_causes.Count > 0)
        {
            _paused += to - _cursor;
            Stretch(to, ClockPhase.Paused);
        }
        else
        {
            Run(to);
        }
        _cursor = to;
    }

    private void Run(DateTimeOffset to)
    {
        var from = _cursor;
        if (from < _startsAt)
        {
            var until = to < _startsAt ? to : _startsAt;
            if (IsMeasuredInTime) _off += until - from;
            Stretch(until, ClockPhase.Waiting);
            if (to <= _startsAt) return;
            from = _cursor = _startsAt;
        }
        var passed = _terms.Basis.Between(from, to, _notes);
        for (var i = 0; i < _marks.Length; i++) _reached[i] ??= ReachedBy(_marks[i], from, to);
        _dueReached ??= ReachedBy(_limit, from, to);
        _consumed += passed;
        if (IsMeasuredInTime) _off += to - from - new TimeSpan(passed);
        Stretch(to, ClockPhase.Running);
    }

    private bool IsMeasuredInTime => _terms.Basis.Unit is ClockUnit.ElapsedTime or ClockUnit.WorkingTime;

    private DateTimeOffset? ReachedBy(long amount, DateTimeOffset from, DateTimeOffset to) =>
        Reach(amount, from) is var at && at <= to ? at : null;

    private DateTimeOffset Reach(long amount, DateTimeOffset from) => Reach(amount, from, _notes);

    private DateTimeOffset Reach(long amount, DateTimeOffset from, ClockNotes notes) => _terms.Basis.Reach(from, Math.Max(0, amount - _consumed), notes);

    // What became of the due moment is told, and is no part of it: the years that it would have rested on are not noted.
    private void Note(ClockEvent happened)
    {
        if (happened is ClockEvent.Done)
        {
            Apply(happened);
            return;
        }
        var aside = new ClockNotes();
        var (due, limit, wasDone) = (Due(_cursor, aside), _limit, _doneAt is not null);
        Apply(happened);
        _changes.Add(new ClockChange(happened, due, Due(_cursor, aside), limit, _limit, _consumed, wasDone));
    }

    private void Apply(ClockEvent happened)
    {
        switch (happened)
        {
            case ClockEvent.Paused p:
                _causes.Add(p.Cause);
                ForgetFixedDue();
                break;
            case ClockEvent.Resumed r: _causes.Remove(r.Cause); break;
            case ClockEvent.Done: _doneAt ??= Later(happened.At, _opened); break;
            case ClockEvent.Reopened r when _doneAt is not null:
                _doneAt = null;
                ForgetFixedDue();
                if (_later is { } later) Take(later);
                if (r.FromZero) StartAgain();
                break;
            // What is done was judged by the terms of its time; others hold for it only when it is opened again.
            case ClockEvent.Retermed r when _doneAt is not null: _later = r.Terms; break;
            case ClockEvent.Retermed r: Take(r.Terms); break;
            case ClockEvent.Changed c when _doneAt is null: Change(c.Due); break;
        }
    }

    private void StartAgain()
    {
        _consumed = 0;
        _dueReached = null;
        Array.Clear(_reached);
    }

    // What was reached stays reached, unless the new terms put it ahead again.
    private void Take(ClockTerms terms)
    {
        if (terms.Basis.Unit != _terms.Basis.Unit) throw new EvaluationFault(ServiceLevelDiagnostics.UnitChanged, _terms.Basis.Unit, terms.Basis.Unit);
        _terms = terms;
        _later = null;
        _fixedDue = null;
        Hold(terms.Limit, [.. terms.Marks]);
    }

    private void Change(DateTimeOffset due)
    {
        var ahead = due > _cursor ? _terms.Basis.Between(_cursor > _startsAt ? _cursor : _startsAt, Later(due, _startsAt), _notes) : 0;
        var moved = _consumed + ahead - _limit;
        Hold(_limit + moved, [.. _marks.Select(m => m + moved)]);
        if (due > _cursor) _dueReached = null;
        _fixedDue = due;
    }

    private void Hold(long limit, long[] marks)
    {
        var reached = new DateTimeOffset?[marks.Length];
        for (var i = 0; i < marks.Length && i < _reached.Length; i++)
            if (marks[i] <= _consumed) reached[i] = _reached[i];
        if (limit > _consumed) _dueReached = null;
        (_limit, _marks, _reached) = (limit, marks, reached);
    }

    // A moment set by hand holds until the clock stands still: then the time that was left counts.
    private void ForgetFixedDue()
    {
        if (_fixedDue > _cursor) _dueReached = null;
        _fixedDue = null;
    }

    private ClockReading Reading(DateTimeOffset asOf)
    {
        var from = From(asOf);
        var due = Due(asOf, _notes);
        var seen = _doneAt ?? asOf;
        return new ClockReading
        {
            Opened = _opened,
            StartsAt = _startsAt,
            AsOf = asOf,
            DueAt = due,
            DoneAt = _doneAt,
            IsBreached = _terms.Basis.IsAfter(seen, due),
            IsPaused = _doneAt is null && _causes.Count > 0,
            Terms = _terms with { Limit = _limit, Marks = [.. _marks] },
            Consumed = _consumed,
            Paused = _paused,
            Off = _off,
            Finished = _finished,
            Marks = [.. _marks.Select((m, i) => _reached[i] ?? Reach(m, from))],
            Reached = [.. _reached.Select(r => r is { } at && (_doneAt is not { } done || done > at))],
            Stretches = _stretches.ToImmutable(),
            Changes = _changes.ToImmutable(),
        };
    }

    private DateTimeOffset From(DateTimeOffset asOf) => Later(_doneAt ?? (asOf < _opened ? _opened : asOf), _startsAt);

    private DateTimeOffset Due(DateTimeOffset asOf, ClockNotes notes) => _fixedDue ?? _dueReached ?? Reach(_limit, From(asOf), notes);

    private void Stretch(DateTimeOffset to, ClockPhase phase)
    {
        if (_stretches.Count > 0 && _stretches[^1].Phase == phase) _stretches[^1] = _stretches[^1] with { To = to };
        else _stretches.Add(new ClockStretch(_cursor, to, phase));
    }

    private static DateTimeOffset Later(DateTimeOffset first, DateTimeOffset second) => first >= second ? first : second;
}
