using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding.UnaryTests;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.Binding;

namespace CrmWorkflows.Rules.Policies.DecisionTable;

/// <summary>
/// What can be proved of a table while it is loaded: cells that nothing matches, rows that are never reached, rows that overlap although
/// only one may match, and whether some row always matches. What depends on facts beyond the column is left to run time.
/// </summary>
internal sealed class TableAnalysis
{
    // Beyond this many pieces of uncovered ground nothing is proved; a table that a person can read stays far below.
    private const int PieceLimit = 4096;

    private readonly TableParts _table;
    private readonly IReadOnlySet<string> _demanded;
    private readonly DiagnosticBag _diagnostics;
    private readonly ValueDomain[] _domains;

    /// <param name="demanded">Optional facts that the document demands under a condition.</param>
    /// <param name="place">Where the default stands, or the rows when there is none.</param>
    public TableAnalysis(TableParts table, IReadOnlySet<string> demanded, SourceSpan place, DiagnosticBag diagnostics)
    {
        _table = table;
        _demanded = demanded;
        _diagnostics = diagnostics;
        _domains = [.. table.Inputs.Select((input, i) => new ValueDomain(input.Value.Tree, table.Rows.Select(r => r.Cells[i]?.Tree)))];
        var rows = table.Rows.Select(r => new Ground(r, [.. r.Cells.Select((c, i) => _domains[i].SetOf(c?.Tree))])).ToArray();
        foreach (var row in rows) EmptyCells(row);
        var uncovered = Cover(rows);
        IsComplete = uncovered is { Count: 0 };
        if (uncovered is not null && table.GivesOneRow && table.Default is null && rows.All(r => r.Cells.All(c => c is not null))) Gap(uncovered, place);
        if (IsComplete && table.Default is not null) diagnostics.Add(DecisionTableDiagnostics.DefaultNeverHolds, place);
        if (table.HitPolicy == HitPolicy.Unique) Overlaps(rows);
    }

    /// <summary>Whether it is proved that some row matches whatever the inputs are.</summary>
    public bool IsComplete { get; }

    private void EmptyCells(Ground row)
    {
        for (var i = 0; i < row.Cells.Length; i++)
            if (row.Cells[i] is { IsEmpty: true })
                _diagnostics.Add(DecisionTableDiagnostics.EmptyCell, row.Row.Cells[i]!.Span, row.Row.Cells[i]!.Text, _table.Inputs[i].Label);
    }

    // Takes the ground of one row after the other away from the whole, and gives what is left; a row that finds nothing left is out of reach.
    private List<SegmentSet[]>? Cover(Ground[] rows)
    {
        List<SegmentSet[]> uncovered = [[.. _domains.Select(d => d.Everything)]];
        foreach (var row in rows)
        {
            var possible = row.Cells.Select((c, i) => c ?? _domains[i].Everything).ToArray();
            if (possible.Any(c => c.IsEmpty)) continue;
            if (_table.HitPolicy == HitPolicy.First && !uncovered.Any(piece => Meet(piece, possible)))
                _diagnostics.Add(DecisionTableDiagnostics.Unreachable, row.Row.Span, row.Row.Id);
            if (row.Cells.Any(c => c is null)) continue;
            uncovered = [.. uncovered.SelectMany(piece => Subtract(piece, possible))];
            if (uncovered.Count > PieceLimit) return null;
        }
        return uncovered;
    }

    // One witness is enough to mend a table. Facts take any value of their type whatever the others are; of what is computed nobody knows which
    // values it takes, so that nothing is said of it.
    private void Gap(List<SegmentSet[]> uncovered, SourceSpan span)
    {
        var whole = _domains.Select(Meant).ToArray();
        foreach (var piece in uncovered)
        {
            var meant = piece.Select((set, i) => set.And(whole[i])).ToArray();
            var named = Enumerable.Range(0, meant.Length).Where(i => !whole[i].Without(meant[i]).IsEmpty).ToArray();
            if (named.Length == 0 || meant.Any(set => set.IsEmpty) || !AreFacts(named)) continue;
            _diagnostics.Add(DecisionTableDiagnostics.Gap, span with { Length = 1 }, Witness(named, i => meant[i].First()));
            return;
        }
    }

    // A fact that the document demands where it matters is not left out by those whom a gap would concern.
    private SegmentSet Meant(ValueDomain domain, int input) =>
        _table.Inputs[input].Value.Tree is BoundSymbol { Symbol: FactSymbol fact } && _demanded.Contains(fact.Name)
            ? SegmentSet.Of(domain.Count, s => s != domain.NullSegment && domain.Meant.Contains(s))
            : domain.Meant;

    private bool AreFacts(int[] inputs) =>
        inputs.Select(i => (_table.Inputs[i].Value.Tree as BoundSymbol)?.Symbol as FactSymbol).OfType<FactSymbol>().Distinct().Count() == inputs.Length;

    private LocalizedText Witness(IEnumerable<int> inputs, Func<int, int> segment)
    {
        var parts = inputs.Select(i => (_table.Inputs[i].Label, Text: _domains[i].Describe(segment(i)))).ToArray();
        return new LocalizedText(string.Join("，", parts.Select(p => $"{p.Label.Zh}：{p.Text.Zh}")), string.Join(", ", parts.Select(p => $"{p.Label.En}: {p.Text.En}")));
    }

    private static bool Meet(SegmentSet[] a, SegmentSet[] b)
    {
        for (var i = 0; i < a.Length; i++)
            if (a[i].And(b[i]).IsEmpty) return false;
        return true;
    }

    private static IEnumerable<SegmentSet[]> Subtract(SegmentSet[] piece, SegmentSet[] taken)
    {
        if (!Meet(piece, taken))
        {
            yield return piece;
            yield break;
        }
        var rest = (SegmentSet[])piece.Clone();
        for (var i = 0; i < piece.Length; i++)
        {
            var outside = rest[i].Without(taken[i]);
            if (!outside.IsEmpty)
            {
                var part = (SegmentSet[])rest.Clone();
                part[i] = outside;
                yield return part;
            }
            rest[i] = rest[i].And(taken[i]);
        }
    }

    // One witness a row is enough to mend it; what is proved goes before what is only possible.
    private void Overlaps(Ground[] rows)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            (Ground Other, LocalizedText Values)? possible = null;
            var isProved = false;
            for (var j = i + 1; j < rows.Length && !isProved; j++)
            {
                if (Common(rows[i], rows[j]) is not { } common) continue;
                isProved = AreIndependent(rows[i].Row, rows[j].Row);
                if (isProved) Report(DecisionTableDiagnostics.Overlap, rows[i], rows[j], common);
                else possible ??= (rows[j], common);
            }
            if (!isProved && possible is { } pair) Report(DecisionTableDiagnostics.PossibleOverlap, rows[i], pair.Other, pair.Values);
        }
    }

    private void Report(DiagnosticCode code, Ground row, Ground other, LocalizedText values) =>
        _diagnostics.Add(code, other.Row.Span, row.Row.Id, other.Row.Id, values);

    // Values that two rows both take, in words; null when there are none or it cannot be proved.
    private LocalizedText? Common(Ground a, Ground b)
    {
        var both = new SegmentSet[_domains.Length];
        for (var i = 0; i < both.Length; i++)
        {
            if (a.Cells[i] is not { } x || b.Cells[i] is not { } y || x.And(y) is not { IsEmpty: false } common) return null;
            both[i] = common;
        }
        var named = Enumerable.Range(0, both.Length).Where(i => a.Row.Cells[i] is not null || b.Row.Cells[i] is not null).ToArray();
        return named.Length == 0 ? TextCatalog.Rules.Find("domain.everything") : Witness(named, i => both[i].First());
    }

    // Facts take any value whatever the others are; what is computed may follow from them.
    private bool AreIndependent(TableRow a, TableRow b)
    {
        var facts = new HashSet<Symbol>();
        var constrained = 0;
        for (var i = 0; i < _table.Inputs.Length; i++)
        {
            if (a.Cells[i] is null && b.Cells[i] is null) continue;
            constrained++;
            if (_table.Inputs[i].Value.Tree is BoundSymbol { Symbol: FactSymbol fact }) facts.Add(fact);
        }
        return constrained <= 1 || facts.Count == constrained;
    }

    private sealed record Ground(TableRow Row, ImmutableArray<SegmentSet?> Cells);
}
