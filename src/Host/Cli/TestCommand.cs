using System.CommandLine;
using System.Globalization;
using CrmWorkflows.Rules.Conformance;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.PolicySets;

namespace CrmWorkflows.Host.Cli;

/// <summary><c>crmwf test</c>: runs the tests beside the documents and says what no test reached.</summary>
internal static class TestCommand
{
    public static Command Create(CommandLineContext cli)
    {
        var paths = new Argument<string[]>("PATH") { Description = cli.Text("cli.check.path"), Arity = ArgumentArity.ZeroOrMore };
        var least = new Option<decimal?>("--min-coverage") { Description = cli.Text("cli.test.least"), HelpName = "N" };
        least.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault() is { } token && decimal.TryParse(token.Value, NumberStyles.Number, CultureInfo.InvariantCulture, out var n) && n is < 0 or > 100)
                result.AddError(cli.Text("cli.test.share", token.Value));
        });
        var json = new Option<bool>("--json") { Description = cli.Text("cli.json") };
        var command = new Verb(cli, "test", "crmwf test rules", "crmwf test rules/insurance/motor-customers --min-coverage 80") { paths, least, json };
        command.SetAction(parsed => Run(cli, parsed.GetValue(paths) is { Length: > 0 } given ? given : ["rules"], parsed.GetValue(least), parsed.GetValue(json), parsed.AsOf()));
        return command;
    }

    private static int Run(CommandLineContext cli, string[] paths, decimal? least, bool json, DateOnly? asOf)
    {
        var load = PolicyLoader.Load(paths);
        var reports = load.Library.Policies.Select(policy => ExampleRunner.Run(policy, cli.Moment(asOf))).Where(r => r.Outcomes.Length > 0 || r.Diagnostics.Length > 0).ToArray();
        var (points, reached) = (reports.Sum(r => r.Coverage.Sum(c => c.Points)), reports.Sum(r => r.Coverage.Sum(c => c.Reached)));
        // Where there is nothing to reach, everything is reached.
        var share = points == 0 ? 100m : Math.Floor(reached * 1000m / points) / 10m;
        var enough = least is null || share >= least;
        if (json) WriteJson(cli, load, reports, share);
        else Write(cli, load, reports, points, reached, share);
        if (!enough) cli.Error.WriteLine(cli.Text("cli.test.tooLittle", share, least));
        return enough && !load.HasErrors && reports.All(r => r.AllPassed) ? ExitCode.Success : ExitCode.Failure;
    }

    private static void Write(CommandLineContext cli, LoadResult load, ExampleReport[] reports, int points, int reached, decimal share)
    {
        var findings = new DiagnosticWriter(cli, cli.Out, load.Files);
        findings.Write(load.Diagnostics.Where(d => d.Severity == Severity.Error));
        foreach (var report in reports)
        {
            findings.Write(report.Diagnostics);
            foreach (var outcome in report.Outcomes.Where(o => !o.Passed)) WriteFailure(cli, outcome);
        }
        foreach (var report in reports)
        {
            cli.Out.WriteLine(cli.Text("cli.test.policy", report.Policy.Line, report.Policy.Name, report.Outcomes.Count(o => o.Passed), report.Outcomes.Length));
            foreach (var coverage in report.Coverage)
            {
                cli.Out.WriteLine("  " + cli.Text("cli.test.coverage", coverage.Document, coverage.Reached, coverage.Points));
                foreach (var (id, span) in coverage.Unreached) cli.Out.WriteLine("    " + cli.Text("cli.test.unreached", id, span));
            }
        }
        var (passed, failed) = (reports.Sum(r => r.Outcomes.Count(o => o.Passed)), reports.Sum(r => r.Outcomes.Count(o => !o.Passed)));
        cli.Out.WriteLine(cli.Text("cli.test.summary", passed, failed, reached, points, share));
    }

    private static void WriteFailure(CommandLineContext cli, ExampleOutcome outcome)
    {
        cli.Out.WriteLine(cli.Text("cli.test.failed", outcome.Span, outcome.Document, outcome.Name));
        foreach (var difference in outcome.Differences) cli.Out.WriteLine($"  {difference.In(cli.Language)}");
        if (outcome.Decision is { Explanation.IsEmpty: false } decision)
        {
            cli.Out.WriteLine("  " + cli.Text("cli.why"));
            ExplanationWriter.Write(cli, decision.Explanation, "    ");
        }
        cli.Out.WriteLine();
    }

    private static void WriteJson(CommandLineContext cli, LoadResult load, ExampleReport[] reports, decimal share) => cli.WriteJson(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("tests");
        foreach (var report in reports)
        {
            foreach (var outcome in report.Outcomes)
            {
                writer.WriteStartObject();
                writer.WriteString("policy", $"{report.Policy.Line}/{report.Policy.Name}");
                writer.WriteString("document", outcome.Document);
                writer.WriteString("name", outcome.Name);
                writer.WriteBoolean("passed", outcome.Passed);
                writer.WriteString("file", outcome.Span.File);
                writer.WriteNumber("line", outcome.Span.Line);
                if (!outcome.Passed)
                {
                    writer.WritePropertyName("expected");
                    writer.WriteRawValue(outcome.Expected);
                    if (outcome.Actual is not null)
                    {
                        writer.WritePropertyName("actual");
                        writer.WriteRawValue(outcome.Actual);
                    }
                    writer.WriteStartArray("differences");
                    foreach (var difference in outcome.Differences) writer.WriteStringValue(difference.In(cli.Language));
                    writer.WriteEndArray();
                }
                writer.WriteEndObject();
            }
        }
        writer.WriteEndArray();
        writer.WriteStartArray("coverage");
        foreach (var report in reports)
        {
            foreach (var coverage in report.Coverage)
            {
                writer.WriteStartObject();
                writer.WriteString("policy", $"{report.Policy.Line}/{report.Policy.Name}");
                writer.WriteString("document", coverage.Document);
                writer.WriteNumber("points", coverage.Points);
                writer.WriteNumber("reached", coverage.Reached);
                writer.WriteStartArray("unreached");
                foreach (var (id, _) in coverage.Unreached) writer.WriteStringValue(id);
                writer.WriteEndArray();
                writer.WriteEndObject();
            }
        }
        writer.WriteEndArray();
        writer.WriteNumber("coveragePercent", share);
        writer.WriteStartArray("diagnostics");
        foreach (var diagnostic in load.Diagnostics.Concat(reports.SelectMany(r => r.Diagnostics))) DiagnosticJson.Write(writer, diagnostic, cli.Language);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });
}
