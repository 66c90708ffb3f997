using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Facts.Writing;
using CrmWorkflows.Rules.Policies.ServiceLevel;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Analysis.Duties;

/// <summary>Something that falls due.</summary>
/// <param name="Due">Day, or moment, as a <see cref="Value"/>.</param>
/// <param name="Document">The document that says so.</param>
/// <param name="What">Which of several things of the document; null when there is one.</param>
/// <param name="By">Who owes it; null when the document does not say.</param>
/// <param name="Clause">The clause, or clauses; null when none is named.</param>
/// <param name="State">What had become of it at the end of that day.</param>
public sealed record Duty(Value Due, DecisionDocument Document, LocalizedText? What, LocalizedText? By, string? Clause, LocalizedText State)
{
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
        decision = document.Decide(facts, moment);
        if (decision.Outcome is null || decision.Result.Kind != ValueKind.Record || document.Body.ResultType is not { } type) return [];
        var duties = ServiceClocks.Has(document) ? OfService(document, facts, moment) : OfPlan(document, decision.Result.AsRecord(), type, day);
        return [.. duties.Where(d => d.Day == day)];
    }

    private static IEnumerable<Duty> OfService(DecisionDocument document, ReadOnlySpan<Value> facts, EvaluationMoment moment)
    {
        var duties = new List<Duty>();
        foreach (var target in ServiceClocks.Read(document, facts, moment).Targets)
        {
            var state = target.Clock.IsPaused ? "service.result.isPaused" : target.Clock.IsBreached ? "service.state.breached" : target.Clock.DoneAt is null ? "service.state.open" : "service.state.met";
            var clause = target.Clause ?? Clauses(document);
            duties.Add(new Duty(Value.Of(target.Clock.DueAt), document, target.Label, null, clause, TextCatalog.Rules.Find(state)!));
            foreach (var mark in target.Marks.Where(m => m.Level is not null))
                duties.Add(new Duty(Value.Of(mark.At), document, mark.Label, mark.Notify, clause, TextCatalog.Rules.Find(mark.IsReached ? "duty.reached" : "duty.notReached")!));
        }
        return duties;
    }

    private static IEnumerable<Duty> OfPlan(DecisionDocument document, ValueRecord result, RecordType type, DateOnly day)
    {
        if (type.MemberNames.IndexOf("state") < 0) return [];
        var state = Text(result["state"], TypeOf(type, "state")!);
        var by = TypeOf(type, "by") is { } owner && result["by"].IsPresent ? Text(result["by"], owner)
            : TypeOf(type, "role") is { } role && result["role"].IsPresent ? Text(result["role"], role) : null;
        Duty Of(Value due, LocalizedText? what, LocalizedText its) => new(due, document, what, by, Clauses(document), its);
        if (TypeOf(type, "isDue") is not null)
        {
            var reasons = (ListType)TypeOf(type, "reasons")!;
            return result["reasons"].AsList().Items.Select(r => Of(Value.Of(day), Text(r, reasons.Element), state));
        }
        if (TypeOf(type, "steps") is MapType steps)
        {
            var map = result["steps"].AsMap();
            return map.Keys.Where(k => map[k].AsRecord()["due"].IsPresent)
                .Select(k => Of(map[k].AsRecord()["due"], Text(Value.Of(k), steps.Key), Text(map[k].AsRecord()["state"], TypeOf((RecordType)steps.Element, "state")!)));
        }
        return result["due"] switch
        {
            { Kind: ValueKind.Map } due => due.AsMap().Keys.Select(k => Of(due.AsMap()[k], Text(Value.Of(k), ((MapType)TypeOf(type, "due")!).Key), StateOf(result, k, state))),
            { Kind: ValueKind.Date or ValueKind.Instant } due => [Of(due, result["period"] is { IsPresent: true } period ? Text(period, ScalarType.Text) : null, state)],
            _ => [],
        };
    }

    // Of several tasks each has a state of its own.
    private static LocalizedText StateOf(ValueRecord result, string task, LocalizedText state)
    {
        if (result["late"].Kind != ValueKind.List) return state;
        bool In(string list) => result[list].AsList().Items.Contains(Value.Of(task));
        return TextCatalog.Rules.Find("obligation.state." + (In("late") || In("overdue") ? "breached" : In("outstanding") ? "open" : "met"))!;
    }

    private static string? Clauses(DecisionDocument document) =>
        document.Decides.Count > 0 ? string.Join(", ", document.Decides) : document.Source.Source?.Reference;

    private static FactType? TypeOf(RecordType type, string member) => type.MemberNames.IndexOf(member) is var at and >= 0 ? type.Members[at].Type : null;

    private static LocalizedText Text(Value value, FactType type) => ValueText.Of(value, type);
}
