using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CrmWorkflows.Rules.Facts.Writing;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Deciding;

/// <summary>Writes decisions as JSON.</summary>
public static class DecisionJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// The outcome as one object; <c>{"undetermined": true, "missingFacts": [...]}</c> when facts are missing;
    /// <c>{"fault": {"code", "message"}}</c> when the evaluation failed.
    /// </summary>
    /// <param name="decision">The decision.</param>
    public static string Write(Decision decision)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options)) Write(writer, decision);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Writes the outcome to a writer, in the form of <see cref="Write(Decision)"/>.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="decision">The decision.</param>
    public static void Write(Utf8JsonWriter writer, Decision decision)
    {
        if (decision.Outcome is { } outcome)
        {
            JsonValueWriter.Write(writer, Value.Of(outcome));
            return;
        }
        writer.WriteStartObject();
        if (decision.Fault is { } fault)
        {
            writer.WriteStartObject("fault");
            writer.WriteString("code", fault.Code.Id);
            writer.WriteString("message", fault.Message(Diagnostics.Language.English));
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteBoolean("undetermined", true);
            writer.WriteStartArray("missingFacts");
            foreach (var fact in decision.MissingFacts) writer.WriteStringValue(fact);
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
    }

    internal static string Write(Value value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options)) JsonValueWriter.Write(writer, value);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
