using System.Collections.Immutable;

namespace CrmWorkflows.Rules.Diagnostics.Json;

/// <summary>A value of a JSON text that knows where it stands.</summary>
internal abstract class JsonSourceNode(JsonSource source, string pointer, int start, int end)
{
    public JsonSource Source { get; } = source;

    /// <summary>JSON Pointer of the value.</summary>
    public string Pointer { get; } = pointer;

    public int Start { get; } = start;

    public int End { get; } = end;

    public SourceSpan Span => Source.Span(Pointer, Start, End - Start);

    /// <summary>The text of the value as it stands in the file, shortened for a message.</summary>
    public string Excerpt()
    {
        var raw = Source.Text[Start..End];
        return raw.Length <= 60 ? raw : raw[..57] + "...";
    }
}

internal sealed class JsonNullNode(JsonSource source, string pointer, int start, int end) : JsonSourceNode(source, pointer, start, end);

internal sealed class JsonBooleanNode(JsonSource source, string pointer, int start, int end, bool value) : JsonSourceNode(source, pointer, start, end)
{
    public bool Value { get; } = value;
}

/// <summary>A number, as it was written.</summary>
internal sealed class JsonNumberNode(JsonSource source, string pointer, int start, int end) : JsonSourceNode(source, pointer, start, end)
{
    public string Written => Source.Text[Start..End];
}

internal sealed class JsonTextNode(JsonSource source, string pointer, int start, int end, string value) : JsonSourceNode(source, pointer, start, end)
{
    public string Value { get; } = value;

    /// <summary>Where a stretch of the text stands in the file; escapes are counted as they are written.</summary>
    public SourceSpan SpanOf(int start, int length)
    {
        int Raw(int index)
        {
            var at = Start + 1;
            if (End - Start - 2 == Value.Length) return Math.Min(at + index, End); // nothing is escaped
            for (var i = 0; i < index && at < End - 1; i++)
                at += Source.Text[at] != '\\' ? 1 : Source.Text[at + 1] == 'u' ? 6 : 2;
            return Math.Min(at, End);
        }
        var from = Raw(start);
        return Source.Span(Pointer, from, Math.Max(0, Raw(start + length) - from));
    }
}

internal sealed class JsonArrayNode(JsonSource source, string pointer, int start, int end, ImmutableArray<JsonSourceNode> items)
    : JsonSourceNode(source, pointer, start, end)
{
    public ImmutableArray<JsonSourceNode> Items { get; } = items;
}

internal sealed record JsonMember(string Name, SourceSpan NameSpan, JsonSourceNode Value);

internal sealed class JsonObjectNode(JsonSource source, string pointer, int start, int end, ImmutableArray<JsonMember> members)
    : JsonSourceNode(source, pointer, start, end)
{
    public ImmutableArray<JsonMember> Members { get; } = members;

    public JsonSourceNode? this[string name]
    {
        get
        {
            foreach (var member in Members)
                if (member.Name == name) return member.Value;
            return null;
        }
    }
}
