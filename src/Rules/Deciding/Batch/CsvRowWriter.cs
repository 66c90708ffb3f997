using System.Buffers;
using System.Globalization;
using System.Text;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Facts.Reading;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Deciding.Batch;

/// <summary>Writes RFC 4180 with commas and line feeds; a cell stands in quotes only where it must.</summary>
internal sealed class CsvRowWriter(string keyName, DecisionDocument document, string policyHash, Language language) : RowWriter
{
    private static readonly SearchValues<byte> NeedQuotes = SearchValues.Create(",\"\r\n"u8);

    private readonly byte[] _tail = Encoding.UTF8.GetBytes("," + policyHash + "\n");
    private readonly byte[] _blanks = Encoding.UTF8.GetBytes(new string(',', document.Fields.Length));

    public override void OutputHeader(ArrayBufferWriter<byte> output) =>
        Line(output, [keyName, .. document.Fields.Select(f => f.Name), "missingFacts", "policyHash"]);

    public override void RejectsHeader(ArrayBufferWriter<byte> output) => Line(output, RejectColumns);

    public override void Outcome(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> key, long line, Decision decision)
    {
        if (keyName == "line") Number(output, line);
        else Cell(output, key);
        if (decision.Outcome is { } outcome)
        {
            foreach (var value in outcome.Values)
            {
                output.Write(","u8);
                Cell(output, value);
            }
            output.Write(","u8);
        }
        else
        {
            output.Write(_blanks);
            output.Write(","u8);
            Cell(output, Encoding.UTF8.GetBytes(string.Join(' ', decision.MissingFacts)));
        }
        output.Write(_tail);
    }

    public override void Reject(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> key, long line, RowProblem problem) => Line(output,
    [
        problem.Diagnostic.Span.Line.ToString(CultureInfo.InvariantCulture), Encoding.UTF8.GetString(key), problem.Column ?? "", problem.Field?.In(language) ?? "",
        problem.Written ?? "", problem.Diagnostic.Code.Id, ReasonOf(problem, language), problem.Diagnostic.Remedy(language),
    ]);

    private static void Line(ArrayBufferWriter<byte> output, IEnumerable<string> cells)
    {
        var first = true;
        foreach (var cell in cells)
        {
            if (!first) output.Write(","u8);
            first = false;
            Cell(output, Encoding.UTF8.GetBytes(cell));
        }
        output.Write("\n"u8);
    }

    private static void Cell(ArrayBufferWriter<byte> output, Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Missing or ValueKind.Null: break;
            case ValueKind.Integer: Number(output, value.AsInteger()); break;
            case ValueKind.Text: Text(output, value.AsText()); break;
            case ValueKind.List or ValueKind.Map or ValueKind.Record: Text(output, DecisionJson.Write(value)); break;
            default: Text(output, ScalarText.Write(value)); break;
        }
    }

    private static void Number(ArrayBufferWriter<byte> output, long number)
    {
        number.TryFormat(output.GetSpan(20), out var written, default, CultureInfo.InvariantCulture);
        output.Advance(written);
    }

    private static void Text(ArrayBufferWriter<byte> output, string text)
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

    internal static void Cell(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> cell)
    {
        if (cell.IndexOfAny(NeedQuotes) < 0)
        {
            output.Write(cell);
            return;
        }
        output.Write("\""u8);
        for (var quote = cell.IndexOf((byte)'"'); quote >= 0; quote = cell.IndexOf((byte)'"'))
        {
            output.Write(cell[..(quote + 1)]);
            output.Write("\""u8);
            cell = cell[(quote + 1)..];
        }
        output.Write(cell);
        output.Write("\""u8);
    }
}
