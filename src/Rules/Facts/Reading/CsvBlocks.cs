namespace CrmWorkflows.Rules.Facts.Reading;

/// <summary>Where a block of CSV can be cut.</summary>
internal sealed class CsvBlocks(byte delimiter)
{
    private readonly CsvRecord _record = new(delimiter);

    /// <summary>Length of the whole records at the start of the bytes.</summary>
    public int Cut(ReadOnlySpan<byte> data)
    {
        // Without quotes every line is a record.
        if (data.IndexOf((byte)'"') < 0) return data.LastIndexOf((byte)'\n') + 1;
        var whole = 0;
        while (whole < data.Length)
        {
            var split = _record.Next(data[whole..], out var consumed);
            if (split == CsvSplit.UnclosedQuote || data[whole + consumed - 1] != '\n') break;
            whole += consumed;
        }
        return whole;
    }
}
