using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Writing;
using CrmWorkflows.Rules.Policies.ServiceLevel.Clock;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.ServiceLevel;

/// <summary>The clocks of a case, for whoever schedules, draws or audits them.</summary>
/// <param name="Decision">What the document decided on the same facts.</param>
/// <param name="Targets">The targets that hold for the case; empty when the decision is undetermined or failed.</param>
public sealed record ServiceClocks(Decision Decision, ImmutableArray<TargetClock> Targets)
{
    /// <summary>Whether a document is a service level.</summary>
    /// <param name="document">The document.</param>
    public static bool Has(DecisionDocument document) => document.Body is ServiceLevelBody;

    /// <summary>Reads the clocks of a service level. Pure and thread-safe.</summary>
    /// <param name="document">A document for which <see cref="Has"/> holds.</param>
    /// <param name="facts">The facts in order of <see cref="DecisionDocument.Facts"/>.</param>
    /// <param name="moment">When.</param>
    public static ServiceClocks Read(DecisionDocument document, ReadOnlySpan<Value> facts, EvaluationMoment moment)
    {
        if (document.Body is not ServiceLevelBody body) throw new ArgumentException($"{document.Name} is no service level.", nameof(document));
        var context = document.NewContext();
        facts.CopyTo(context.Facts);
        // The decision leaves calendar, facts and intermediate results in the context: the clocks are read on the same.
        var decision = document.Decide(context, moment, explain: true);
        if (decision.Outcome is null) return new ServiceClocks(decision, []);
        return new ServiceClocks(decision, [.. body.Read(context, out _).Where(r => r.Clock is not null).Select(r => Of(r, context))]);
    }

    private static TargetClock Of(TargetReading reading, EvaluationContext context)
    {
        var marks = ImmutableArray.CreateBuilder<ClockMark>();
        var clock = reading.Clock!;
        if (reading.Warns) marks.Add(new ClockMark(null, TextCatalog.Rules.Find("service.result.warnAt")!, clock.Marks[0], clock.Reached[0], null));
        for (var i = 0; i < reading.Levels.Length; i++)
        {
            var at = i + (reading.Warns ? 1 : 0);
            marks.Add(new ClockMark(reading.Levels[i].Code, reading.Levels[i].Label, clock.Marks[at], clock.Reached[at], Roles(reading.Levels[i], context)));
        }
        return new TargetClock(reading.Target.Code, reading.Target.Label, reading.Target.Clause, clock, marks.ToImmutable()) { By = reading.By.IsPresent ? ValueText.Of(reading.By, reading.Target.By!.Type) : null };
    }

    private static LocalizedText? Roles(ServiceEscalation level, EvaluationContext context)
    {
        if (level.Notify is not { } notify || notify.Evaluate(context) is not { IsPresent: true } roles) return null;
        return ValueText.Of(roles, notify.Type);
    }
}

/// <summary>The clock of one target.</summary>
/// <param name="Code">Code of the target.</param>
/// <param name="Label">What a person reads.</param>
/// <param name="Clause">Clause of the published text; null when none is named.</param>
/// <param name="Clock">Its reading.</param>
/// <param name="Marks">Warning and levels, in this order.</param>
public sealed record TargetClock(string Code, LocalizedText Label, string? Clause, ClockReading Clock, ImmutableArray<ClockMark> Marks)
{
    /// <summary>Who owes it; null when the document does not say.</summary>
    public LocalizedText? By { get; init; }
}

/// <summary>A moment on the way of a clock.</summary>
/// <param name="Level">Code of the level; null for the warning.</param>
/// <param name="Label">What a person reads.</param>
/// <param name="At">When it was or will be reached.</param>
/// <param name="IsReached">Whether it was reached before the target was done.</param>
/// <param name="Notify">The roles that are told; null when none are named.</param>
public sealed record ClockMark(string? Level, LocalizedText Label, DateTimeOffset At, bool IsReached, LocalizedText? Notify);
