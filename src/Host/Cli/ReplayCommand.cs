using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Policies.ServiceLevel;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Host.Cli;

/// <summary><c>crmwf replay</c>: runs what happened in the past through a service level, and counts what would have been met, warned and breached.</summary>
internal static class ReplayCommand
{
    public static Command Create(CommandLineContext cli)
    {
        var options = PolicyOptions.WithDecision(cli);
        var input = new Option<string>("--in") { Description = cli.Text("cli.replay.in"), HelpName = "FILE", Required = true };
        var map = new Option<string[]>("--map") { Description = cli.Text("cli.replay.map"), HelpName = "FACT=COLUMN", Required = true };
        var format = new Option<string[]>("--date-format") { Description = cli.Text("cli.replay.format"), HelpName = cli.Text("cli.replay.formatName") };
        var shift = new Option<string[]>("--shift-weeks") { Description = cli.Text("cli.replay.shift"), HelpName = "YEAR=WEEKS" };
        var zone = new Option<string?>("--zone") { Description = cli.Text("cli.replay.zone"), HelpName = cli.Text("cli.replay.zoneName") };
        zone.Validators.Add(result =>
        {
            if (!TimeZoneInfo.TryFindSystemTimeZoneById(result.Tokens[0].Value, out _)) result.AddError(cli.Text("cli.replay.noZone", result.Tokens[0].Value));
        });
        var set = new Option<string[]>("--set") { Description = cli.Text("cli.replay.set"), HelpName = "FACT=VALUE" };
        var explain = new Option<bool>("--explain") { Description = cli.Text("cli.replay.explain") };
        var command = new Verb(cli, "replay",
            """crmwf replay --line bank --policy complaint-desk --decision acknowledge --in samples/data/bank-complaints.csv --date-format M/d/yyyy --map "receivedOn=Date received" --map "sentOn=Date sent to company" --map "asOf=Date sent to company" --shift-weeks 2013=574 --shift-weeks 2016=470 --shift-weeks 2017=470 --explain""")
            { input, map, format, shift, set, zone, explain };
        options.AddTo(command);
        Pairs(cli, map, value => value.Length > 0);
        Pairs(cli, set, _ => true);
        Pairs(cli, shift, value => int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var weeks) && Math.Abs(weeks) <= 52_000);
        command.SetAction(parsed =>
        {
            if (options.FindPolicy(parsed) is not { } policy || options.FindDocument(policy, parsed) is not { } document) return ExitCode.Failure;
            if (!ServiceClocks.Has(document))
            {
                cli.Error.WriteLine(cli.Text("cli.replay.noService", document.Name));
                return ExitCode.Failure;
            }
            if (Same(cli, document, (parsed.GetValue(set) ?? []).Select(Split)) is not { } same) return ExitCode.Failure;
            var replay = new Replay(cli, document, parsed.GetRequiredValue(map).Select(Split).ToArray(), Moments(cli, document, parsed.GetValue(format), parsed.GetValue(zone)),
                (parsed.GetValue(shift) ?? []).Select(Split).ToDictionary(p => p.Left, p => int.Parse(p.Right, CultureInfo.InvariantCulture)), same);
            return replay.Run(parsed.GetRequiredValue(input), parsed.GetValue(explain));
        });
        return command;
    }

    // What is no JSON is a text.
    private static Value[]? Same(CommandLineContext cli, DecisionDocument document, IEnumerable<(string Fact, string Value)> set)
    {
        var facts = new JsonObject();
        foreach (var (fact, text) in set)
        {
            try
            {
                facts[fact] = JsonNode.Parse(text);
            }
            catch (JsonException)
            {
                facts[fact] = text;
            }
        }
        var diagnostics = new DiagnosticBag();
        var values = FactReader.Read(document, "--set", Encoding.UTF8.GetBytes(facts.ToJsonString()), diagnostics);
        new DiagnosticWriter(cli, cli.Error, new Dictionary<string, string>()).Write(diagnostics.ToImmutable());
        return diagnostics.HasErrors ? null : values;
    }

    private static ReplayMoments Moments(CommandLineContext cli, DecisionDocument document, string[]? formats, string? zone) =>
        new(formats is { Length: > 0 } ? [.. formats] : ReplayMoments.Iso, document.Calendar, zone is null ? cli.Clock.LocalTimeZone : TimeZoneInfo.FindSystemTimeZoneById(zone));

    private static void Pairs(CommandLineContext cli, Option<string[]> option, Func<string, bool> fits) => option.Validators.Add(result =>
    {
        foreach (var token in result.Tokens)
            if (!token.Value.Contains('=', StringComparison.Ordinal) || !fits(Split(token.Value).Right)) result.AddError(cli.Text("cli.replay.pair", token.Value, option.Name, option.HelpName));
    });

    private static (string Left, string Right) Split(string pair) => (pair[..pair.IndexOf('=', StringComparison.Ordinal)], pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..]);
}
