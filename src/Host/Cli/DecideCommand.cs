using System.CommandLine;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.PolicySets;
using Spectre.Console.Rendering;

namespace CrmWorkflows.Host.Cli;

/// <summary><c>crmwf decide</c>: one decision of any document, from facts in a file or piped in.</summary>
internal static class DecideCommand
{
    public static Command Create(CommandLineContext cli)
    {
        var options = PolicyOptions.WithDecision(cli);
        var facts = new Option<string>("--facts") { Description = cli.Text("cli.decide.facts"), HelpName = "FILE", DefaultValueFactory = _ => "-" };
        var json = new Option<bool>("--json") { Description = cli.Text("cli.json") };
        var explain = new Option<bool>("--explain") { Description = cli.Text("cli.decide.explain") };
        var command = new Verb(cli, "decide",
            """echo '{"cumulativeSubscription": 5000000, "qualifiedInvestor": true}' | crmwf decide --line fund --policy fund-customer-service --decision investor-tiers --explain""",
            "crmwf decide --line fund --policy fund-customer-service --decision investor-tiers --facts facts.json --json");
        options.AddTo(command);
        command.Add(facts);
        command.Add(json);
        command.Add(explain);
        command.SetAction(parsed =>
        {
            if (options.FindPolicy(parsed) is not { } policy || options.FindDocument(policy, parsed) is not { } document) return ExitCode.Failure;
            var file = parsed.GetRequiredValue(facts);
            var diagnostics = new DiagnosticBag();
            var values = FactReader.Read(document, file == "-" ? cli.Text("cli.decide.piped") : file, cli.ReadAll(file), diagnostics);
            new DiagnosticWriter(cli, cli.Error, new Dictionary<string, string> { [file] = file }).Write(diagnostics.ToImmutable());
            if (diagnostics.HasErrors) return ExitCode.Failure;
            var decision = document.Decide(values, cli.Moment(parsed.AsOf()), parsed.GetValue(explain));
            if (parsed.GetValue(json)) WriteJson(cli, policy, decision);
            else Write(cli, decision);
            return decision.Fault is null ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }

    private static void Write(CommandLineContext cli, Decision decision)
    {
        cli.Out.WriteLine(decision.Document.Title.In(cli.Language));
        if (decision.Fault is { } fault) cli.Out.WriteLine("  " + fault.Render(cli.Language));
        foreach (var missing in decision.MissingFacts) cli.Out.WriteLine("  " + cli.Text("cli.decide.missing", LabelOf(decision.Document, missing, cli.Language)));
        if (decision.Outcome is not null)
        {
            var width = decision.Document.Fields.Max(f => Width(f.Label.In(cli.Language)));
            foreach (var field in decision.Document.Fields)
            {
                var label = field.Label.In(cli.Language);
                cli.Out.WriteLine($"  {label}{new string(' ', width - Width(label))}  {decision.TextOf(field, cli.Language)}");
            }
        }
        foreach (var year in decision.UnpublishedYears) cli.Out.WriteLine("  " + cli.Text("cli.decide.unpublished", year));
        foreach (var warning in decision.Warnings) cli.Out.WriteLine("  " + warning.Render(cli.Language));
        if (decision.Explanation.IsEmpty) return;
        cli.Out.WriteLine();
        cli.Out.WriteLine(cli.Text("cli.why"));
        ExplanationWriter.Write(cli, decision.Explanation);
    }

    private static void WriteJson(CommandLineContext cli, PolicySet policy, Decision decision) => cli.WriteJson(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("policy", $"{policy.Line}/{policy.Name}");
        writer.WriteString("decision", decision.Document.Name);
        writer.WriteString("hash", policy.Hash);
        writer.WritePropertyName("outcome");
        DecisionJson.Write(writer, decision);
        writer.WriteStartArray("unpublishedYears");
        foreach (var year in decision.UnpublishedYears) writer.WriteNumberValue(year);
        writer.WriteEndArray();
        if (!decision.Explanation.IsEmpty)
        {
            writer.WritePropertyName("explanation");
            ExplanationWriter.WriteJson(writer, decision.Explanation, cli.Language);
        }
        writer.WriteEndObject();
    });

    // A missing fact may be a path into a fact: the label of the fact, and the path.
    private static string LabelOf(DecisionDocument document, string path, Language language)
    {
        var fact = document.Facts.FirstOrDefault(f => f.Name == path.Split('.', '[')[0]);
        return fact is null ? path : $"{fact.Label.In(language)} ({path})";
    }

    private static int Width(string text) => new Segment(text).CellCount();
}
