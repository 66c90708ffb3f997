using System.Text.Encodings.Web;
using System.Text.Json;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Facts.Reading;
using CrmWorkflows.Rules.Facts.Writing;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Deciding.Batch;

/// <summary>Writes one JSON object a line.</summary>
internal sealed class JsonLinesRowWriter(string keyName, DecisionDocument document, string policyHash, Language language) : RowWriter
{
    private readonly Utf8JsonWriter _json = new(Stream.Null, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    private readonly JsonEncodedText[] _names = [.. document.Fields.Select(f => JsonEncodedText.Encode(f.Name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping))];

    public override void OutputHeader(RowBuffer output)
    {
    }

    public override void RejectsHeader(RowBuffer output)
    {
    }

    public override void Outcome(RowBuffer output, ReadOnlySpan<byte> key, long line, ReadOnlySpan<Value> outcome)
    {
        Begin(output, key, line);
        for (var i = 0; i < _names.Length; i++)
        {
            _json.WritePropertyName(_names[i]);
            JsonValueWriter.Write(_json, outcome[i]);
        }
        _json.WriteString("policyHash", policyHash);
        End(output);
    }

    public override void Undetermined(RowBuffer output, ReadOnlySpan<byte> key, long line, IEnumerable<string> missingFacts)
    {
        Begin(output, key, line);
        _json.WriteBoolean("undetermined", true);
        _json.WriteStartArray("missingFacts");
        foreach (var fact in missingFacts) _json.WriteStringValue(fact);
        _json.WriteEndArray();
        _json.WriteString("policyHash", policyHash);
        End(output);
    }

    public override void Reject(RowBuffer output, ReadOnlySpan<byte> key, long line, RowProblem problem)
    {
        Begin(output);
        _json.WriteNumber(RejectColumns[0], problem.Diagnostic.Span.Line);
        _json.WriteString(RejectColumns[1], key);
        _json.WriteString(RejectColumns[2], problem.Column);
        _json.WriteString(RejectColumns[3], problem.Field?.In(language));
        _json.WriteString(RejectColumns[4], problem.Written);
        _json.WriteString(RejectColumns[5], problem.Diagnostic.Code.Id);
        _json.WriteString(RejectColumns[6], ReasonOf(problem, language));
        _json.WriteString(RejectColumns[7], problem.Diagnostic.Remedy(language));
        End(output);
    }

    private void Begin(RowBuffer output)
    {
        _json.Reset(output);
        _json.WriteStartObject();
    }

    private void Begin(RowBuffer output, ReadOnlySpan<byte> key, long line)
    {
        Begin(output);
        if (keyName == LineKey) _json.WriteNumber(LineKey, line);
        else _json.WriteString(keyName, key);
    }

    private void End(RowBuffer output)
    {
        _json.WriteEndObject();
        _json.Flush();
        output.Add((byte)'\n');
    }
}
