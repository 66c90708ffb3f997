using System.CommandLine;
using CrmWorkflows.Rules.Analysis;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.PolicySets;

namespace CrmWorkflows.Host.Cli;

/// <summary><c>crmwf clauses</c>: from the published clause to the document that decides it, and the cases and tests that prove it.</summary>
internal static class ClausesCommand
{
    private const string UsualCases = "tests/Conformance/clauses/cases.json";

    public static Command Create(CommandLineContext cli)
    {
        var rules = new Option<DirectoryInfo>("--rules") { Description = cli.Text("cli.conform.rules"), HelpName = "DIR", DefaultValueFactory = _ => new DirectoryInfo("rules") };
        var line = new Option<string?>("--line") { Description = cli.Text("cli.policy.line"), HelpName = "LINE" };
        var policy = new Option<string?>("--policy") { Description = cli.Text("cli.policy.policy"), HelpName = "POLICY" };
        var cases = new Option<FileInfo?>("--cases") { Description = cli.Text("cli.clauses.cases"), HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = cli.Text("cli.conform.json") };
        var command = new Verb(cli, "clauses", "crmwf clauses", "crmwf clauses --line fund --lang zh") { rules, line, policy, cases, json };
        command.SetAction(parsed =>
        {
            var load = PolicyLoader.Load(parsed.GetValue(rules)!.FullName);
            var writer = new DiagnosticWriter(cli, cli.Error, load.Files);
            writer.Write(load.Diagnostics.Where(d => d.Severity == Severity.Error));
            var file = parsed.GetValue(cases) ?? (File.Exists(UsualCases) ? new FileInfo(UsualCases) : null);
            var trace = ClauseTrace.Of(load.Library, cli.Moment(parsed.AsOf()), file?.Name, file is null ? [] : File.ReadAllBytes(file.FullName));
            writer.Write(trace.Diagnostics);
            var (oneLine, onePolicy) = (parsed.GetValue(line), parsed.GetValue(policy));
            var shown = trace.Lines.Where(l => (oneLine is null || l.Policy.Line == oneLine) && (onePolicy is null || l.Policy.Name == onePolicy || l.Policy.Name == $"{l.Policy.Line}-{onePolicy}")).ToArray();
            // How often kinds and functions serve is a question to all policies.
            var isWhole = oneLine is null && onePolicy is null;
            if (parsed.GetValue(json)) ClausesWriter.WriteJson(cli, trace, shown, isWhole);
            else ClausesWriter.Write(cli, trace, shown, isWhole);
            return load.HasErrors || !trace.Diagnostics.IsEmpty || shown.Length == 0 ? ExitCode.Failure : ExitCode.Success;
        });
        return command;
    }
}
