using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Facts.Reading;
using CrmWorkflows.Rules.Facts.Writing;

namespace CrmWorkflows.Rules.Deciding.Batch;

/// <summary>Writes one JSON object a line.</summary>
internal sealed class JsonLinesRowWriter(string keyName, DecisionDocument document, string policyHash, Language language) : RowWriter
{
    private readonly Utf8JsonWriter _json = new(Stream.Null, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    private readonly string[] _names = [.. document.Fields.Select(f => f.Name)];

    public override void OutputHeader(ArrayBufferWriter<byte> output)
    {
    }

    public override void RejectsHeader(ArrayBufferWriter<byte> output)
    {
    }

    public override void Outcome(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> key, long line, Decision decision)
    {
        Begin(output);
        if (keyName == "line") _json.WriteNumber("line", line);
        else _json.WriteString(keyName, key);
        if (decision.Outcome is { } outcome)
        {
            for (var i = 0; i < _names.Length; i++)
            {
                _json.WritePropertyName(_names[i]);
                JsonValueWriter.Write(_json, outcome.Values[i]);
            }
        }
        else
        {
            _json.WriteBoolean("undetermined", true);
            _json.WriteStartArray("missingFacts");
            foreach (var fact in decision.MissingFacts) _json.WriteStringValue(fact);
            _json.WriteEndArray();
        }
        _json.WriteString("policyHash", policyHash);
        End(output);
    }

    public override void Reject(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> key, long line, RowProblem problem)
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

    private void Begin(ArrayBufferWriter<byte> output)
    {
        _json.Reset(output);
        _json.WriteStartObject();
    }

    private void End(ArrayBufferWriter<byte> output)
    {
        _json.WriteEndObject();
        _json.Flush();
        output.Write("\n"u8);
    }
}
