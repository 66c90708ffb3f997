using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Facts.Reading;

/// <summary>Reads the rows of one block after another into slots. Used by one thread; used again for every block.</summary>
internal abstract class RowReader
{
    private readonly List<RowProblem> _problems = [];

    /// <summary>Line of the current row.</summary>
    public long Line { get; protected set; }

    /// <summary>The key of the current row as written, in UTF-8; empty when it has none.</summary>
    public abstract ReadOnlySpan<byte> Key { get; }

    /// <summary>Whether the current row was refused.</summary>
    public bool IsRefused => _problems.Count > 0;

    /// <summary>Why the current row was refused; empty when it was not.</summary>
    public IReadOnlyList<RowProblem> Problems => _problems;

    /// <summary>Begins a block.</summary>
    public abstract void Begin(InputBlock block);

    /// <summary>Reads the next row into the slots, whatever they hold of the row before; false at the end of the block. The slots of a refused row are of no use.</summary>
    public bool Next(Span<Value> slots)
    {
        if (_problems.Count > 0) _problems.Clear();
        return Read(slots);
    }

    protected abstract bool Read(Span<Value> slots);

    protected void ClearProblems() => _problems.Clear();

    protected void Refuse(RowProblem problem) => _problems.Add(problem);

    /// <summary>What stands in a file, short enough for a message and on one line.</summary>
    protected static string Excerpt(ReadOnlySpan<byte> written)
    {
        const int Shown = 60;
        var text = System.Text.Encoding.UTF8.GetString(written[..Math.Min(written.Length, Shown * 3)]);
        text = text.ReplaceLineEndings(" ").Trim();
        return text.Length > Shown ? text[..Shown] + "..." : text;
    }
}
