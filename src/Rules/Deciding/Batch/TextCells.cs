namespace CrmWorkflows.Rules.Deciding.Batch;

/// <summary>
/// The texts of one column as UTF-8. Codes and names of rows are few and always the same instances, so that each is encoded once; what comes
/// after a handful of them is encoded as it comes. Used by one thread.
/// </summary>
/// <param name="encode">Writes a text as a cell.</param>
internal sealed class TextCells(Action<RowBuffer, string> encode)
{
    private const int Kept = 12;

    private readonly RowBuffer _scratch = new(64);
    private readonly string[] _texts = new string[Kept];
    private readonly byte[][] _cells = new byte[Kept][];
    private int _count;

    public void Write(RowBuffer output, string text)
    {
        for (var i = 0; i < _count; i++)
        {
            if (!ReferenceEquals(_texts[i], text)) continue;
            output.Add(_cells[i]);
            return;
        }
        if (_count == Kept)
        {
            encode(output, text);
            return;
        }
        _scratch.Clear();
        encode(_scratch, text);
        _cells[_count] = _scratch.Written.ToArray();
        _texts[_count++] = text;
        output.Add(_cells[_count - 1]);
    }
}
