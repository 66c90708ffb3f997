using System.Globalization;
using System.Text.Json;
using CrmWorkflows.Rules.Conformance;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Explanations;

namespace CrmWorkflows.Host.Cli;

/// <summary>Writes what came of worked cases: failures with their explanation, totals per policy and kind, one closing line.</summary>
internal static class ConformWriter
{
    public static void Write(CommandLineContext cli, ConformanceReport report)
    {
        foreach (var diagnostic in report.Diagnostics) cli.Error.WriteLine(diagnostic.Render(cli.Language));
        foreach (var outcome in report.Outcomes.Where(o => o.Status == ConformanceStatus.Failed)) WriteFailure(cli, outcome);
        WriteTotals(cli, "cli.conform.byPolicy", report, o => o.Policy);
        WriteTotals(cli, "cli.conform.byKind", report, o => o.Kind);
        cli.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{report.Count(ConformanceStatus.Passed)} passed, {report.Count(ConformanceStatus.Failed)} failed, {report.Count(ConformanceStatus.NotImplemented)} not implemented"));
    }

    public static void WriteJson(CommandLineContext cli, ConformanceReport report) => cli.WriteJson(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("passed", report.Count(ConformanceStatus.Passed));
        json.WriteNumber("failed", report.Count(ConformanceStatus.Failed));
        json.WriteNumber("notImplemented", report.Count(ConformanceStatus.NotImplemented));
        json.WriteStartArray("diagnostics");
        foreach (var diagnostic in report.Diagnostics) json.WriteStringValue(diagnostic.Render(cli.Language));
        json.WriteEndArray();
        json.WriteStartArray("cases");
        foreach (var outcome in report.Outcomes)
        {
            json.WriteStartObject();
            json.WriteString("clause", outcome.Clause);
            json.WriteString("name", outcome.Name);
            json.WriteString("status", JsonNamingPolicy.CamelCase.ConvertName(outcome.Status.ToString()));
            if (outcome.Kind is { } kind) json.WriteString("kind", kind);
            json.WritePropertyName("expected");
            json.WriteRawValue(outcome.Expected);
            if (outcome.Actual is { } actual)
            {
                json.WritePropertyName("actual");
                json.WriteRawValue(actual);
            }
            json.WriteStartArray("differences");
            foreach (var difference in outcome.Differences) json.WriteStringValue(difference.In(cli.Language));
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteFailure(CommandLineContext cli, ConformanceOutcome outcome)
    {
        cli.Out.WriteLine(cli.Text("cli.conform.failed", outcome.Clause, outcome.Name));
        cli.Out.WriteLine("  " + cli.Text("cli.conform.expected", outcome.Expected));
        if (outcome.Actual is { } actual) cli.Out.WriteLine("  " + cli.Text("cli.conform.actual", actual));
        foreach (var difference in outcome.Differences) cli.Out.WriteLine("  " + difference.In(cli.Language));
        if (outcome.Decision is { } decision) WriteReason(cli, decision);
    }

    private static void WriteReason(CommandLineContext cli, Decision decision)
    {
        foreach (var step in decision.Explanation) WriteStep(cli, step, 2);
    }

    private static void WriteStep(CommandLineContext cli, ExplanationNode step, int depth)
    {
        var mark = step.Verdict switch { true => "✓ ", false => "✗ ", null => "" };
        cli.Out.WriteLine(new string(' ', depth * 2) + mark + step.Sentence(cli.Language));
        foreach (var child in step.Children) WriteStep(cli, child, depth + 1);
    }

    private static void WriteTotals(CommandLineContext cli, string heading, ConformanceReport report, Func<ConformanceOutcome, string?> key)
    {
        var groups = report.Outcomes.GroupBy(o => key(o) ?? "-", StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).ToArray();
        if (groups.Length < 2) return;
        var width = groups.Max(g => g.Key.Length);
        cli.Out.WriteLine(cli.Text(heading));
        foreach (var group in groups)
        {
            var counts = Enum.GetValues<ConformanceStatus>().Select(s => (Status: s, Count: group.Count(o => o.Status == s))).Where(c => c.Count > 0);
            cli.Out.WriteLine($"  {group.Key.PadRight(width)}  {string.Join(", ", counts.Select(c => cli.Text("cli.conform.status." + c.Status, c.Count)))}");
        }
    }
}
