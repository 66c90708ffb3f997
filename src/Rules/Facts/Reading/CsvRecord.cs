namespace CrmWorkflows.Rules.Facts.Reading;

/// <summary>What the splitter found.</summary>
internal enum CsvSplit
{
    /// <summary>A record.</summary>
    Record,

    /// <summary>A quoted cell that the bytes at hand do not end.</summary>
    UnclosedQuote,

    /// <summary>Text between a closing quote and the next delimiter.</summary>
    TextAfterQuote,
}

/// <summary>
/// Splits UTF-8 into the cells of one record after another (RFC 4180; a quote inside a cell that does not begin with one is text).
/// Keeps offsets, copies nothing. Used by one thread; used again for every record.
/// </summary>
internal sealed class CsvRecord(byte delimiter)
{
    private int[] _starts = new int[64];
    private int[] _ends = new int[64];
    private bool[] _escaped = new bool[64];

    /// <summary>Number of cells.</summary>
    public int Count { get; private set; }

    /// <summary>Where the cell begins in the bytes of the record, without its quote.</summary>
    public int StartOf(int index) => _starts[index];

    /// <summary>The cell's bytes, doubled quotes still doubled when <see cref="IsEscaped"/>.</summary>
    public ReadOnlySpan<byte> Raw(ReadOnlySpan<byte> record, int index) => record[_starts[index].._ends[index]];

    /// <summary>Whether the cell holds doubled quotes.</summary>
    public bool IsEscaped(int index) => _escaped[index];

    /// <summary>The cell's bytes. A cell with doubled quotes is written into the scratch first.</summary>
    public ReadOnlySpan<byte> Cell(ReadOnlySpan<byte> record, int index, ref byte[] scratch)
    {
        var raw = record[_starts[index].._ends[index]];
        return _escaped[index] ? Unescape(raw, ref scratch) : raw;
    }

    /// <summary>Whether a cell stands in quotes: then the record may have several lines.</summary>
    public bool HasQuotes { get; private set; }

    /// <summary>Whether the record is an empty line.</summary>
    public bool IsBlank => Count == 1 && _ends[0] == _starts[0];

    /// <summary>Splits the record that begins at the first byte.</summary>
    /// <param name="consumed">Bytes up to the next record; when a quote is at fault, up to the next line.</param>
    public CsvSplit Next(ReadOnlySpan<byte> data, out int consumed)
    {
        Count = 0;
        HasQuotes = false;
        var at = 0;
        while (true)
        {
            if (at < data.Length && data[at] == '"')
            {
                HasQuotes = true;
                var split = Quoted(data, ref at, out var ended);
                if (split != CsvSplit.Record)
                {
                    consumed = EndOfLine(data);
                    return split;
                }
                if (ended) break;
                continue;
            }
            var length = data[at..].IndexOfAny(delimiter, (byte)'\n');
            if (length < 0)
            {
                Add(at, data.Length, false);
                TrimReturn(data);
                at = data.Length;
                break;
            }
            Add(at, at + length, false);
            at += length + 1;
            if (data[at - 1] != '\n') continue;
            TrimReturn(data);
            break;
        }
        consumed = at;
        return CsvSplit.Record;
    }

    private CsvSplit Quoted(ReadOnlySpan<byte> data, ref int at, out bool ended)
    {
        var start = at + 1;
        var from = start;
        var escaped = false;
        ended = false;
        while (true)
        {
            var quote = data[from..].IndexOf((byte)'"');
            if (quote < 0) return CsvSplit.UnclosedQuote;
            quote += from;
            if (quote + 1 < data.Length && data[quote + 1] == '"')
            {
                escaped = true;
                from = quote + 2;
                continue;
            }
            Add(start, quote, escaped);
            at = quote + 1;
            while (at < data.Length && data[at] == ' ') at++;
            if (at < data.Length && data[at] == '\r' && (at + 1 == data.Length || data[at + 1] == '\n')) at++;
            ended = at >= data.Length || data[at] == '\n';
            if (!ended && data[at] != delimiter) return CsvSplit.TextAfterQuote;
            at = Math.Min(at + 1, data.Length);
            return CsvSplit.Record;
        }
    }

    private void TrimReturn(ReadOnlySpan<byte> data)
    {
        ref var end = ref _ends[Count - 1];
        if (end > _starts[Count - 1] && data[end - 1] == '\r') end--;
    }

    private void Add(int start, int end, bool escaped)
    {
        if (Count == _starts.Length)
        {
            Array.Resize(ref _starts, Count * 2);
            Array.Resize(ref _ends, Count * 2);
            Array.Resize(ref _escaped, Count * 2);
        }
        (_starts[Count], _ends[Count], _escaped[Count]) = (start, end, escaped);
        Count++;
    }

    /// <summary>Bytes up to the next line.</summary>
    public static int EndOfLine(ReadOnlySpan<byte> data)
    {
        var end = data.IndexOf((byte)'\n');
        return end < 0 ? data.Length : end + 1;
    }

    private static ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> raw, ref byte[] scratch)
    {
        if (scratch.Length < raw.Length) scratch = new byte[raw.Length];
        var length = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            scratch[length++] = raw[i];
            if (raw[i] == '"') i++;
        }
        return scratch.AsSpan(0, length);
    }
}
