using System.Globalization;
using CrmWorkflows.Rules.Deciding.Batch;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Facts.Types;
using Spectre.Console;

namespace CrmWorkflows.Host.Cli;

/// <summary>What a run says at its end: how the answers are distributed, what is missing, what was refused, and the count of all.</summary>
internal sealed class GradeReport(CommandLineContext cli, TextWriter writer)
{
    public void Write(BatchRun run, BatchOptions options, TimeSpan elapsed, string? rejects)
    {
        var tally = run.Tally;
        writer.WriteLine(cli.Text("cli.grade.heading", options.Document.Title, options.PolicyHash[..12]));
        foreach (var field in tally.CountedFields) Distribution(field.Label, Counts(tally, field), tally.Decided);
        if (tally.Undetermined > 0)
            Distribution(TextOf("cli.grade.missing"), tally.MissingFacts.OrderByDescending(m => m.Value).Select(m => (FactLabel(tally, m.Key), m.Value)), tally.Rows);
        if (tally.Rejected > 0)
            Distribution(TextOf("cli.grade.reasons"), tally.Rejections.OrderByDescending(r => r.Value).Select(r => ($"{r.Key} {TitleOf(r.Key)}", r.Value)), tally.Rows);
        if (tally.Rejected > 0 && rejects is null) writer.WriteLine(cli.Text("cli.grade.useRejects"));
        var rate = tally.Rows / Math.Max(elapsed.TotalSeconds, 0.001);
        writer.WriteLine(cli.Text("cli.grade.total", N(tally.Rows), N(tally.Decided), N(tally.Undetermined), N(tally.Rejected),
            elapsed.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture), N((long)rate)));
    }

    private void Distribution(LocalizedText title, IEnumerable<(string Label, long Count)> counts, long all)
    {
        var table = new Table().Border(TableBorder.None).HideHeaders();
        table.AddColumn(new TableColumn("").PadLeft(2).NoWrap());
        table.AddColumn(new TableColumn("").RightAligned().NoWrap());
        table.AddColumn(new TableColumn("").RightAligned().NoWrap());
        foreach (var (label, count) in counts)
            table.AddRow(Markup.Escape(label), N(count), (all == 0 ? 0 : 100m * count / all).ToString("0.0", CultureInfo.InvariantCulture) + " %");
        writer.WriteLine(title.In(cli.Language));
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer), Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        console.Profile.Width = 120;
        console.Write(table);
    }

    // From the highest member of an ordered enum, otherwise in the order of declaration.
    private IEnumerable<(string, long)> Counts(BatchTally tally, Rules.Deciding.OutcomeField field)
    {
        var counts = tally.CountsOf(field.Name);
        string[] codes = field.Type is EnumType e
            ? e.Declaration.IsOrdered ? [.. e.Declaration.Members.Reverse().Select(m => m.Code)] : [.. e.Declaration.Members.Select(m => m.Code)]
            : ["true", "false"];
        foreach (var code in codes.Append(""))
        {
            var count = counts.GetValueOrDefault(code);
            if (count == 0 && code.Length == 0) continue;
            yield return (code.Length == 0 ? TextCatalog.Rules.Get("value.null", cli.Language)
                : field.Type is EnumType labelled ? labelled.Declaration.LabelOf(code).In(cli.Language)
                : TextCatalog.Rules.Get("value." + code, cli.Language), count);
        }
    }

    private string FactLabel(BatchTally tally, string name) =>
        tally.Document.Facts.FirstOrDefault(f => f.Name == name)?.Label.In(cli.Language) ?? name;

    private string TitleOf(string code) => TextCatalog.Rules.Get(code + ".title", cli.Language);

    private static LocalizedText TextOf(string key) => CommandLineContext.Texts.Find(key)!;

    private static string N(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
