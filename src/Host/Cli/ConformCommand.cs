using System.CommandLine;
using CrmWorkflows.Rules.Conformance;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Interop;
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
        var results = new Option<FileInfo?>("--results") { Description = cli.Text("cli.conform.results"), HelpName = "OUT.json" };
        var mutate = new Option<bool>("--mutate") { Description = cli.Text("cli.conform.mutate") };
        var command = new Verb(cli, "conform", "crmwf conform tests/Conformance/clauses/cases.json", "crmwf conform tests/Conformance/clauses/cases.json --mutate", "crmwf conform tests/Conformance/rulesengine/cases.json --results outcomes.json") { file, rules, json, mutate, results };
        command.SetAction(result =>
        {
            var given = result.GetValue(file)!;
            var utf8 = given.Exists ? File.ReadAllBytes(given.FullName) : [];
            return RulesEngineCases.Recognises(utf8)
                ? RunRulesEngine(cli, given, utf8, result.GetValue(results))
                : Run(cli, given, result.GetValue(rules)!, result.GetValue(json), result.GetValue(mutate), result.AsOf());
        });
        return command;
    }

    // Cases that hold the outcomes of the real RulesEngine.
    private static int RunRulesEngine(CommandLineContext cli, FileInfo file, byte[] utf8, FileInfo? results)
    {
        var report = RulesEngineCases.Run(file.Name, utf8, cli.Clock.GetLocalNow());
        foreach (var diagnostic in report.Diagnostics) cli.Error.WriteLine(diagnostic.Render(cli.Language));
        if (results is not null) File.WriteAllText(results.FullName, report.ToJson());
        foreach (var result in report.Results.Where(r => r.Status != RulesEngineCaseStatus.Same))
        {
            cli.Out.WriteLine($"{cli.Text("cli.conform." + result.Status)} {result.Id}");
            foreach (var difference in result.Differences) cli.Out.WriteLine($"  {difference}");
        }
        foreach (var feature in report.Results.GroupBy(r => r.Feature))
            cli.Out.WriteLine(cli.Text("cli.conform.feature", feature.Key, feature.Count(r => r.Status == RulesEngineCaseStatus.Same), feature.Count()));
        cli.Out.WriteLine(cli.Text("cli.conform.total", report.Results.Length, report.Count(RulesEngineCaseStatus.Same), report.Count(RulesEngineCaseStatus.More),
            report.Count(RulesEngineCaseStatus.Better), report.Count(RulesEngineCaseStatus.Refused), report.Count(RulesEngineCaseStatus.Failed)));
        return report.Diagnostics.IsEmpty && report.Count(RulesEngineCaseStatus.Failed) == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    private static int Run(CommandLineContext cli, FileInfo file, DirectoryInfo rules, bool json, bool mutate, DateOnly? asOf)
    {
        var load = PolicyLoader.Load(rules.FullName);
        new DiagnosticWriter(cli, cli.Error, load.Files).Write(load.Diagnostics.Where(d => d.Severity == Severity.Error));
        if (mutate) return ConformMutation.Run(cli, file, load, json, asOf);
        var report = ConformanceRunner.Run(load.Library, file.Name, File.ReadAllBytes(file.FullName), cli.Moment(asOf));
        if (json) ConformWriter.WriteJson(cli, report);
        else ConformWriter.Write(cli, report);
        return report.AllPassed && !load.HasErrors ? ExitCode.Success : ExitCode.Failure;
    }
}
