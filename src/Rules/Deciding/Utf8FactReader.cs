using System.Text.Json;
using CrmWorkflows.Rules.Facts.Reading;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Deciding;

/// <summary>
/// Reads the facts of one document straight from UTF-8 JSON into their slots. Takes what is sound and refuses the rest without a word: the
/// positioned reader then says what is wrong, so that both accept the same texts and nobody pays for positions that nobody needs. Immutable.
/// </summary>
internal sealed class Utf8FactReader
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 64 };

    private readonly (string Name, FactType Type)[] _facts;
    private readonly WordTable _names;

    public Utf8FactReader(DecisionDocument document)
    {
        // Null is a value: a fact that may be absent may also be null.
        _facts = [.. document.Facts.Select(f => (f.Name, f.Required ? f.Type : f.Type.OrNull()))];
        var names = new WordTable.Builder();
        for (var i = 0; i < _facts.Length; i++) names.Add(_facts[i].Name, Value.Of((long)i));
        _names = names.Build();
    }

    public bool TryRead(ReadOnlySpan<byte> utf8, Span<Value> facts)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8, Options);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var index = IndexOf(ref reader);
                if (index < 0 || !facts[index].IsMissing || !reader.Read()) return false;
                if (!Utf8ValueReader.TryRead(ref reader, _facts[index].Type, out facts[index])) return false;
            }
            return !reader.Read();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private int IndexOf(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped) return _names.TryFind(reader.ValueSpan, out var found) ? (int)found.AsInteger() : -1;
        for (var i = 0; i < _facts.Length; i++)
            if (reader.ValueTextEquals(_facts[i].Name)) return i;
        return -1;
    }
}
