using System.Numerics;
using CrmWorkflows.Rules.Deciding.UnaryTests;
using CrmWorkflows.Rules.Expressions.Evaluation;

namespace CrmWorkflows.Rules.Policies.DecisionTable;

/// <summary>
/// Finds the matching rows without looking at each: every column is cut into segments, each segment knows the rows that take it, and the rows
/// that match are those that all columns leave. Cells that depend on more than their column are evaluated, with what follows them in their row,
/// just as row by row. For tables of which several rows decide, and for those too large for the tree of <see cref="TableFuser"/>, which is
/// quicker where it can be. Immutable.
/// </summary>
internal sealed class TableIndex
{
    private const int BitsAWord = 64;

    private readonly TableParts _table;
    private readonly Column[] _columns;
    private readonly int[] _firstOpenCell;
    private readonly int _words;

    public TableIndex(TableParts table)
    {
        _table = table;
        _words = (table.Rows.Length + BitsAWord - 1) / BitsAWord;
        var domains = table.Inputs.Select((input, i) => new ValueDomain(input.Value.Tree, table.Rows.Select(r => r.Cells[i]?.Tree))).ToArray();
        var cells = table.Rows.Select(r => r.Cells.Select((c, i) => domains[i].SetOf(c?.Tree)).ToArray()).ToArray();
        // From the first cell that is not known before run time, a row is evaluated cell by cell.
        _firstOpenCell = [.. cells.Select(row => Array.FindIndex(row, c => c is null) is >= 0 and var open ? open : row.Length)];
        _columns = [.. domains.Select((domain, i) => new Column(i, domain, Rows(domain, i, cells))).Where(c => table.Rows.Any(r => r.Cells[c.Input] is not null))];
    }

    /// <summary>
    /// The matching rows in order, or only the first of them. Null when something is missing: then the rows must be looked at one by one,
    /// because what is missing may or may not matter.
    /// </summary>
    public List<TableRow>? Find(EvaluationContext context, bool onlyFirst)
    {
        Span<ulong> left = _words <= 16 ? stackalloc ulong[_words] : new ulong[_words];
        left.Fill(ulong.MaxValue);
        if (_table.Rows.Length % BitsAWord is > 0 and var used) left[^1] = (1UL << used) - 1;
        foreach (var column in _columns)
        {
            var value = _table.Inputs[column.Input].Value.Evaluate(context);
            if (value.IsMissing || column.Domain.SegmentOf(value) is not (>= 0 and var segment)) return null;
            var rows = column.RowsBySegment.AsSpan(segment * _words, _words);
            for (var i = 0; i < rows.Length; i++) left[i] &= rows[i];
        }
        var found = new List<TableRow>(onlyFirst ? 1 : 4);
        for (var word = 0; word < left.Length; word++)
        {
            for (var bits = left[word]; bits != 0; bits &= bits - 1)
            {
                var index = word * BitsAWord + BitOperations.TrailingZeroCount(bits);
                if (OpenCells(index, context) is not { } matches) return null;
                if (!matches) continue;
                found.Add(_table.Rows[index]);
                if (onlyFirst) return found;
            }
        }
        return found;
    }

    // Null when a cell misses a fact.
    private bool? OpenCells(int index, EvaluationContext context)
    {
        var row = _table.Rows[index];
        for (var i = _firstOpenCell[index]; i < row.Cells.Length; i++)
        {
            if (row.Cells[i] is not { } cell) continue;
            var value = cell.Evaluate(context);
            if (value.IsMissing) return null;
            if (!value.IsTrue) return false;
        }
        return true;
    }

    private ulong[] Rows(ValueDomain domain, int input, SegmentSet?[][] cells)
    {
        var rows = new ulong[domain.Count * _words];
        for (var segment = 0; segment < domain.Count; segment++)
            for (var row = 0; row < cells.Length; row++)
                if (input >= _firstOpenCell[row] || cells[row][input]!.Contains(segment))
                    rows[segment * _words + row / BitsAWord] |= 1UL << (row % BitsAWord);
        return rows;
    }

    private sealed record Column(int Input, ValueDomain Domain, ulong[] RowsBySegment);
}
