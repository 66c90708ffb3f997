using System.CommandLine;
using CrmWorkflows.Rules.PolicySets;

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
        var verbose = new Option<bool>("--verbose") { Description = cli.Text("cli.simulate.verbose") };
        var command = new Verb(cli, "simulate",
            "crmwf simulate --line fund --policy fund-customer-service --from 2026-09-14 --to 2026-10-16 --facts samples/duties/fund.json",
            "crmwf simulate --line bank --policy complaint-desk --from 2026-04-27 --to 2026-05-15 --facts samples/duties/complaints.json --json") { from, to, facts, json, verbose };
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
            return given.IsSound ? Run(cli, policy, given, parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(json), parsed.GetValue(verbose)) : ExitCode.Failure;
        });
        return command;
    }

    private static int Run(CommandLineContext cli, PolicySet policy, SimulationFacts given, DateOnly from, DateOnly to, bool json, bool verbose)
    {
        foreach (var (name, meant) in given.Unknown(policy)) cli.Error.WriteLine(cli.Text("cli.simulate.unknown", name, meant));
        var simulation = new Simulation(given, cli.Clock.LocalTimeZone);
        simulation.Run(policy, from, to);
        if (!given.IsSound) return ExitCode.Failure;
        if (json) SimulationJson.Write(cli, policy, simulation);
        else new SimulationReport(cli, policy, simulation, from, to, verbose).Write();
        return simulation.Faults.Count > 0 ? ExitCode.Failure : ExitCode.Success;
    }
}
