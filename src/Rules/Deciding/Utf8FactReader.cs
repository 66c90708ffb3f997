using System.Text.Json;
using CrmWorkflows.Rules.Facts.Reading;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Deciding;

/// <summary>
/// Reads facts straight from UTF-8 JSON into their slots. Takes what is sound and refuses the rest without a word: the positioned reader then
/// says what is wrong, so that both accept the same texts and nobody pays for positions that nobody needs.
/// </summary>
internal static class Utf8FactReader
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 64 };

    public static bool TryRead(DecisionDocument document, ReadOnlySpan<byte> utf8, Span<Value> facts)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8, Options);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var index = IndexOf(document, ref reader);
                if (index < 0 || !facts[index].IsMissing || !reader.Read()) return false;
                var fact = document.Facts[index];
                if (!fact.Required && reader.TokenType == JsonTokenType.Null) facts[index] = Value.Null;
                else if (!Utf8ValueReader.TryRead(ref reader, fact.Type, out facts[index])) return false;
            }
            return !reader.Read();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static int IndexOf(DecisionDocument document, ref Utf8JsonReader reader)
    {
        for (var i = 0; i < document.Facts.Length; i++)
            if (reader.ValueTextEquals(document.Facts[i].Name)) return i;
        return -1;
    }
}
