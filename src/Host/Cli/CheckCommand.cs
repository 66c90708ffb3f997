using System.CommandLine;
using System.Text.Json;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.PolicySets;

namespace CrmWorkflows.Host.Cli;

/// <summary><c>crmwf check</c>: reads rule files and reports what is wrong with them.</summary>
internal static class CheckCommand
{
    public static Command Create(CommandLineContext cli)
    {
        var paths = new Argument<string[]>("PATH") { Description = cli.Text("cli.check.path"), Arity = ArgumentArity.ZeroOrMore };
        var json = new Option<bool>("--json") { Description = cli.Text("cli.json") };
        var command = new Verb(cli, "check", "crmwf check rules", "crmwf check rules/fund/fund-customer-service --json") { paths, json };
        command.SetAction(parsed => Run(cli, parsed.GetValue(paths) is { Length: > 0 } given ? given : ["rules"], parsed.GetValue(json)));
        return command;
    }

    private static int Run(CommandLineContext cli, string[] paths, bool json)
    {
        var load = PolicyLoader.Load(paths);
        var errors = load.Diagnostics.Count(d => d.Severity == Severity.Error);
        var warnings = load.Diagnostics.Count(d => d.Severity == Severity.Warning);
        if (json)
        {
            WriteJson(cli, load, errors, warnings);
        }
        else
        {
            new DiagnosticWriter(cli, cli.Out, load.Files).Write(load.Diagnostics.OrderBy(d => d.Span.File, StringComparer.Ordinal).ThenBy(d => d.Span.Line).ThenBy(d => d.Span.Column));
            cli.Out.WriteLine(cli.Text("cli.check.summary", load.Library.Policies.Length, load.Library.Policies.Sum(p => p.Documents.Length), errors, warnings));
        }
        return errors > 0 ? ExitCode.Failure : ExitCode.Success;
    }

    private static void WriteJson(CommandLineContext cli, LoadResult load, int errors, int warnings)
    {
        cli.WriteJson(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("policies");
            foreach (var policy in load.Library.Policies)
            {
                writer.WriteStartObject();
                writer.WriteString("line", policy.Line);
                writer.WriteString("name", policy.Name);
                writer.WriteString("hash", policy.Hash);
                writer.WriteNumber("documents", policy.Documents.Length);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteStartArray("diagnostics");
            foreach (var diagnostic in load.Diagnostics) DiagnosticJson.Write(writer, diagnostic, cli.Language);
            writer.WriteEndArray();
            writer.WriteNumber("errors", errors);
            writer.WriteNumber("warnings", warnings);
            writer.WriteEndObject();
        });
    }
}
