using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Facts.Entities;
using CrmWorkflows.Rules.Facts.Reading;
using CrmWorkflows.Rules.Policies.ServiceLevel;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Host.Cli;

/// <summary>
/// Replays the rows of a file. Days and moments are moved by whole weeks, stated for each year of the row's first mapped one: weekdays, times of day and
/// intervals stay what they were.
/// </summary>
/// <param name="same">Facts that are the same for every row, in the order of the document.</param>
internal sealed class Replay(CommandLineContext cli, DecisionDocument document, IReadOnlyList<(string Fact, string Column)> map, ReplayMoments moments, IReadOnlyDictionary<string, int> shifts, Value[] same)
{
    private static readonly string[] Verdicts = ["met", "warned", "breached", "open"];

    private readonly ImmutableArray<string> _names = [.. document.Facts.Select(f => f.Name)];
    private readonly Dictionary<string, int> _counts = Verdicts.ToDictionary(v => v, _ => 0);
    private readonly Dictionary<string, (long Row, Value[] Facts)> _examples = [];
    private readonly SortedDictionary<string, (int Count, string Example)> _rejects = new(StringComparer.Ordinal);
    private readonly SortedDictionary<int, int> _unpublished = [];
    private int _rows, _unpublishedRows;

    public int Run(string file, bool explain)
    {
        foreach (var (fact, _) in map)
            if (!_names.Contains(fact)) return Wrong("cli.replay.noFact", fact, Suggestion.Phrase(fact, _names));
        string[]? header = null;
        foreach (var (line, cells) in CsvText.Records(cli.ReadAll(file)))
        {
            if (header is not null)
            {
                Row(line, cells, header);
            }
            else
            {
                header = cells;
                foreach (var (_, column) in map)
                    if (!cells.Contains(column)) return Wrong("cli.replay.noColumn", column, Suggestion.Phrase(column, cells));
            }
        }
        if (header is null) return Wrong("cli.replay.noRows", file, LocalizedText.Same(""));
        Report(explain);
        return ExitCode.Success;
    }

    private void Row(long line, string[] cells, string[] header)
    {
        _rows++;
        var facts = same.ToArray();
        int? weeks = null;
        foreach (var (fact, column) in map)
        {
            var at = Array.IndexOf(header, column);
            var text = at < cells.Length ? cells[at].Trim() : "";
            if (text.Length == 0) continue;
            var index = _names.IndexOf(fact);
            var value = document.Facts[index].Type.NotNull().Kind is ValueKind.Date or ValueKind.Instant
                ? Moment(document.Facts[index], text, ref weeks)
                : Plain(document.Facts[index], text);
            if (value.IsMissing)
            {
                Reject(cli.Text("cli.replay.noValue", column, document.Facts[index].Label), line, text);
                return;
            }
            facts[index] = value;
        }
        Judge(facts, line);
    }

    private Value Moment(FactDeclaration fact, string text, ref int? weeks)
    {
        if (!moments.TryRead(text, out var written)) return default;
        weeks ??= shifts.GetValueOrDefault(written.Local.Year.ToString(CultureInfo.InvariantCulture));
        return moments.Of(fact, written, weeks.Value);
    }

    private static Value Plain(FactDeclaration fact, string text) =>
        new CellReader(fact.Type, FieldFormat.Plain).Read(Encoding.UTF8.GetBytes(text), out var value) == CellState.Read ? value : default;

    private void Judge(Value[] facts, long line)
    {
        var clocks = ServiceClocks.Read(document, facts, cli.Moment(null));
        if (clocks.Decision.Fault is { } fault)
        {
            Reject($"{fault.Code.Id} {fault.Code.Title(cli.Language)}", line, fault.Message(cli.Language));
            return;
        }
        if (clocks.Decision.IsUndetermined)
        {
            Reject(cli.Text("cli.decide.missing", string.Join(cli.Text("cli.listSeparator"), clocks.Decision.MissingFacts.Select(m => DecisionNotes.FactName(cli, document, m)))), line, "");
            return;
        }
        if (!clocks.Decision.UnpublishedYears.IsEmpty) _unpublishedRows++;
        foreach (var year in clocks.Decision.UnpublishedYears) _unpublished[year] = _unpublished.GetValueOrDefault(year) + 1;
        var verdict = clocks.Targets.Any(t => t.Clock.IsBreached) ? "breached"
            : clocks.Targets.Any(t => t.Clock.DoneAt is null) ? "open"
            : clocks.Targets.Any(t => t.Marks.Any(m => m.Level is null && m.IsReached)) ? "warned" : "met";
        _counts[verdict]++;
        _examples.TryAdd(verdict, (line, facts));
    }

    private void Reject(string reason, long line, string example)
    {
        var before = _rejects.GetValueOrDefault(reason);
        _rejects[reason] = (before.Count + 1, before.Count == 0 ? cli.Text("cli.replay.line", line, example) : before.Example);
    }

    private void Report(bool explain)
    {
        cli.Out.WriteLine(document.Title.In(cli.Language));
        if (shifts.Count > 0) cli.Out.WriteLine(cli.Text("cli.replay.shifted", string.Join(cli.Text("cli.listSeparator"), shifts.Select(s => $"{s.Key} {s.Value:+0;-0}"))));
        foreach (var verdict in Verdicts)
            if (_counts[verdict] > 0 || verdict != "open") cli.Out.WriteLine($"  {_counts[verdict],6}  {cli.Text("cli.replay." + verdict)}");
        foreach (var (reason, (count, example)) in _rejects) cli.Out.WriteLine($"  {count,6}  {cli.Text("cli.replay.rejected", reason, example)}");
        cli.Out.WriteLine($"  {_rows,6}  {cli.Text("cli.replay.rows")}");
        if (_unpublishedRows > 0)
            cli.Out.WriteLine(cli.Text("cli.replay.unpublished", _unpublishedRows, string.Join(cli.Text("cli.listSeparator"), _unpublished.Select(y => $"{y.Key}: {y.Value}"))));
        if (!explain) return;
        foreach (var verdict in Verdicts)
        {
            if (!_examples.TryGetValue(verdict, out var example)) continue;
            cli.Out.WriteLine();
            cli.Out.WriteLine(cli.Text("cli.replay.example", cli.Text("cli.replay." + verdict), example.Row));
            ExplanationWriter.Write(cli, document.Decide(example.Facts, cli.Moment(null), explain: true).Explanation);
        }
    }

    private int Wrong(string text, string name, LocalizedText suggestion)
    {
        cli.Error.WriteLine(cli.Text(text, name, suggestion));
        return ExitCode.Failure;
    }
}
