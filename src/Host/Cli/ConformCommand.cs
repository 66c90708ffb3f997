using System.CommandLine;
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
        var json = new Option<bool>("--json") { Description = cli.Text("cli.conform.json") };
        var command = new Verb(cli, "conform", "crmwf conform tests/Conformance/clauses/cases.json") { file, rules, json };
        command.SetAction(result => Run(cli, result.GetValue(file)!, result.GetValue(rules)!, result.GetValue(json), result.AsOf()));
        return command;
    }

    private static int Run(CommandLineContext cli, FileInfo file, DirectoryInfo rules, bool json, DateOnly? asOf)
    {
        var load = PolicyLoader.Load(rules.FullName);
        new DiagnosticWriter(cli, cli.Error, load.Files).Write(load.Diagnostics.Where(d => d.Severity == Severity.Error));
        var report = ConformanceRunner.Run(load.Library, file.Name, File.ReadAllBytes(file.FullName), cli.Moment(asOf));
        if (json) ConformWriter.WriteJson(cli, report);
        else ConformWriter.Write(cli, report);
        return report.AllPassed && !load.HasErrors ? ExitCode.Success : ExitCode.Failure;
    }
}
