using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Explanations;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Facts.Writing;
using CrmWorkflows.Rules.Policies.ServiceLevel.Clock;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.ServiceLevel;

/// <summary>Tells why a target is open, met or breached: when its clock began, when it stood still, what was reached.</summary>
internal static class ServicePhrases
{
    public static void Explain(ImmutableArray<TargetReading> readings, EvaluationContext context)
    {
        if (ExplanationBuilder.Of(context) is not { } builder) return;
        foreach (var reading in readings) Explain(reading, builder);
    }

    private static void Explain(TargetReading reading, ExplanationBuilder builder)
    {
        var target = reading.Target;
        if (reading.Clock is not { } clock)
        {
            builder.Add("service.notRequired", target.Span, null, target.Clause, target.Label);
            return;
        }
        builder.Begin();
        builder.Add("service.starts", target.Span, null, null, Text(clock.StartsAt), Text(clock.Opened));
        foreach (var pause in clock.Stretches.Where(s => s.Phase == ClockPhase.Paused))
            builder.Add("service.paused", target.Span, null, null, Text(pause.From), Text(pause.To));
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
        var state = clock.IsBreached ? "breached" : clock.DoneAt is null ? clock.IsPaused ? "standing" : "open" : "met";
        builder.End("service." + state, target.Span, clock.IsBreached ? false : clock.DoneAt is null ? null : true, target.Clause,
            target.Label, Text(clock.DueAt), clock.DoneAt is { } done ? Text(done) : Text(Value.Null, ScalarType.Instant), Text(clock.AsOf));
    }

    private static LocalizedText Text(DateTimeOffset instant) => Text(Value.Of(instant), ScalarType.Instant);

    private static LocalizedText Text(Value value, FactType type) => ValueText.Of(value, type);
}
