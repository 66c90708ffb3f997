using System.Collections.Immutable;
using CrmWorkflows.Rules.Calendars;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Facts.Writing;
using CrmWorkflows.Rules.Policies.ObligationPlan;
using CrmWorkflows.Rules.Policies.ServiceLevel;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Analysis.Duties;

/// <summary>Something that falls due.</summary>
/// <param name="Due">Day, or moment, as a <see cref="Value"/>.</param>
/// <param name="Document">The document that says so.</param>
/// <param name="What">Which of several things of the document; null when there is one.</param>
/// <param name="By">Who owes it; null when the document does not say.</param>
/// <param name="Clause">The clause, or clauses; null when none is named.</param>
/// <param name="StateCode">What had become of it at the end of that day, for programs: <c>open</c>, <c>met</c>, <c>breached</c>, <c>paused</c>, <c>reached</c> ...</param>
/// <param name="State">The same for a person.</param>
public sealed record Duty(Value Due, DecisionDocument Document, LocalizedText? What, LocalizedText? By, string? Clause, string StateCode, LocalizedText State)
{
    /// <summary>What that day is in the calendar of the document, with the days that the facts add; null when it names none.</summary>
    public DayKind? Kind { get; init; }

    /// <summary>The local day on which it falls due.</summary>
    public DateOnly Day => Due.Kind == ValueKind.Date ? Due.AsDate() : DateOnly.FromDateTime(Due.AsInstant().DateTime);
}

/// <summary>Evaluates documents day by day and gathers what falls due. Pure and thread-safe.</summary>
public static class DutyCalendar
{
    /// <summary>What falls due on a day by one document; empty when nothing does, or when the document is no plan and no service level.</summary>
    /// <param name="document">The document.</param>
    /// <param name="facts">The facts in order of <see cref="DecisionDocument.Facts"/>, as they stand on that day.</param>
    /// <param name="day">The day.</param>
    /// <param name="offset">Offset of the line's local time.</param>
    /// <param name="decision">What the document decided at the end of the day.</param>
    public static ImmutableArray<Duty> On(DecisionDocument document, ReadOnlySpan<Value> facts, DateOnly day, TimeSpan offset, out Decision decision)
    {
        var moment = new EvaluationMoment(new DateTimeOffset(day, new TimeOnly(23, 59, 59), offset), day);
        var clocks = ServiceClocks.Has(document) ? ServiceClocks.Read(document, facts, moment) : null;
        var context = document.NewContext();
        facts.CopyTo(context.Facts);
        decision = clocks?.Decision ?? document.Decide(context, moment, explain: false);
        if (decision.Outcome is null || decision.Result.Kind != ValueKind.Record || document.Body.ResultType is not { } type) return [];
        var duties = clocks is not null ? OfService(clocks) : OfPlan(document, decision.Result.AsRecord(), type, day);
        // The calendar of a document may take days from the facts.
        var kind = (context.Calendar ?? clocks?.Targets.Select(t => t.Clock.Terms.Basis.Calendar).FirstOrDefault(c => c is not null) ?? document.Calendar)?.Day(day).Kind;
        return [.. duties.Where(d => d.Day == day).Select(d => d with { Kind = kind })];
    }

    private static IEnumerable<Duty> OfService(ServiceClocks clocks)
    {
        var document = clocks.Decision.Document;
        foreach (var target in clocks.Targets)
        {
            var state = target.Clock.IsPaused ? "paused" : target.Clock.IsBreached ? "breached" : target.Clock.DoneAt is null ? "open" : "met";
            var clause = target.Clause ?? Clauses(document);
            yield return new Duty(Value.Of(target.Clock.DueAt), document, target.Label, target.By, clause, state,
                TextCatalog.Rules.Find(state == "paused" ? "service.result.isPaused" : "service.state." + state)!);
            foreach (var mark in target.Marks.Where(m => m.Level is not null))
            {
                var reached = mark.IsReached ? "reached" : "notReached";
                yield return new Duty(Value.Of(mark.At), document, mark.Label, mark.Notify, clause, reached, TextCatalog.Rules.Find("duty." + reached)!);
            }
        }
    }

    private static IEnumerable<Duty> OfPlan(DecisionDocument document, ValueRecord result, RecordType type, DateOnly day)
    {
        var state = result["state"];
        var by = TypeOf(type, "by") is { } owner && result["by"].IsPresent ? ValueText.Of(result["by"], owner)
            : TypeOf(type, "role") is { } role && result["role"].IsPresent ? ValueText.Of(result["role"], role) : null;
        Duty Target(Value aim) => new(aim, document, null, by, Clauses(document), "target", TextCatalog.Rules.Find("duty.target")!);
        Duty Of(Value due, LocalizedText? what, Value its) => new(due, document, what, by, Clauses(document), its.IsPresent ? its.AsText() : "none", ValueText.Of(its, ObligationState.Type));
        if (TypeOf(type, "state") is null) return result["target"] is { IsPresent: true } aim ? [Target(aim)] : [];
        if (TypeOf(type, "isDue") is not null)
        {
            var reasons = (ListType)TypeOf(type, "reasons")!;
            return result["reasons"].AsList().Items.Select(r => Of(Value.Of(day), ValueText.Of(r, reasons.Element), state));
        }
        if (TypeOf(type, "steps") is MapType steps)
        {
            var map = result["steps"].AsMap();
            return map.Keys.Where(k => map[k].AsRecord()["due"].IsPresent)
                .Select(k => Of(map[k].AsRecord()["due"], ValueText.Of(Value.Of(k), steps.Key), map[k].AsRecord()["state"]));
        }
        return result["due"] switch
        {
            { Kind: ValueKind.Map } due => due.AsMap().Keys.Select(k => Of(due.AsMap()[k], ValueText.Of(Value.Of(k), ((MapType)TypeOf(type, "due")!).Key), StateOf(result, k, state))),
            { Kind: ValueKind.Date or ValueKind.Instant } due => [Of(due, result["period"] is { IsPresent: true } period ? ValueText.Of(period, ScalarType.Text) : null, state)],
            _ => [],
        };
    }

    // Of several tasks each has a state of its own.
    private static Value StateOf(ValueRecord result, string task, Value state)
    {
        if (result["late"].Kind != ValueKind.List) return state;
        bool In(string list) => result[list].AsList().Items.Contains(Value.Of(task));
        return In("late") || In("overdue") ? ObligationState.Breached : In("outstanding") ? ObligationState.Open : ObligationState.Met;
    }

    private static string? Clauses(DecisionDocument document) =>
        document.Decides.Count > 0 ? string.Join(", ", document.Decides) : document.Source.Source?.Reference;

    private static FactType? TypeOf(RecordType type, string member) => type.MemberNames.IndexOf(member) is var at and >= 0 ? type.Members[at].Type : null;
}
