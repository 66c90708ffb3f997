using System.Text.Json;
using CrmWorkflows.Rules.Analysis;

namespace CrmWorkflows.Host.Cli;

/// <summary>Writes the trace of clauses: for a person policy by policy, or as JSON.</summary>
internal static class ClausesWriter
{
    public static void Write(CommandLineContext cli, ClauseTrace trace, ClauseTraceLine[] shown, bool isWhole)
    {
        foreach (var policy in shown.GroupBy(l => l.Policy))
        {
            cli.Out.WriteLine($"{policy.Key.Line} / {policy.Key.Name}: {policy.Key.Title.In(cli.Language)}");
            foreach (var line in policy)
            {
                cli.Out.WriteLine($"  {line.Clause.Reference}  {line.Clause.Title.In(cli.Language)} [{line.Clause.Id}]");
                cli.Out.WriteLine("    " + Proof(cli, line));
            }
        }
        var executable = shown.Count(l => l.Clause.IsExecutable);
        cli.Out.WriteLine(cli.Text("cli.clauses.total", shown.Length, executable, shown.Count(l => l.Document is not null), shown.Length - executable));
        cli.Out.WriteLine(cli.Text("cli.clauses.proof", shown.Sum(l => l.WorkedCases), shown.Count(l => l.Document is not null && l.Tests == 0),
            shown.Where(l => l.Coverage is not null).DistinctBy(l => l.Document).Sum(l => l.Coverage!.Reached), shown.Where(l => l.Coverage is not null).DistinctBy(l => l.Document).Sum(l => l.Coverage!.Points)));
        if (!isWhole) return;
        WriteKinds(cli, trace);
        WriteFunctions(cli, trace);
    }

    private static string Proof(CommandLineContext cli, ClauseTraceLine line)
    {
        if (line.Clause.Prose is { } reason) return cli.Text("cli.clauses.prose", reason);
        if (line.Document is not { } document) return cli.Text("cli.clauses.notImplemented");
        var proof = cli.Text("cli.clauses.tests", line.WorkedCases, line.Tests);
        if (line.Coverage is { } coverage) proof += cli.Text("cli.clauses.coverage", coverage.Reached, coverage.Points);
        return $"-> {document.Kind} {line.Place.File}:{line.Place.Line}  {proof}";
    }

    private static void WriteKinds(CommandLineContext cli, ClauseTrace trace)
    {
        cli.Out.WriteLine(cli.Text("cli.clauses.kinds"));
        var all = trace.Kinds.Sum(k => k.Clauses.Length);
        foreach (var kind in trace.Kinds) cli.Out.WriteLine($"  {kind.Name,-22} {kind.Clauses.Length,4}  {kind.Clauses.Length * 100m / all,5:0.0} %");
    }

    private static void WriteFunctions(CommandLineContext cli, ClauseTrace trace)
    {
        cli.Out.WriteLine(cli.Text("cli.clauses.functions"));
        foreach (var use in trace.Functions.Where(f => f.Clauses.Length > 0))
        {
            var only = use.Clauses.Length > 1 ? "" : $"  {use.Clauses[0]}: {use.Reason?.In(cli.Language) ?? cli.Text("cli.clauses.unexplained")}";
            cli.Out.WriteLine($"  {use.Name,-22} {use.Clauses.Length,4}{only}");
        }
        var idle = trace.Functions.Where(f => f.Clauses.IsEmpty).Select(f => f.Name).ToArray();
        if (idle.Length > 0) cli.Out.WriteLine("  " + cli.Text("cli.clauses.idle", string.Join(", ", idle)));
    }

    public static void WriteJson(CommandLineContext cli, ClauseTrace trace, ClauseTraceLine[] shown, bool isWhole) => cli.WriteJson(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("clauses");
        foreach (var line in shown) WriteLine(cli, json, line);
        json.WriteEndArray();
        if (isWhole)
        {
            json.WriteStartObject("kinds");
            foreach (var use in trace.Kinds) json.WriteNumber(use.Name, use.Clauses.Length);
            json.WriteEndObject();
            json.WriteStartArray("functions");
            foreach (var use in trace.Functions) WriteUse(cli, json, use);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    });

    private static void WriteLine(CommandLineContext cli, Utf8JsonWriter json, ClauseTraceLine line)
    {
        json.WriteStartObject();
        json.WriteString("id", line.Clause.Id);
        json.WriteString("reference", line.Clause.Reference);
        json.WriteString("title", line.Clause.Title.In(cli.Language));
        json.WriteString("policy", line.Policy.Name);
        json.WriteString("line", line.Policy.Line);
        if (line.Clause.Prose is { } prose) json.WriteString("prose", prose.In(cli.Language));
        if (line.Document is { } document)
        {
            json.WriteString("kind", document.Kind);
            json.WriteString("document", document.Name);
            json.WriteString("file", line.Place.File);
            json.WriteNumber("fileLine", line.Place.Line);
            json.WriteNumber("workedCases", line.WorkedCases);
            json.WriteNumber("tests", line.Tests);
        }
        if (line.Coverage is { } coverage)
        {
            json.WriteNumber("points", coverage.Points);
            json.WriteNumber("reached", coverage.Reached);
        }
        json.WriteEndObject();
    }

    private static void WriteUse(CommandLineContext cli, Utf8JsonWriter json, ClauseUse use)
    {
        json.WriteStartObject();
        json.WriteString("name", use.Name);
        json.WriteNumber("clauses", use.Clauses.Length);
        if (use.Clauses.Length == 1)
        {
            json.WriteString("only", use.Clauses[0]);
            json.WriteString("reason", use.Reason?.In(cli.Language));
        }
        json.WriteEndObject();
    }
}
