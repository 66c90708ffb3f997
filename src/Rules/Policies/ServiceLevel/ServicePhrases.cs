using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Explanations;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Facts.Writing;
using CrmWorkflows.Rules.Policies.ServiceLevel.Clock;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.ServiceLevel;

/// <summary>Tells why a target is open, met or breached: when its clock began, what happened to it since, what was reached.</summary>
internal static class ServicePhrases
{
    public static void Explain(ImmutableArray<TargetReading> readings, ServiceEvents? events, EvaluationContext context)
    {
        if (ExplanationBuilder.Of(context) is not { } builder) return;
        foreach (var reading in readings) Explain(reading, events, builder);
    }

    /// <summary>What a reclassification replaces, in words; null when nothing becomes another.</summary>
    public static LocalizedText? Replaced(ImmutableArray<ReplacedFact> replaced, ValueRecord record, EvaluationContext context)
    {
        var changes = replaced.Where(r => record.Values[r.Member].IsPresent && record.Values[r.Member] != context.Facts[r.Fact.Index])
            .Select(r => (Label: r.Fact.Label ?? LocalizedText.Same(r.Fact.Name), From: ValueText.Of(context.Facts[r.Fact.Index], r.Fact.Type), To: ValueText.Of(record.Values[r.Member], r.Fact.Type)))
            .ToArray();
        return changes.Length == 0 ? null : new LocalizedText(language => string.Join(TextCatalog.Rules.Get("value.separator", language),
            changes.Select(c => TextCatalog.Rules.Format("service.replaced", language, c.Label, c.From, c.To))));
    }

    private static void Explain(TargetReading reading, ServiceEvents? events, ExplanationBuilder builder)
    {
        var target = reading.Target;
        if (reading.Clock is not { } clock)
        {
            builder.Add("service.notRequired", target.Span, null, target.Clause, target.Label);
            return;
        }
        LocalizedText Text(DateTimeOffset instant) => Moment(instant, clock);
        builder.Begin();
        if (reading.By.IsPresent) builder.Add("service.by", target.Span, null, null, ValueText.Of(reading.By, target.By!.Type));
        builder.Add("service.starts", target.Span, null, null, Text(clock.StartsAt), Text(clock.Opened));
        new ClockStory(reading, events, builder).Tell();
        var offset = 0;
        if (reading.Warns)
        {
            builder.Add(clock.Reached[0] ? "service.warned" : clock.DoneAt is null ? "service.warns" : "service.notWarned", target.Span, null, null, Text(clock.Marks[0]));
            offset = 1;
        }
        for (var i = 0; i < reading.Levels.Length; i++)
        {
            var level = reading.Levels[i];
            var reached = clock.Reached[i + offset];
            builder.Add(reached ? "service.reached" : clock.DoneAt is null ? "service.ahead" : "service.notReached", level.Span, null, level.Clause, level.Label, Text(clock.Marks[i + offset]));
        }
        var state = clock.IsBreached ? clock.DoneAt is null ? "overdue" : "breached" : clock.DoneAt is null ? clock.IsPaused ? "standing" : "open" : "met";
        builder.End("service." + state, target.Span, clock.IsBreached ? false : clock.DoneAt is null ? null : true, target.Clause,
            target.Label, Text(clock.DueAt), clock.DoneAt is { } done ? Text(done) : "", Text(clock.AsOf));
    }

    // A clock that counts days knows beginnings and ends of days: of those the day says enough.
    private static LocalizedText Moment(DateTimeOffset instant, ClockReading clock)
    {
        var countsDays = clock.Terms.Basis.Unit is ClockUnit.WorkingDays or ClockUnit.CalendarDays;
        var isEdge = instant.TimeOfDay == TimeSpan.Zero || instant.TimeOfDay == new TimeSpan(23, 59, 59);
        return countsDays && isEdge ? ValueText.Of(Value.Of(DateOnly.FromDateTime(instant.DateTime)), ScalarType.Date) : ValueText.Of(Value.Of(instant), ScalarType.Instant);
    }

    /// <summary>What happened to one clock, event by event: each names the due moment that it left and the one that it led to.</summary>
    private sealed class ClockStory(TargetReading reading, ServiceEvents? events, ExplanationBuilder builder)
    {
        private readonly ClockReading _clock = reading.Clock!;
        private readonly HashSet<string> _causes = new(StringComparer.Ordinal);
        private ClockChange? _paused;
        private LocalizedText? _cause;

        public void Tell()
        {
            foreach (var change in _clock.Changes) Tell(change);
            if (_paused is null) return;
            if (_clock.DoneAt is { } done) Add("service.doneWhilePaused", Text(_paused.Event.At), Text(done), _cause);
            else Add("service.stands", Text(_paused.Event.At), Text(_paused.DueBefore), Text(_clock.DueAt), _cause);
        }

        private void Tell(ClockChange change)
        {
            switch (change.Event)
            {
                case ClockEvent.Paused paused:
                    if (_causes.Add(paused.Cause) && _causes.Count == 1 && !change.WasDone) Stand(change, paused.Cause);
                    break;
                case ClockEvent.Resumed resumed:
                    if (_causes.Remove(resumed.Cause) && _causes.Count == 0 && !change.WasDone) Resumed(change.Event.At, change.DueAfter);
                    break;
                case ClockEvent.Retermed retermed: Reclassified(change, retermed); break;
                case ClockEvent.Changed changed when !change.WasDone:
                    Add("service.changed", Text(changed.At), LocalizedText.Same(changed.Reason), Text(change.DueBefore), Text(change.DueAfter));
                    break;
                case ClockEvent.Reopened reopened when change.WasDone:
                    Add(reopened.FromZero ? "service.reopenedFromZero" : "service.reopened", Text(reopened.At), Amount(change.Consumed), Text(change.DueAfter));
                    // A cause that has not ended holds the clock from the start.
                    _paused = null;
                    if (_causes.Count > 0) Stand(change, _causes.First());
                    break;
            }
        }

        private void Stand(ClockChange change, string cause) => (_paused, _cause) = (change, events?.LabelOf(cause));

        private void Resumed(DateTimeOffset at, DateTimeOffset due)
        {
            if (_paused is null) return;
            Add("service.paused", Text(_paused.Event.At), Text(at), Text(_paused.DueBefore), Text(due), _cause);
            _paused = null;
        }

        private void Reclassified(ClockChange change, ClockEvent.Retermed retermed)
        {
            var why = retermed.Why ?? TextCatalog.Rules.Find("service.nothingReplaced")!;
            if (change.WasDone) Add("service.reclassifiedDone", Text(retermed.At), why);
            else if ((change.LimitBefore, change.DueBefore) == (change.LimitAfter, change.DueAfter)) Add("service.reclassifiedSame", Text(retermed.At), why, Amount(change.LimitAfter));
            else Add("service.reclassified", Text(retermed.At), why, Amount(change.LimitBefore), Amount(change.LimitAfter), Amount(change.Consumed), Text(change.DueBefore), Text(change.DueAfter));
        }

        private LocalizedText Text(DateTimeOffset instant) => Moment(instant, _clock);

        private LocalizedText Amount(long amount) => ValueText.Of(ServiceLevelBody.Amount(_clock.Terms.Basis.Unit, Math.Max(0, amount)), reading.Target.Limit.Type.NotNull());

        private void Add(string phrase, params ReadOnlySpan<object?> arguments) => builder.Add(phrase, reading.Target.Span, null, null, arguments);
    }
}
