using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CrmWorkflows.Rules.Analysis.Duties;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.PolicySets;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Host.Cli;

/// <summary><c>crmwf simulate</c>: evaluates a policy day by day and lists what falls due when, for whom, under which clause.</summary>
internal static class SimulateCommand
{
    private const int LongestDays = 3700;

    public static Command Create(CommandLineContext cli)
    {
        var options = new PolicyOptions(cli);
        var from = new Option<DateOnly>("--from") { Description = cli.Text("cli.simulate.from"), HelpName = cli.Text("cli.dateName"), Required = true };
        var to = new Option<DateOnly>("--to") { Description = cli.Text("cli.simulate.to"), HelpName = cli.Text("cli.dateName"), Required = true };
        var facts = new Option<string?>("--facts") { Description = cli.Text("cli.simulate.facts"), HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = cli.Text("cli.json") };
        var command = new Verb(cli, "simulate",
            "crmwf simulate --line fund --policy fund-customer-service --from 2026-09-14 --to 2026-10-16 --facts samples/duties/fund.json",
            "crmwf simulate --line bank --policy complaint-desk --from 2026-04-27 --to 2026-05-15 --facts samples/duties/complaints.json --json") { from, to, facts, json };
        options.AddTo(command);
        command.Validators.Add(result =>
        {
            var (first, last) = (result.GetValue(from), result.GetValue(to));
            if (first > last || last.DayNumber - first.DayNumber > LongestDays) result.AddError(cli.Text("cli.simulate.range", first, last));
        });
        command.SetAction(parsed =>
        {
            if (options.FindPolicy(parsed) is not { } policy) return ExitCode.Failure;
            var file = parsed.GetValue(facts);
            var given = new SimulationFacts(cli, file, file is null ? "{}"u8.ToArray() : cli.ReadAll(file));
            return given.IsSound ? Run(cli, policy, given, parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(json)) : ExitCode.Failure;
        });
        return command;
    }

    private static int Run(CommandLineContext cli, PolicySet policy, SimulationFacts given, DateOnly from, DateOnly to, bool json)
    {
        var simulation = new Simulation(given, cli.Clock.LocalTimeZone);
        foreach (var name in policy.Documents.Select(d => d.Name).Distinct()) simulation.Run(policy, name, from, to);
        if (!given.IsSound) return ExitCode.Failure;
        var duties = simulation.Duties.OrderBy(d => d.Duty.Day).ThenBy(d => d.Duty.Due.Kind == ValueKind.Instant ? d.Duty.Due.AsInstant().TimeOfDay : TimeSpan.FromDays(1)).ToArray();
        if (json) WriteJson(cli, duties, simulation);
        else Write(cli, duties, simulation);
        return simulation.Faults.Count > 0 ? ExitCode.Failure : ExitCode.Success;
    }

    private static void Write(CommandLineContext cli, IReadOnlyList<FoundDuty> duties, Simulation simulation)
    {
        DateOnly? day = null;
        foreach (var (subject, duty) in duties)
        {
            if (duty.Day != day)
            {
                day = duty.Day;
                var kind = duty.Document.Calendar?.Day(duty.Day).Kind.ToString();
                cli.Out.WriteLine($"{duty.Day:yyyy-MM-dd} {cli.Text("cli.deadline.weekday." + duty.Day.DayOfWeek)}{(kind is null ? "" : " " + cli.Text("cli.deadline.kind." + kind))}");
            }
            var time = duty.Due.Kind == ValueKind.Instant ? duty.Due.AsInstant().ToString("HH:mm", CultureInfo.InvariantCulture) : "     ";
            var what = duty.What is { } item ? $"{duty.Document.Title.In(cli.Language)} - {item.In(cli.Language)}" : duty.Document.Title.In(cli.Language);
            cli.Out.WriteLine("  " + string.Join("  ", new[]
            {
                time, what, subject is null ? "" : $"[{subject}]", duty.By is { } by ? cli.Text("cli.simulate.by", by) : "",
                duty.Clause is { } clause ? cli.Text("cli.clause", clause).Trim() : "", duty.State.In(cli.Language),
            }.Where(t => t.Length > 0)));
        }
        foreach (var (document, missing) in simulation.Undetermined) cli.Out.WriteLine(cli.Text("cli.simulate.undetermined", document, string.Join(", ", missing)));
        foreach (var (document, fault) in simulation.Faults) cli.Out.WriteLine($"{document}: {fault.Render(cli.Language)}");
        foreach (var year in simulation.UnpublishedYears) cli.Out.WriteLine(cli.Text("cli.decide.unpublished", year));
        cli.Out.WriteLine(cli.Text("cli.simulate.summary", duties.Count, duties.Select(d => d.Duty.Day).Distinct().Count()));
    }

    private static void WriteJson(CommandLineContext cli, IReadOnlyList<FoundDuty> duties, Simulation simulation) => cli.WriteJson(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("duties");
        foreach (var (subject, duty) in duties)
        {
            writer.WriteStartObject();
            writer.WriteString("day", duty.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            if (duty.Due.Kind == ValueKind.Instant) writer.WriteString("at", duty.Due.AsInstant());
            writer.WriteString("decision", duty.Document.Name);
            if (duty.What is { } what) writer.WriteString("what", what.In(cli.Language));
            if (subject is not null) writer.WriteString("subject", subject);
            if (duty.By is { } by) writer.WriteString("by", by.In(cli.Language));
            if (duty.Clause is { } clause) writer.WriteString("clause", clause);
            writer.WriteString("state", duty.State.In(cli.Language));
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteStartObject("undetermined");
        foreach (var (document, missing) in simulation.Undetermined)
        {
            writer.WriteStartArray(document);
            foreach (var fact in missing) writer.WriteStringValue(fact);
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
        writer.WriteEndObject();
    });
}
