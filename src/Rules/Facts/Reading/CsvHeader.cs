using System.Collections.Immutable;
using System.Text;
using System.Text.Unicode;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Facts.Entities;

namespace CrmWorkflows.Rules.Facts.Reading;

/// <summary>The header of a CSV file: its columns, and which slot each fills. Immutable.</summary>
internal sealed class CsvHeader
{
    private CsvHeader(string? file, byte delimiter, ImmutableArray<string> names, ImmutableArray<int> slotColumns, int length)
    {
        File = file;
        Delimiter = delimiter;
        Names = names;
        SlotColumns = slotColumns;
        Length = length;
    }

    public string? File { get; }

    public byte Delimiter { get; }

    /// <summary>The headers as written.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>For each slot the column that fills it; -1 when none does.</summary>
    public ImmutableArray<int> SlotColumns { get; }

    /// <summary>Bytes of the header line.</summary>
    public int Length { get; }

    /// <summary>The column as a spreadsheet names it, and its header: <c>F (Credit_Limit)</c>.</summary>
    public string ColumnText(int column) => $"{Letters(column)} ({Names[column]})";

    /// <summary>The delimiter that the first line uses most: a comma, a semicolon or a tab.</summary>
    public static byte FindDelimiter(ReadOnlySpan<byte> data)
    {
        var line = data[..CsvRecord.EndOfLine(data)];
        var best = (byte)',';
        foreach (var candidate in ",;\t"u8)
            if (line.Count(candidate) > line.Count(best)) best = candidate;
        return best;
    }

    /// <summary>Reads the header; null when the file is of no use, and the bag says why.</summary>
    public static CsvHeader? Read(ReadOnlySpan<byte> data, string? file, ImmutableArray<InputSlot> slots, Entity? entity, DiagnosticBag diagnostics)
    {
        var delimiter = FindDelimiter(data);
        var record = new CsvRecord(delimiter);
        var split = record.Next(data, out var length);
        if (data.IsEmpty || split != CsvSplit.Record || record.IsBlank)
        {
            diagnostics.Add(InputDiagnostics.Empty, new SourceSpan(file, "", 1, 1));
            return null;
        }
        if (!Utf8.IsValid(data[..length]) || data[..length].Contains((byte)0))
        {
            diagnostics.Add(InputDiagnostics.NotUtf8, new SourceSpan(file, "", 1, 1));
            return null;
        }
        var names = NamesOf(record, data);
        return Match(file, delimiter, names, length, slots, entity, diagnostics);
    }

    private static ImmutableArray<string> NamesOf(CsvRecord record, ReadOnlySpan<byte> data)
    {
        var scratch = Array.Empty<byte>();
        var names = ImmutableArray.CreateBuilder<string>(record.Count);
        for (var i = 0; i < record.Count; i++) names.Add(Encoding.UTF8.GetString(record.Cell(data, i, ref scratch)));
        return names.MoveToImmutable();
    }

    private static CsvHeader? Match(string? file, byte delimiter, ImmutableArray<string> names, int length, ImmutableArray<InputSlot> slots, Entity? entity, DiagnosticBag diagnostics)
    {
        var columns = ImmutableArray.CreateBuilder<int>(slots.Length);
        var ok = true;
        // A header that belongs to another field is no misspelling of a missing one.
        var known = entity?.Fields.SelectMany(f => f.Headers).ToHashSet(StringComparer.Ordinal) ?? [];
        var free = names.Where(n => !known.Contains(n)).ToArray();
        foreach (var slot in slots)
        {
            var found = Enumerable.Range(0, names.Length).Where(i => slot.Field.Headers.Contains(names[i])).ToArray();
            columns.Add(found.Length == 0 ? -1 : found[0]);
            if (found.Length > 1)
            {
                diagnostics.Add(InputDiagnostics.ColumnTwice, PlaceOf(found[1]), slot.Label, names[found[0]], Letters(found[0]), names[found[1]], Letters(found[1]));
                ok = false;
            }
            else if (found.Length == 0 && slot.IsNeeded)
            {
                var near = slot.Field.Headers.Select(h => Suggestion.Nearest(h, free)).FirstOrDefault(n => n is not null);
                diagnostics.Add(InputDiagnostics.MissingColumn, new SourceSpan(file, "", 1, 1), slot.Label,
                    string.Join(", ", slot.Field.Headers.Reverse()), near is null ? LocalizedText.Same("") : Suggestion.Phrase(near, [near]));
                ok = false;
            }
        }
        return ok ? new CsvHeader(file, delimiter, names, columns.MoveToImmutable(), length) : null;

        SourceSpan PlaceOf(int column) => new(file, "", 1, names.Take(column).Sum(n => n.Length + 1) + 1, names[column].Length);
    }

    private static string Letters(int column)
    {
        var letters = "";
        for (var n = column + 1; n > 0; n = (n - 1) / 26) letters = (char)('A' + (n - 1) % 26) + letters;
        return letters;
    }
}
