using System.Text;

namespace CrmWorkflows.Rules.Facts.Reading;

/// <summary>The cells of a CSV file as texts, for programs that look at a file as it stands rather than through a fact model.</summary>
public static class CsvText
{
    /// <summary>The records of comma-separated UTF-8, the header included, each with the line on which it begins. A line that is no record has no cells.</summary>
    /// <param name="utf8">The file.</param>
    public static IEnumerable<(long Line, string[] Cells)> Records(ReadOnlyMemory<byte> utf8)
    {
        var record = new CsvRecord((byte)',');
        var scratch = Array.Empty<byte>();
        var at = utf8.Span.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        for (var line = 1L; at < utf8.Length;)
        {
            var data = utf8[at..];
            var split = record.Next(data.Span, out var consumed);
            if (split != CsvSplit.Record) consumed = CsvRecord.EndOfLine(data.Span);
            if (split != CsvSplit.Record) yield return (line, []);
            else if (!record.IsBlank) yield return (line, Cells(record, data.Span[..consumed], ref scratch));
            line += data.Span[..consumed].Count((byte)'\n');
            at += consumed;
        }
    }

    private static string[] Cells(CsvRecord record, ReadOnlySpan<byte> bytes, ref byte[] scratch)
    {
        var cells = new string[record.Count];
        for (var i = 0; i < cells.Length; i++) cells[i] = Encoding.UTF8.GetString(record.Cell(bytes, i, ref scratch));
        return cells;
    }
}
