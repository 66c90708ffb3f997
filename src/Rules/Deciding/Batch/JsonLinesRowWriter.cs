using System.Text.Encodings.Web;
using System.Text.Json;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Facts.Reading;
using CrmWorkflows.Rules.Facts.Writing;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Deciding.Batch;

/// <summary>Writes one JSON object a line. What is the same on every line is written once and copied.</summary>
internal sealed class JsonLinesRowWriter : RowWriter
{
    private readonly Utf8JsonWriter _json = new(Stream.Null, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
    private readonly Language _language;
    private readonly bool _isKeyed;
    private readonly byte[] _key;
    private readonly byte[][] _names;
    private readonly TextCells[] _texts;
    private readonly byte[] _end;

    public JsonLinesRowWriter(string keyName, DecisionDocument document, string policyHash, Language language)
    {
        _language = language;
        _isKeyed = keyName != LineKey;
        _key = [.. "{"u8, .. Quoted(keyName), .. ":"u8];
        _names = [.. document.Fields.Select(f => (byte[])[.. ","u8, .. Quoted(f.Name), .. ":"u8])];
        _texts = [.. document.Fields.Select(_ => new TextCells((output, text) => output.Add(Quoted(text))))];
        _end = [.. ",\"policyHash\":"u8, .. Quoted(policyHash), .. "}\n"u8];
    }

    public override void OutputHeader(RowBuffer output)
    {
    }

    public override void RejectsHeader(RowBuffer output)
    {
    }

    public override void Outcome(RowBuffer output, ReadOnlySpan<byte> key, long line, ReadOnlySpan<Value> outcome)
    {
        Key(output, key, line);
        for (var i = 0; i < outcome.Length; i++)
        {
            output.Add(_names[i]);
            if (outcome[i].Kind == ValueKind.Text) _texts[i].Write(output, outcome[i].AsText());
            else Write(output, outcome[i]);
        }
        output.Add(_end);
    }

    public override void Undetermined(RowBuffer output, ReadOnlySpan<byte> key, long line, IEnumerable<string> missingFacts)
    {
        Key(output, key, line);
        output.Add(",\"undetermined\":true,\"missingFacts\":["u8);
        var isFirst = true;
        foreach (var fact in missingFacts)
        {
            if (!isFirst) output.Add((byte)',');
            isFirst = false;
            output.Add(Quoted(fact));
        }
        output.Add((byte)']');
        output.Add(_end);
    }

    public override void Reject(RowBuffer output, ReadOnlySpan<byte> key, long line, RowProblem problem)
    {
        _json.Reset(output);
        _json.WriteStartObject();
        _json.WriteNumber(RejectColumns[0], problem.Diagnostic.Span.Line);
        _json.WriteString(RejectColumns[1], key);
        _json.WriteString(RejectColumns[2], problem.Column);
        _json.WriteString(RejectColumns[3], problem.Field?.In(_language));
        _json.WriteString(RejectColumns[4], problem.Written);
        _json.WriteString(RejectColumns[5], problem.Diagnostic.Code.Id);
        _json.WriteString(RejectColumns[6], ReasonOf(problem, _language));
        _json.WriteString(RejectColumns[7], problem.Diagnostic.Remedy(_language));
        _json.WriteEndObject();
        _json.Flush();
        output.Add((byte)'\n');
    }

    private void Key(RowBuffer output, ReadOnlySpan<byte> key, long line)
    {
        output.Add(_key);
        if (!_isKeyed) Write(output, Value.Of(line));
        else if (IsPlain(key)) Quote(output, key);
        else ByWriter(output, key, static (json, text) => json.WriteStringValue(text));
    }

    private void Write(RowBuffer output, in Value value)
    {
        // A day is a text in JSON.
        var isPlain = value.Kind is ValueKind.Boolean or ValueKind.Integer or ValueKind.Decimal;
        if (isPlain && Utf8ScalarText.TryWrite(value, output.GetSpan(Utf8ScalarText.Longest), out var written)) output.Advance(written);
        else ByWriter(output, value, static (json, v) => JsonValueWriter.Write(json, v));
    }

    private void ByWriter<T>(RowBuffer output, T value, Action<Utf8JsonWriter, T> write)
        where T : allows ref struct
    {
        _json.Reset(output);
        write(_json, value);
        _json.Flush();
    }

    private static void Quote(RowBuffer output, ReadOnlySpan<byte> text)
    {
        output.Add((byte)'"');
        output.Add(text);
        output.Add((byte)'"');
    }

    private static byte[] Quoted(string text) => [.. "\""u8, .. JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes, .. "\""u8];

    // Letters, digits and signs that JSON writes as they are.
    private static bool IsPlain(ReadOnlySpan<byte> text) => !text.ContainsAnyExceptInRange((byte)' ', (byte)'~') && text.IndexOfAny((byte)'"', (byte)'\\') < 0;
}
