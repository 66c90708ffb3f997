using System.CommandLine;
using CrmWorkflows.Rules.Analysis;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.PolicySets;

namespace CrmWorkflows.Host.Cli;

/// <summary><c>crmwf clauses</c>: from the published clause to the document that decides it.</summary>
internal static class ClausesCommand
{
    public static Command Create(CommandLineContext cli)
    {
        var rules = new Option<DirectoryInfo>("--rules") { Description = cli.Text("cli.conform.rules"), HelpName = "DIR", DefaultValueFactory = _ => new DirectoryInfo("rules") };
        var json = new Option<bool>("--json") { Description = cli.Text("cli.conform.json") };
        var command = new Verb(cli, "clauses", "crmwf clauses") { rules, json };
        command.SetAction(result => Run(cli, result.GetValue(rules)!, result.GetValue(json)));
        return command;
    }

    private static int Run(CommandLineContext cli, DirectoryInfo rules, bool json)
    {
        var load = PolicyLoader.Load(rules.FullName);
        new DiagnosticWriter(cli, cli.Error, load.Files).Write(load.Diagnostics.Where(d => d.Severity == Severity.Error));
        var trace = ClauseTrace.Of(load.Library);
        if (json) WriteJson(cli, trace);
        else Write(cli, trace);
        return load.HasErrors ? ExitCode.Failure : ExitCode.Success;
    }

    private static void Write(CommandLineContext cli, ClauseTrace trace)
    {
        foreach (var policy in trace.Lines.GroupBy(l => l.Policy))
        {
            cli.Out.WriteLine($"{policy.Key.Line} / {policy.Key.Name}: {policy.Key.Title.In(cli.Language)}");
            foreach (var line in policy)
                cli.Out.WriteLine($"  {line.Clause.Reference}  {line.Clause.Title.In(cli.Language)} [{line.Clause.Id}] {Where(cli, line)}");
        }
        var executable = trace.Lines.Count(l => l.Clause.IsExecutable);
        cli.Out.WriteLine(cli.Text("cli.clauses.total", trace.Lines.Length, executable, trace.Lines.Count(l => l.Document is not null), trace.Lines.Length - executable));
        WriteUses(cli, "cli.clauses.kinds", trace.Kinds);
        WriteUses(cli, "cli.clauses.functions", trace.Functions);
    }

    private static string Where(CommandLineContext cli, ClauseTraceLine line) =>
        line.Document is { } document ? $"-> {document.Kind} {document.Span.File}"
        : line.Clause.Prose is { } reason ? cli.Text("cli.clauses.prose", reason)
        : cli.Text("cli.clauses.notImplemented");

    private static void WriteUses(CommandLineContext cli, string heading, IEnumerable<ClauseUse> uses)
    {
        cli.Out.WriteLine(cli.Text(heading));
        foreach (var use in uses)
            cli.Out.WriteLine($"  {use.Name,-22} {use.Clauses.Length,4}{(use.Clauses.Length == 1 ? "  " + use.Clauses[0] : "")}");
    }

    private static void WriteJson(CommandLineContext cli, ClauseTrace trace) => cli.WriteJson(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("clauses");
        foreach (var line in trace.Lines)
        {
            json.WriteStartObject();
            json.WriteString("id", line.Clause.Id);
            json.WriteString("reference", line.Clause.Reference);
            json.WriteString("title", line.Clause.Title.In(cli.Language));
            json.WriteString("policy", line.Policy.Name);
            json.WriteString("line", line.Policy.Line);
            if (line.Document is { } document)
            {
                json.WriteString("kind", document.Kind);
                json.WriteString("file", document.Span.File);
            }
            if (line.Clause.Prose is { } prose) json.WriteString("prose", prose.In(cli.Language));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        foreach (var (name, uses) in new[] { ("kinds", trace.Kinds), ("functions", trace.Functions) })
        {
            json.WriteStartObject(name);
            foreach (var use in uses) json.WriteNumber(use.Name, use.Clauses.Length);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    });
}
