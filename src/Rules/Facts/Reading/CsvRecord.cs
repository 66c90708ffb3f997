using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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
    private readonly Vector256<byte> _delimiters = Vector256.Create(delimiter);
    private (int Start, int End)[] _cells = new (int, int)[64];
    private bool[] _escaped = new bool[64];

    /// <summary>Number of cells.</summary>
    public int Count { get; private set; }

    /// <summary>Where the cell begins in the bytes of the record, without its quote.</summary>
    public int StartOf(int index) => _cells[index].Start;

    /// <summary>Where the cell ends in the bytes of the record, without its quote.</summary>
    public int EndOf(int index) => _cells[index].End;

    /// <summary>The cell's bytes, doubled quotes still doubled when <see cref="IsEscaped"/>.</summary>
    public ReadOnlySpan<byte> Raw(ReadOnlySpan<byte> record, int index) => record[_cells[index].Start.._cells[index].End];

    /// <summary>Whether the cell holds doubled quotes.</summary>
    public bool IsEscaped(int index) => HasQuotes && _escaped[index];

    /// <summary>The cell's bytes. A cell with doubled quotes is written into the scratch first.</summary>
    public ReadOnlySpan<byte> Cell(ReadOnlySpan<byte> record, int index, ref byte[] scratch)
    {
        var raw = Raw(record, index);
        return IsEscaped(index) ? Unescape(raw, ref scratch) : raw;
    }

    /// <summary>Whether a cell stands in quotes: then the record may have several lines.</summary>
    public bool HasQuotes { get; private set; }

    /// <summary>Whether the record is an empty line.</summary>
    public bool IsBlank => Count == 1 && _cells[0].End == _cells[0].Start;

    /// <summary>Splits the record that begins at the first byte.</summary>
    /// <param name="consumed">Bytes up to the next record; when a quote is at fault, up to the next line.</param>
    public CsvSplit Next(ReadOnlySpan<byte> data, out int consumed)
    {
        Count = 0;
        HasQuotes = false;
        if (Plain(data, out consumed)) return CsvSplit.Record;
        var at = consumed;
        while (true)
        {
            if (at < data.Length && data[at] == '"')
            {
                if (!HasQuotes) Array.Clear(_escaped);
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
                Add(at, data.Length);
                TrimReturn(data);
                at = data.Length;
                break;
            }
            Add(at, at + length);
            at += length + 1;
            if (data[at - 1] != '\n') continue;
            TrimReturn(data);
            break;
        }
        consumed = at;
        return CsvSplit.Record;
    }

    // Whole vectors of a record in which no cell begins with a quote; false where one does, or at the end of the data, and then from which cell on.
    private bool Plain(ReadOnlySpan<byte> data, out int consumed)
    {
        ref var bytes = ref MemoryMarshal.GetReference(data);
        var (lineFeeds, quotes) = (Vector256.Create((byte)'\n'), Vector256.Create((byte)'"'));
        consumed = 0;
        for (var at = 0; at + Vector256<byte>.Count <= data.Length; at += Vector256<byte>.Count)
        {
            var vector = Vector256.LoadUnsafe(ref bytes, (nuint)at);
            var marks = (Vector256.Equals(vector, _delimiters) | Vector256.Equals(vector, lineFeeds) | Vector256.Equals(vector, quotes)).ExtractMostSignificantBits();
            for (; marks != 0; marks &= marks - 1)
            {
                var mark = at + BitOperations.TrailingZeroCount(marks);
                var found = data[mark];
                if (found == '"')
                {
                    if (mark == consumed) return false;
                    continue;
                }
                Add(consumed, mark);
                consumed = mark + 1;
                if (found != '\n') continue;
                TrimReturn(data);
                return true;
            }
        }
        return false;
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
            Add(start, quote);
            _escaped[Count - 1] = escaped;
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
        ref var cell = ref _cells[Count - 1];
        if (cell.End > cell.Start && data[cell.End - 1] == '\r') cell.End--;
    }

    private void Add(int start, int end)
    {
        if (Count == _cells.Length)
        {
            Array.Resize(ref _cells, Count * 2);
            Array.Resize(ref _escaped, Count * 2);
        }
        _cells[Count++] = (start, end);
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
