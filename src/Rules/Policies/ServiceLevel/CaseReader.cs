using System.Collections.Immutable;
using CrmWorkflows.Rules.Calendars;
using CrmWorkflows.Rules.Explanations;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Policies.ServiceLevel.Clock;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.ServiceLevel;

/// <summary>
/// Reads the clocks of one case: turns the facts into terms and events and folds each target's clock over them.
/// Belongs to one evaluation.
/// </summary>
internal sealed class CaseReader(ServiceHours? startsIn, ServiceHours? runsIn, ServiceEvents? events, EvaluationContext context)
{
    private readonly ClockNotes _notes = new();

    /// <summary>The readings in the order of the targets; what is missing when a fact is.</summary>
    public ImmutableArray<TargetReading> Read(ImmutableArray<ServiceTarget> targets, DateTimeOffset opened, DateTimeOffset asOf, out Value unknown)
    {
        var history = events?.List.Evaluate(context) ?? Value.Null;
        unknown = history;
        if (history.IsMissing) return default;
        // The order of a record list is the order of happening only within one moment.
        var happened = history.IsPresent ? history.AsList().Items.Where(e => e.IsPresent).Select(e => e.AsRecord()).ToArray() : [];
        foreach (var record in happened)
        {
            context.Step();
            unknown = Operators.Missing(record.Values[events!.At], record.Values[events.Event]);
            if (unknown.IsMissing) return default;
        }
        happened = [.. happened.Where(r => r.Values[events!.At].IsPresent).OrderBy(r => r.Values[events!.At].AsInstant())];
        var startsAt = Hours(startsIn, opened, out unknown) is { } hours ? _notes.Take(hours.OpeningOnOrAfter(opened)) : opened;
        if (unknown.IsMissing) return default;
        var readings = ImmutableArray.CreateBuilder<TargetReading>();
        foreach (var target in targets)
        {
            var reading = Read(target, opened, startsAt, asOf, happened, out unknown);
            if (unknown.IsMissing) return default;
            readings.Add(reading!);
        }
        if (_notes.UnpublishedYears.Count > 0) context.TouchUnpublished(_notes.UnpublishedYears);
        return readings.ToImmutable();
    }

    /// <summary>The instant of a moment; a day stands for its beginning on the wall clock of the calendar, or in UTC without one.</summary>
    public static DateTimeOffset InstantOf(Value moment, EvaluationContext context) =>
        moment.Kind == ValueKind.Instant ? moment.AsInstant()
        : context.Calendar is { } calendar ? WorkingTimeOperators.Take(calendar.StartOf(moment.AsDate()), context)
        : new DateTimeOffset(moment.AsDate(), TimeOnly.MinValue, TimeSpan.Zero);

    private TargetReading? Read(ServiceTarget target, DateTimeOffset opened, DateTimeOffset startsAt, DateTimeOffset asOf, ValueRecord[] happened, out Value unknown)
    {
        var applies = target.When?.Evaluate(context) ?? Value.True;
        var limit = target.Limit.Evaluate(context);
        var done = target.Done?.Evaluate(context) ?? Value.Null;
        var by = target.By?.Evaluate(context) ?? Value.Null;
        unknown = Operators.Missing(Operators.Missing(applies, limit), Operators.Missing(done, by));
        if (unknown.IsMissing) return null;
        unknown = Value.Null;
        if (!applies.IsTrue || limit.IsNull) return new TargetReading(target, null, [], false);
        var levels = ImmutableArray.CreateBuilder<ServiceEscalation>();
        foreach (var level in target.Levels)
        {
            var holds = level.When?.Evaluate(context) ?? Value.True;
            if (holds.IsMissing)
            {
                unknown = holds;
                return null;
            }
            if (holds.IsTrue) levels.Add(level);
        }
        var held = levels.ToImmutable();
        if (Terms(target, held, opened, startsAt, out unknown) is not { } terms) return null;
        // A clock of working time begins when its hours do.
        if (terms.Basis.Unit == ClockUnit.WorkingTime) startsAt = _notes.Take(terms.Basis.Calendar!.OpeningOnOrAfter(startsAt));
        var clockEvents = new List<ClockEvent>();
        if (done.IsPresent)
        {
            var doneAt = InstantOf(done, context);
            if (doneAt < opened) throw new EvaluationFault(ServiceLevelDiagnostics.DoneBeforeOpened, target.Label, doneAt, opened);
            clockEvents.Add(new ClockEvent.Done(doneAt));
        }
        // An event that reclassifies replaces facts for what follows it; the next target starts from the facts as given.
        var given = events?.Replaced.Select(r => context.Facts[r.Fact.Index]).ToArray() ?? [];
        try
        {
            foreach (var record in happened)
            {
                Translate(record, target, held, opened, startsAt, clockEvents, out unknown);
                if (unknown.IsMissing) return null;
            }
        }
        finally
        {
            for (var i = 0; i < given.Length; i++) context.Facts[events!.Replaced[i].Fact.Index] = given[i];
        }
        return new TargetReading(target, ServiceClock.Read(opened, startsAt, terms, clockEvents, asOf, _notes), held, target.Warn is not null) { By = by };
    }

    private void Translate(ValueRecord record, ServiceTarget target, ImmutableArray<ServiceEscalation> levels, DateTimeOffset opened, DateTimeOffset startsAt, List<ClockEvent> clockEvents, out Value unknown)
    {
        unknown = Value.Null;
        if (!record.Values[events!.Event].IsPresent) return;
        var (at, code) = (record.Values[events.At].AsInstant(), record.Values[events.Event].AsText());
        if (code == target.DoneOn) clockEvents.Add(new ClockEvent.Done(at));
        foreach (var pause in events.Pauses)
        {
            if (!pause.Stops(target.Code)) continue;
            if (code == pause.Until) clockEvents.Add(new ClockEvent.Resumed(at, pause.On));
            if (code == pause.On) clockEvents.Add(new ClockEvent.Paused(at, pause.On));
        }
        if (code == events.ReopenedOn && events.Reopened.Contains(target.Code)) clockEvents.Add(new ClockEvent.Reopened(at, events.FromZero));
        if (code == events.ChangedOn) Change(record, target, at, clockEvents);
        if (code != events.ReclassifiedOn) return;
        var why = ExplanationBuilder.Of(context) is null ? null : ServicePhrases.Replaced(events.Replaced, record, context);
        foreach (var (fact, member) in events.Replaced)
            if (record.Values[member].IsPresent) context.Facts[fact.Index] = record.Values[member];
        if (Terms(target, levels, opened, startsAt, out unknown) is { } terms) clockEvents.Add(new ClockEvent.Retermed(at, terms) { Why = why });
    }

    private void Change(ValueRecord record, ServiceTarget target, DateTimeOffset at, List<ClockEvent> clockEvents)
    {
        if (events!.Target >= 0 && record.Values[events.Target] is { IsPresent: true } named && named.AsText() != target.Code) return;
        var (due, reason) = (record.Values[events.Due], record.Values[events.Reason]);
        if (!due.IsPresent || !reason.IsPresent || string.IsNullOrWhiteSpace(reason.AsText()))
            throw new EvaluationFault(ServiceLevelDiagnostics.ChangeWithoutReason, target.Label, at);
        clockEvents.Add(new ClockEvent.Changed(at, due.AsInstant(), reason.AsText()));
    }

    private ClockTerms? Terms(ServiceTarget target, ImmutableArray<ServiceEscalation> levels, DateTimeOffset opened, DateTimeOffset startsAt, out Value unknown)
    {
        if (Basis(target, opened, out unknown) is not { } basis) return null;
        var limit = target.Limit.Evaluate(context);
        unknown = limit;
        if (limit.IsMissing) return null;
        var amount = Amount(limit, startsAt);
        var marks = ImmutableArray.CreateBuilder<long>();
        if (target.Warn is { } warn && !Add(warn, target.WarnIsShare, back: true, out unknown)) return null;
        foreach (var level in levels)
            if (!Add(level.At, level.IsShare, back: false, out unknown)) return null;
        unknown = Value.Null;
        return new ClockTerms(basis, amount, marks.ToImmutable());

        bool Add(Formula formula, bool share, bool back, out Value missing)
        {
            var mark = missing = formula.Evaluate(context);
            if (mark.IsMissing) return false;
            // A mark that is null is never reached before the limit is.
            if (mark.IsNull) marks.Add(amount);
            else if (share) marks.Add((long)Math.Ceiling(amount * mark.AsDecimal()));
            else marks.Add(Math.Max(0, back ? amount - Amount(mark, startsAt) : amount + Amount(mark, startsAt)));
            return true;
        }
    }

    private static long Amount(Value amount, DateTimeOffset startsAt) => amount.Kind switch
    {
        ValueKind.Duration => amount.AsDuration().Ticks,
        ValueKind.WorkingTime => amount.AsWorkingTime().Amount.Ticks,
        ValueKind.WorkingDays => amount.AsWorkingDays().Count,
        ValueKind.Period => Days(amount, DateOnly.FromDateTime(startsAt.DateTime)),
        _ => 0,
    };

    private static long Days(Value period, DateOnly start) =>
        period.AsPeriod().TryAddTo(start, out var end) ? end.DayNumber - start.DayNumber : throw ClockNotes.OutsideTime();

    private ClockBasis? Basis(ServiceTarget target, DateTimeOffset opened, out Value unknown)
    {
        unknown = Value.Null;
        switch (target.Unit)
        {
            case ClockUnit.ElapsedTime: return ClockBasis.ElapsedTime;
            case ClockUnit.CalendarDays: return ClockBasis.CalendarDays;
            case ClockUnit.WorkingDays: return ClockBasis.WorkingDays(WorkingTimeOperators.Of(context));
            default:
                var hours = Hours(runsIn, opened, out unknown) ?? (unknown.IsMissing ? null : WorkingTimeOperators.Of(context));
                return hours is null ? null : ClockBasis.WorkingTime(hours);
        }
    }

    // The calendar of some hours; null when the document names none.
    private Calendar? Hours(ServiceHours? named, DateTimeOffset opened, out Value unknown)
    {
        unknown = Value.Null;
        if (named is null) return null;
        if (!named.IsWindow) return WorkingTimeOperators.Of(context);
        var (opens, length) = (named.Opens!.Evaluate(context), named.Hours!.Evaluate(context));
        unknown = Operators.Missing(opens, length);
        if (unknown.IsMissing || !opens.IsPresent || !length.IsPresent) return null;
        unknown = Value.Null;
        var amount = length.Kind == ValueKind.Duration ? length.AsDuration() : length.AsWorkingTime().Amount;
        // Without a calendar the wall clock is the one that the case was opened by.
        var build = context.Calendar is { } calendar
            ? calendar.WithDailyWindow(opens.AsTimeOfDay(), amount)
            : Calendar.DailyWindow("window", ZoneOf(opened.Offset), opens.AsTimeOfDay(), amount);
        return build.Calendar ?? throw new EvaluationFault(build.Diagnostics[0].Code, [.. build.Diagnostics[0].Arguments]);
    }

    private static TimeZoneInfo ZoneOf(TimeSpan offset)
    {
        if (offset == TimeSpan.Zero) return TimeZoneInfo.Utc;
        var name = $"UTC{(offset < TimeSpan.Zero ? "-" : "+")}{offset:hh\\:mm}";
        return TimeZoneInfo.CreateCustomTimeZone(name, offset, name, name);
    }
}
