using System.Buffers;
using System.Globalization;
using System.Text;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Facts.Reading;
using CrmWorkflows.Rules.Facts.Writing;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Deciding.Batch;

/// <summary>Writes RFC 4180 with commas and line feeds; a cell stands in quotes only where it must.</summary>
internal sealed class CsvRowWriter(string keyName, DecisionDocument document, string policyHash, Language language) : RowWriter
{
    private static readonly SearchValues<byte> NeedQuotes = SearchValues.Create(",\"\r\n"u8);

    private readonly byte[] _hash = Encoding.UTF8.GetBytes("," + policyHash + "\n");
    private readonly byte[] _end = Encoding.UTF8.GetBytes(",," + policyHash + "\n");
    private readonly byte[] _blanks = Encoding.UTF8.GetBytes(new string(',', document.Fields.Length));
    private readonly TextCells[] _texts = [.. document.Fields.Select(_ => new TextCells((output, text) =>
    {
        output.Add((byte)',');
        Text(output, text);
    }))];
    private readonly bool _isKeyed = keyName != LineKey;

    public override void OutputHeader(RowBuffer output) =>
        Line(output, [keyName, .. document.Fields.Select(f => f.Name), "missingFacts", "policyHash"]);

    public override void RejectsHeader(RowBuffer output) => Line(output, RejectColumns);

    public override void Outcome(RowBuffer output, ReadOnlySpan<byte> key, long line, ReadOnlySpan<Value> outcome)
    {
        Key(output, key, line);
        for (var i = 0; i < outcome.Length; i++) Field(output, outcome[i], _texts[i]);
        output.Add(_end);
    }

    public override void Undetermined(RowBuffer output, ReadOnlySpan<byte> key, long line, IEnumerable<string> missingFacts)
    {
        Key(output, key, line);
        output.Add(_blanks);
        output.Add((byte)',');
        Text(output, string.Join(' ', missingFacts));
        output.Add(_hash);
    }

    public override void Reject(RowBuffer output, ReadOnlySpan<byte> key, long line, RowProblem problem) => Line(output,
    [
        problem.Diagnostic.Span.Line.ToString(CultureInfo.InvariantCulture), Encoding.UTF8.GetString(key), problem.Column ?? "", problem.Field?.In(language) ?? "",
        problem.Written ?? "", problem.Diagnostic.Code.Id, ReasonOf(problem, language), problem.Diagnostic.Remedy(language),
    ]);

    private void Key(RowBuffer output, ReadOnlySpan<byte> key, long line)
    {
        if (_isKeyed) Cell(output, key);
        else Text(output, line.ToString(CultureInfo.InvariantCulture));
    }

    private static void Line(RowBuffer output, IEnumerable<string> cells)
    {
        var first = true;
        foreach (var cell in cells)
        {
            if (!first) output.Add((byte)',');
            first = false;
            Text(output, cell);
        }
        output.Add((byte)'\n');
    }

    // A comma and the cell.
    private static void Field(RowBuffer output, in Value value, TextCells texts)
    {
        if (value.Kind == ValueKind.Text)
        {
            texts.Write(output, value.AsText());
            return;
        }
        var room = output.GetSpan(1 + Utf8ScalarText.Longest);
        room[0] = (byte)',';
        Utf8ScalarText.TryWrite(value, room[1..], out var written);
        output.Advance(1 + written);
        if (written == 0 && value.IsPresent) Text(output, value.Kind >= ValueKind.List ? DecisionJson.Write(value) : ScalarText.Write(value));
    }

    private static void Text(RowBuffer output, string text)
    {
        const int Short = 256;
        if (text.Length > Short)
        {
            Cell(output, Encoding.UTF8.GetBytes(text));
            return;
        }
        Span<byte> utf8 = stackalloc byte[Short * 3];
        Cell(output, utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
    }

    internal static void Cell(RowBuffer output, ReadOnlySpan<byte> cell)
    {
        if (cell.IndexOfAny(NeedQuotes) < 0)
        {
            output.Add(cell);
            return;
        }
        output.Add((byte)'"');
        for (var quote = cell.IndexOf((byte)'"'); quote >= 0; quote = cell.IndexOf((byte)'"'))
        {
            output.Add(cell[..(quote + 1)]);
            output.Add((byte)'"');
            cell = cell[(quote + 1)..];
        }
        output.Add(cell);
        output.Add((byte)'"');
    }
}
