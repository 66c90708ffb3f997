using System.CommandLine;
using System.Globalization;
using CrmWorkflows.Rules.Conformance;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.PolicySets;

namespace CrmWorkflows.Host.Cli;

/// <summary><c>crmwf conform FILE</c>: runs worked cases of clauses.</summary>
internal static class ConformCommand
{
    public static Command Create(CommandLineContext cli)
    {
        var file = new Argument<FileInfo>("FILE") { Description = cli.Text("cli.conform.file") };
        var rules = new Option<DirectoryInfo>("--rules") { Description = cli.Text("cli.conform.rules"), HelpName = "DIR", DefaultValueFactory = _ => new DirectoryInfo("rules") };
        var command = new Verb(cli, "conform", "crmwf conform tests/Conformance/clauses/cases.json") { file, rules };
        command.SetAction(result => Run(cli, result.GetValue(file)!, result.GetValue(rules)!, result.AsOf()));
        return command;
    }

    private static int Run(CommandLineContext cli, FileInfo file, DirectoryInfo rules, DateOnly? asOf)
    {
        var load = PolicyLoader.Load(rules.FullName);
        new DiagnosticWriter(cli, cli.Error, load.Files).Write(load.Diagnostics.Where(d => d.Severity == Severity.Error));
        var report = ConformanceRunner.Run(load.Library, file.Name, File.ReadAllBytes(file.FullName), cli.Moment(asOf));
        foreach (var diagnostic in report.Diagnostics) cli.Error.WriteLine(diagnostic.Render(cli.Language));
        foreach (var outcome in report.Outcomes.Where(o => o.Status == ConformanceStatus.Failed))
        {
            cli.Out.WriteLine($"FAILED {outcome.Clause} - {outcome.Name}");
            cli.Out.WriteLine($"  expected {outcome.Expected}");
            cli.Out.WriteLine($"  actual   {outcome.Actual}");
            foreach (var difference in outcome.Differences) cli.Out.WriteLine($"  {difference.In(cli.Language)}");
        }
        cli.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{report.Count(ConformanceStatus.Passed)} passed, {report.Count(ConformanceStatus.Failed)} failed, {report.Count(ConformanceStatus.NotImplemented)} not implemented"));
        return report.AllPassed && !load.HasErrors ? 0 : 1;
    }
}
