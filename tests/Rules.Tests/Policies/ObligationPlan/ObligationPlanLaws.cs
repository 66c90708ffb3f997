using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Values;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CrmWorkflows.Rules.Tests.Policies.ObligationPlan;

/// <summary>The laws of plans over generated days, records and chains, against oracles that go day by day.</summary>
public sealed class ObligationPlanLaws
{
    private static readonly DateOnly Start = new(2026, 1, 1);

    private static readonly DecisionDocument Due = TestPolicy.Document("ObligationPlan", """
        { "facts": { "dueOn": "Date", "doneOn": "Date?", "asOf": "Date" }, "due": "dueOn", "done": "doneOn", "outcome": { "state": "obligationState" } }
        """);

    private static readonly DecisionDocument Window = TestPolicy.Document("ObligationPlan", """
        { "facts": { "first": "Date", "last": "Date", "doneOn": "Date?", "asOf": "Date" }, "window": { "from": "first", "to": "last" }, "done": "doneOn", "outcome": { "state": "obligationState" } }
        """);

    private static readonly DecisionDocument Quota = TestPolicy.Document("ObligationPlan", """
        { "types": { "visit": { "record": [ { "name": "date", "type": "Date", "label": { "zh": "日期", "en": "Date" } } ] } },
          "facts": { "day": "Date", "visits": "List<visit>", "least": "Integer", "wanted": "Integer", "asOf": "Date" },
          "quota": { "tiers": [ { "tier": "all", "minimum": "least", "target": "wanted" } ], "within": { "unit": "month", "day": "day" }, "records": "visits", "date": "record.date" },
          "outcome": { "counted": "Integer", "shortfall": "Integer", "compliant": "Boolean", "targetMet": "Boolean", "state": "obligationState" } }
        """);

    private static readonly DecisionDocument Months = TestPolicy.Document("ObligationPlan", """
        { "facts": { "from": "Date", "filed": "List<Date>", "asOf": "Date" },
          "periods": { "every": ["month"], "from": "from", "filed": "filed" }, "outcome": { "missing": "List<Text>", "missed": "Integer", "state": "obligationState" } }
        """);

    private static readonly DecisionDocument Chain = TestPolicy.Document("ObligationPlan", """
        { "parameters": { "two": ["Period", "P2D"], "three": ["Period", "P3D"] },
          "facts": { "began": "Date?", "first": "Date?", "second": "Date?", "third": "Date?", "asOf": "Date" },
          "steps": [
            { "step": "a", "label": { "zh": "一", "en": "A" }, "from": "began", "offset": "two", "done": "first" },
            { "step": "b", "label": { "zh": "二", "en": "B" }, "after": ["a"], "offset": "three", "done": "second" },
            { "step": "c", "label": { "zh": "三", "en": "C" }, "after": ["b"], "offset": "two", "done": "third" } ],
          "outcome": { "state": "obligationState", "overdue": "List<Text>", "current": "Text?", "next": "Date?" } }
        """);

    private static readonly DecisionDocument Tasks = TestPolicy.Document("ObligationPlan", """
        { "types": { "task": ["a", "b", "c", "d"] },
          "facts": { "from": "Date", "after": "Map<task, Period>", "done": "Map<Date>", "asOf": "Date" },
          "tasks": { "from": "from", "offsets": "after", "done": "done" },
          "outcome": { "outstanding": "List<task>", "overdue": "List<task>", "late": "List<task>", "next": "Date?", "state": "obligationState" } }
        """);

    [Property(MaxTest = 500)]
    public bool A_day_that_is_past_stays_past_and_what_was_met_stays_met(byte due, byte? done, byte asOf, byte later)
    {
        string State(int seen) => Due.Decide([Day(due), done is { } d && d <= seen ? Day(d) : Value.Null, Day(seen)], TestPolicy.Moment)["state"].AsText();
        var (now, then) = (State(asOf), State(asOf + later));
        return now == (done <= asOf ? done <= due ? "met" : "breached" : asOf > due ? "breached" : "open")
            && (now is "open" || now == then);
    }

    // Done before the window is as good as not done, but for the word while it can still be repeated.
    [Property(MaxTest = 500)]
    public bool A_window_counts_what_was_done_in_it_and_closes_for_good(byte first, byte length, byte? done, byte asOf, byte later)
    {
        var last = first + length % 10;
        string State(byte? doneOn, int seen) => Window.Decide([Day(first), Day(last), doneOn is { } d ? Day(d) : Value.Null, Day(seen)], TestPolicy.Moment)["state"].AsText();
        var (now, then) = (State(done, asOf), State(done, asOf + later));
        return now == (done >= first ? done <= last ? "met" : "breached" : asOf > last ? "breached" : done is null ? "open" : "early")
            && (now is "open" or "early" || now == then) && (done is null || done >= first || asOf <= last || State(null, asOf) == now);
    }

    [Property(MaxTest = 500)]
    public bool Visits_count_in_their_month_and_one_more_never_makes_it_worse(byte day, byte[] visits, byte least, byte more, byte asOf, byte another)
    {
        var (minimum, target, month) = (least % 5, least % 5 + more % 3, Start.AddDays(day));
        Decision Decide(byte[] days) => Quota.Decide(
            [Day(day), Value.List([.. days.Select(v => Value.Of(new ValueRecord(["date"], [Day(v)])))]), Value.Of((long)minimum), Value.Of((long)target), Day(asOf)], TestPolicy.Moment);
        bool IsHere(byte v) => (Start.AddDays(v).Year, Start.AddDays(v).Month) == (month.Year, month.Month);
        var counted = visits.Count(IsHere);
        var isOver = Start.AddDays(asOf) >= new DateOnly(month.Year, month.Month, 1).AddMonths(1);
        var (now, then) = (Decide(visits), Decide([.. visits, another]));
        return now["counted"].AsInteger() == counted && now["shortfall"].AsInteger() == Math.Max(0, minimum - counted) && now["targetMet"].IsTrue == (counted >= target)
            && now["state"].AsText() == (counted >= minimum ? "met" : isOver ? "breached" : "open")
            && (!now["compliant"].IsTrue || then["compliant"].IsTrue) && then["shortfall"].AsInteger() <= now["shortfall"].AsInteger();
    }

    [Property(MaxTest = 500)]
    public bool The_months_without_a_record_are_those_found_by_walking_through_the_days(byte from, byte[] filed, ushort asOf)
    {
        var seen = asOf % 800;
        var months = new List<string>();
        for (var day = (int)from; day <= seen; day++)
        {
            var label = Start.AddDays(day).ToString("yyyy-MM", null);
            var isOver = Start.AddDays(seen).ToString("yyyy-MM", null) != label;
            if (isOver && !months.Contains(label) && !filed.Any(f => Start.AddDays(f).ToString("yyyy-MM", null) == label)) months.Add(label);
        }
        var decision = Months.Decide([Day(from), Value.List([.. filed.Select(f => Day(f))]), Day(seen)], TestPolicy.Moment);
        return Texts(decision["missing"]).SequenceEqual(months) && decision["missed"].AsInteger() == months.Count && (months.Count > 0) == (decision["state"].AsText() == "breached");
    }

    public static Arbitrary<int?[]> Days() => Arb.From(Gen.Frequency((4, Gen.Choose(0, 12).Select(v => (int?)v)), (1, Gen.Constant((int?)null))).ArrayOf(5));

    [Property(Arbitrary = [typeof(ObligationPlanLaws)], MaxTest = 1000)]
    public bool A_step_is_due_from_the_day_on_which_the_one_before_was_done_and_waits_for_it(int?[] days)
    {
        var (begins, seen) = (days[..4], days[4] ?? 6);
        int[] offsets = [2, 3, 2];
        string[] names = ["a", "b", "c"];
        var steps = Enumerable.Range(0, 3).Select(i => (Due: begins[i] + offsets[i], Done: begins[i + 1], Waits: begins[i] is null)).ToArray();
        var open = Enumerable.Range(0, 3).Where(i => !steps[i].Waits && steps[i].Done is null).ToArray();
        var overdue = open.Where(i => seen > steps[i].Due).Select(i => names[i]).ToArray();
        var breached = overdue.Length > 0 || steps.Any(s => s is { Waits: false, Done: not null } && s.Done > s.Due);
        var first = open.OrderBy(i => steps[i].Due).ThenBy(i => i).Cast<int?>().FirstOrDefault();
        var decision = Chain.Decide([.. days[..4].Select(Maybe), Day(seen)], TestPolicy.Moment);
        return Texts(decision["overdue"]).SequenceEqual(overdue)
            && decision["current"] == (first is { } f ? Value.Of(names[f]) : Value.Null) && decision["next"] == (first is { } n ? Day(steps[n].Due!.Value) : Value.Null)
            && decision["state"].AsText() == (breached ? "breached" : steps.All(s => s.Done is not null) ? "met" : open.Length == 0 ? "notRequired" : "open");
    }

    [Property(Arbitrary = [typeof(ObligationPlanLaws)], MaxTest = 1000)]
    public bool Every_task_is_done_in_time_late_overdue_or_still_to_come(int?[] done, byte a, byte b, byte seen)
    {
        string[] codes = ["a", "b", "c", "d"];
        var (due, asOf) = (new[] { a % 8, b % 8, (a + b) % 8, a * b % 8 }, seen % 12);
        var decision = Tasks.Decide(
            [
                Day(0),
                Value.Of(new ValueMap(codes.Select((c, i) => KeyValuePair.Create(c, Value.Of(Rules.Values.Time.CalendarPeriod.OfDays(due[i])))))),
                Value.Of(new ValueMap(codes.Zip(done).Where(p => p.Second is not null).Select(p => KeyValuePair.Create(p.First, Day(p.Second!.Value))))),
                Day(asOf),
            ], TestPolicy.Moment);
        IEnumerable<string> Where(Func<int, bool> holds) => codes.Where((_, i) => holds(i));
        return Texts(decision["outstanding"]).SequenceEqual(Where(i => done[i] is null))
            && Texts(decision["overdue"]).SequenceEqual(Where(i => done[i] is null && asOf > due[i]))
            && Texts(decision["late"]).SequenceEqual(Where(i => done[i] > due[i]))
            && (decision["next"].IsNull ? done[..4].All(d => d is not null) : decision["next"] == Day(codes.Select((_, i) => i).Where(i => done[i] is null).Min(i => due[i])));
    }

    private static Value Day(int after) => Value.Of(Start.AddDays(after));

    private static Value Maybe(int? after) => after is { } a ? Day(a) : Value.Null;

    private static IEnumerable<string> Texts(Value list) => list.AsList().Items.Select(i => i.AsText());
}
