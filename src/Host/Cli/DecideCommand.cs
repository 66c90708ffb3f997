using System.CommandLine;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.PolicySets;

namespace CrmWorkflows.Host.Cli;

/// <summary><c>crmwf decide</c>: one decision of any document, from facts in a file or piped in.</summary>
internal static class DecideCommand
{
    public static Command Create(CommandLineContext cli)
    {
        var options = new DecisionOptions(cli);
        var explain = new Option<bool>("--explain") { Description = cli.Text("cli.decide.explain") };
        var command = new Verb(cli, "decide",
            """echo '{"cumulativeSubscription": 5000000, "qualifiedInvestor": true}' | crmwf decide --line fund --policy fund-customer-service --decision investor-tiers --explain""",
            "crmwf decide --line fund --policy fund-customer-service --decision investor-tiers --facts facts.json --json");
        options.AddTo(command);
        command.Add(explain);
        command.SetAction(parsed =>
        {
            if (options.Read(parsed) is not { } task) return ExitCode.Failure;
            var decision = task.Document.Decide(task.Facts, cli.Moment(parsed.AsOf()), parsed.GetValue(explain));
            if (task.AsJson) WriteJson(cli, task.Policy, decision);
            else Write(cli, decision);
            return decision.Fault is null ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }

    private static void Write(CommandLineContext cli, Decision decision)
    {
        cli.Out.WriteLine(decision.Document.Title.In(cli.Language));
        foreach (var reason in DecisionNotes.WhyNone(cli, decision)) cli.Out.WriteLine("  " + reason);
        if (decision.Outcome is not null)
        {
            var width = decision.Document.Fields.Max(f => CellText.Width(f.Label.In(cli.Language)));
            foreach (var field in decision.Document.Fields)
                cli.Out.WriteLine($"  {CellText.Padded(field.Label.In(cli.Language), width)}  {decision.TextOf(field, cli.Language)}");
        }
        foreach (var note in DecisionNotes.Reservations(cli, decision)) cli.Out.WriteLine("  " + note);
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
}
