using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Batch;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Host.Cli;

/// <summary>Writes a decision with its reason: the facts as they were read, the outcome, and the steps as a tree with verdict marks and clauses.</summary>
internal sealed class ExplanationText(CommandLineContext cli)
{
    public void Write(BatchRun run, BatchOptions options, FoundRow row, string key, Decision decision)
    {
        var keyLabel = (run.KeyLabel ?? LocalizedText.Same(run.KeyName)).In(cli.Language);
        Line(cli.Text("cli.explain.heading", options.Document.Title, keyLabel, key, row.Line));
        Line(cli.Text("cli.explain.policy", options.PolicyHash, (options.Moment.AsOf ?? options.Moment.Today).ToString("yyyy-MM-dd", null)));
        Line("");
        Line(cli.Text("cli.explain.facts"));
        var texts = decision.FactTexts([.. row.Facts]);
        Pairs(options.Document.Facts.Select((f, i) => (f.Label.In(cli.Language), texts[i].In(cli.Language))));
        Line("");
        Line(cli.Text("cli.explain.outcome"));
        if (decision.Fault is { } fault) Line("  " + fault.Render(cli.Language));
        else if (decision.Outcome is null) Line("  " + cli.Text("cli.explain.undetermined"));
        else Pairs(decision.Document.Fields.Select(f => (f.Label.In(cli.Language), decision.TextOf(f, cli.Language))));
        foreach (var warning in decision.Warnings) Line("  " + warning.Render(cli.Language));
        Line("");
        Line(cli.Text("cli.explain.why"));
        ExplanationWriter.Write(cli, decision.Explanation, "  ");
    }

    private void Pairs(IEnumerable<(string Label, string Text)> pairs)
    {
        var all = pairs.ToArray();
        var width = all.Length == 0 ? 0 : all.Max(p => CellText.Width(p.Label));
        foreach (var (label, text) in all) Line($"  {CellText.Padded(label, width)}  {text}");
    }

    private void Line(string text) => cli.Out.WriteLine(text);
}
