using System.CommandLine;
using System.Text.Json;
using CrmWorkflows.Rules.Calendars;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Policies.ServiceLevel;
using CrmWorkflows.Rules.Policies.ServiceLevel.Clock;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Host.Cli;

/// <summary><c>crmwf deadline</c>: draws when something is due on a ruler of working, off, holiday, make-up and paused time.</summary>
internal static class DeadlineCommand
{
    public static Command Create(CommandLineContext cli)
    {
        var options = new DecisionOptions(cli);
        var at = new Option<DateTimeOffset?>("--at") { Description = cli.Text("cli.deadline.at"), HelpName = cli.Text("cli.deadline.atName") };
        var command = new Verb(cli, "deadline",
            """echo '{"severity": "major", "receivedAt": "2026-04-30T16:00:00+08:00", "events": []}' | crmwf deadline --line bank --policy complaint-desk --decision settlement""",
            "crmwf deadline --line fund --policy fund-customer-service --decision payout-calculation --facts facts.json --json");
        options.AddTo(command);
        command.Add(at);
        command.SetAction(parsed => options.Read(parsed) is { } task ? Run(cli, task, Moment(cli, parsed.GetValue(at), parsed.AsOf())) : ExitCode.Failure);
        return command;
    }

    // A day stands for its end: everything that was to be done on it could be done.
    private static EvaluationMoment Moment(CommandLineContext cli, DateTimeOffset? at, DateOnly? day)
    {
        if (at is { } instant) return new EvaluationMoment(instant, day);
        return day is { } end ? new EvaluationMoment(new DateTimeOffset(end, new TimeOnly(23, 59, 59), cli.Clock.LocalTimeZone.GetUtcOffset(end.ToDateTime(TimeOnly.MinValue))), end) : cli.Moment(null);
    }

    private static int Run(CommandLineContext cli, DecisionTask task, EvaluationMoment moment)
    {
        AskedDay.Fill(task.Document, task.Facts, moment);
        var clocks = ServiceClocks.Has(task.Document) ? ServiceClocks.Read(task.Document, task.Facts, moment) : null;
        // The facts may add days to the calendar: the one that was counted in stands in the context.
        var context = task.Document.NewContext();
        task.Facts.CopyTo(context.Facts, 0);
        var decision = clocks?.Decision ?? task.Document.Decide(context, moment, explain: true);
        foreach (var reason in DecisionNotes.WhyNone(cli, decision)) cli.Error.WriteLine(reason);
        if (decision.Outcome is null) return ExitCode.Failure;
        if (task.AsJson) WriteJson(cli, decision, clocks);
        else Draw(cli, decision, clocks, moment, context.Calendar ?? task.Document.Calendar);
        return ExitCode.Success;
    }

    private static void Draw(CommandLineContext cli, Decision decision, ServiceClocks? clocks, EvaluationMoment moment, Calendar? calendar)
    {
        cli.Out.WriteLine(decision.Document.Title.In(cli.Language));
        foreach (var target in clocks?.Targets ?? [])
        {
            cli.Out.WriteLine();
            var state = target.Clock.IsBreached ? "breached" : target.Clock.DoneAt is not null ? "met" : target.Clock.IsPaused ? "paused" : "open";
            cli.Out.WriteLine(cli.Text("cli.deadline.target", target.Label, cli.Text("cli.deadline.state." + state), Written(target.Clock.DueAt)));
            if (target.Clock.Terms.Basis.Unit is ClockUnit.ElapsedTime or ClockUnit.WorkingTime) new HourRuler(cli, target).Draw();
            else new DayRuler(cli, target.Clock.Terms.Basis.Calendar ?? calendar, Marks(cli, target), target.Clock.Stretches).Draw();
        }
        if (clocks is null) new DayRuler(cli, calendar, [.. Marks(decision, cli), new RulerMark('N', cli.Text("cli.deadline.now"), moment.AsOf ?? moment.Today, null)], []).Draw();
        foreach (var note in DecisionNotes.Reservations(cli, decision)) cli.Out.WriteLine(note);
        cli.Out.WriteLine();
        cli.Out.WriteLine(cli.Text("cli.why"));
        ExplanationWriter.Write(cli, decision.Explanation);
    }

    /// <summary>The marks of a clock, in the order in which the ruler lists them.</summary>
    internal static IReadOnlyList<RulerMark> Marks(CommandLineContext cli, TargetClock target)
    {
        RulerMark At(char sign, string label, DateTimeOffset instant)
        {
            var local = instant.ToOffset(target.Clock.Opened.Offset);
            return new(sign, label, DateOnly.FromDateTime(local.DateTime), local);
        }
        var marks = new List<RulerMark> { At('O', cli.Text("cli.deadline.opened"), target.Clock.Opened) };
        if (target.Clock.DoneAt is null) marks.Add(At('N', cli.Text("cli.deadline.now"), target.Clock.AsOf));
        var level = 0;
        foreach (var mark in target.Marks)
            marks.Add(At(mark.Level is null ? 'W' : (char)('1' + Math.Min(level++, 8)), mark.Label.In(cli.Language), mark.At));
        if (target.Clock.DoneAt is { } done) marks.Add(At('F', cli.Text("cli.deadline.done"), done));
        marks.Add(At('D', cli.Text("cli.deadline.due"), target.Clock.DueAt));
        return marks;
    }

    internal static string Written(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    // Every day and moment of an outcome, also those that stand in a map, gets a letter.
    private static IEnumerable<RulerMark> Marks(Decision decision, CommandLineContext cli)
    {
        var sign = 'a';
        foreach (var field in decision.Document.Fields)
        {
            var label = field.Label.In(cli.Language);
            var value = decision[field.Name];
            var found = value.Kind == ValueKind.Map ? value.AsMap().Keys.Select(k => ($"{label} {k}", value.AsMap()[k])) : [(label, value)];
            foreach (var (name, day) in found)
                if (DayOf(day) is { } date) yield return new RulerMark(sign < 'z' ? sign++ : 'z', name, date, day.Kind == ValueKind.Instant ? day.AsInstant() : null);
        }
    }

    private static DateOnly? DayOf(Value value) => value.Kind switch
    {
        ValueKind.Date => value.AsDate(),
        ValueKind.Instant => DateOnly.FromDateTime(value.AsInstant().DateTime),
        _ => null,
    };

    private static void WriteJson(CommandLineContext cli, Decision decision, ServiceClocks? clocks) => cli.WriteJson(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("decision", decision.Document.Name);
        writer.WritePropertyName("outcome");
        DecisionJson.Write(writer, decision);
        if (clocks is not null)
        {
            writer.WriteStartArray("targets");
            foreach (var target in clocks.Targets) Write(writer, target);
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter writer, TargetClock target)
    {
        writer.WriteStartObject();
        writer.WriteString("target", target.Code);
        writer.WriteString("opened", target.Clock.Opened);
        writer.WriteString("clockStartsAt", target.Clock.StartsAt);
        writer.WriteString("dueAt", target.Clock.DueAt);
        if (target.Clock.DoneAt is { } done) writer.WriteString("doneAt", done);
        writer.WriteBoolean("breached", target.Clock.IsBreached);
        writer.WriteBoolean("paused", target.Clock.IsPaused);
        writer.WriteStartArray("changes");
        foreach (var change in target.Clock.Changes)
        {
            writer.WriteStartObject();
            writer.WriteString("event", JsonNamingPolicy.CamelCase.ConvertName(change.Event.GetType().Name));
            writer.WriteString("at", change.Event.At);
            if (change.Event is ClockEvent.Changed changed) writer.WriteString("reason", changed.Reason);
            writer.WriteString("dueBefore", change.DueBefore);
            writer.WriteString("dueAfter", change.DueAfter);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteStartArray("marks");
        foreach (var mark in target.Marks)
        {
            writer.WriteStartObject();
            writer.WriteString("mark", mark.Level ?? "warning");
            writer.WriteString("at", mark.At);
            writer.WriteBoolean("reached", mark.IsReached);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}

/// <summary>A letter on a ruler.</summary>
/// <param name="Sign">The letter.</param>
/// <param name="Label">What it stands for.</param>
/// <param name="Day">Its day.</param>
/// <param name="At">Its moment; null when it is a day.</param>
internal sealed record RulerMark(char Sign, string Label, DateOnly Day, DateTimeOffset? At);
