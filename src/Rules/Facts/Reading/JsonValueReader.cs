using System.Collections.Immutable;
using System.Globalization;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Facts.Reading;

/// <summary>Reads positioned JSON as values of a type; what does not fit is a diagnostic with its place.</summary>
internal static class JsonValueReader
{
    /// <summary>Most values that one list or map may hold.</summary>
    public const int ItemLimit = 100_000;

    /// <summary>Reads one value. Missing when it does not fit; the bag says why.</summary>
    /// <param name="what">What is read, as the user knows it: the label of the fact or parameter.</param>
    public static Value Read(JsonSourceNode node, FactType type, LocalizedText what, DiagnosticBag diagnostics)
    {
        if (node is JsonNullNode)
        {
            if (type.IsNullable) return Value.Null;
            diagnostics.Add(ReadingDiagnostics.NullNotAllowed, node.Span, what);
            return default;
        }
        return (type, node) switch
        {
            (ListType list, JsonArrayNode array) => List(array, list, what, diagnostics),
            (MapType map, JsonObjectNode obj) => Map(obj, map, what, diagnostics),
            (RecordType record, JsonObjectNode obj) => Record(obj, record, what, diagnostics),
            (ListType or MapType or RecordType, _) => Wrong(node, type, what, diagnostics),
            _ => Scalar(node, type, what, diagnostics),
        };
    }

    private static Value Scalar(JsonSourceNode node, FactType type, LocalizedText what, DiagnosticBag diagnostics)
    {
        switch (node)
        {
            case JsonBooleanNode b when type.Kind == ValueKind.Boolean: return Value.Of(b.Value);
            case JsonNumberNode n when type.Kind == ValueKind.Integer && Whole(n.Written, out var whole): return Value.Of(whole);
            case JsonNumberNode n when type.Kind == ValueKind.Decimal && ScalarText.TryParse(n.Written, type, out var number): return number;
            case JsonTextNode t when type.Kind > ValueKind.Decimal:
                if (ScalarText.TryParse(t.Value, type, out var value)) return value;
                if (type is not EnumType e) break;
                var codes = e.Declaration.Members.Select(m => m.Code).ToArray();
                diagnostics.Add(ReadingDiagnostics.NoSuchCode, node.Span, what, t.Value,
                    string.Join(", ", codes.Take(12)) + (codes.Length > 12 ? " ..." : ""), Suggestion.Phrase(t.Value, codes));
                return default;
        }
        return Wrong(node, type, what, diagnostics);
    }

    private static bool Whole(string written, out long whole)
    {
        if (long.TryParse(written, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out whole)) return true;
        // 3.0 and 1e3 are whole numbers too.
        if (!decimal.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || number != decimal.Truncate(number)
            || number is < long.MinValue or > long.MaxValue) return false;
        whole = (long)number;
        return true;
    }

    private static Value List(JsonArrayNode array, ListType type, LocalizedText what, DiagnosticBag diagnostics)
    {
        if (array.Items.Length > ItemLimit) return TooMany(array, array.Items.Length, what, diagnostics);
        var items = ImmutableArray.CreateBuilder<Value>(array.Items.Length);
        var before = diagnostics.Count;
        foreach (var item in array.Items) items.Add(Read(item, type.Element, what, diagnostics));
        return diagnostics.Count > before ? default : Value.Of(new ValueList(items.MoveToImmutable()));
    }

    private static Value Map(JsonObjectNode obj, MapType type, LocalizedText what, DiagnosticBag diagnostics)
    {
        if (obj.Members.Length > ItemLimit) return TooMany(obj, obj.Members.Length, what, diagnostics);
        var entries = new List<KeyValuePair<string, Value>>(obj.Members.Length);
        var before = diagnostics.Count;
        foreach (var member in obj.Members)
        {
            var key = member.Name;
            if (type.Key is EnumType e && e.Declaration.IndexOf(key) < 0)
            {
                var codes = e.Declaration.Members.Select(m => m.Code).ToArray();
                diagnostics.Add(ReadingDiagnostics.NoSuchCode, member.NameSpan, what, key, string.Join(", ", codes), Suggestion.Phrase(key, codes));
                continue;
            }
            entries.Add(new(key, Read(member.Value, type.Element, what, diagnostics)));
        }
        return diagnostics.Count > before ? default : Value.Of(new ValueMap(entries));
    }

    private static Value Record(JsonObjectNode obj, RecordType type, LocalizedText what, DiagnosticBag diagnostics)
    {
        var values = new Value[type.Members.Length];
        for (var i = 0; i < values.Length; i++) values[i] = Value.Missing(type.Members[i].Name);
        var before = diagnostics.Count;
        foreach (var member in obj.Members)
        {
            var index = type.MemberNames.IndexOf(member.Name);
            if (index < 0)
                diagnostics.Add(ReadingDiagnostics.UnknownMember, member.NameSpan, what, member.Name, Suggestion.Phrase(member.Name, type.MemberNames));
            else
                values[index] = Read(member.Value, type.Members[index].Type, type.Members[index].Label ?? LocalizedText.Same(member.Name), diagnostics);
        }
        return diagnostics.Count > before ? default : Value.Of(new ValueRecord(type.MemberNames, [.. values]));
    }

    private static Value TooMany(JsonSourceNode node, int count, LocalizedText what, DiagnosticBag diagnostics)
    {
        diagnostics.Add(ReadingDiagnostics.TooMany, node.Span, what, count, ItemLimit);
        return default;
    }

    private static Value Wrong(JsonSourceNode node, FactType type, LocalizedText what, DiagnosticBag diagnostics)
    {
        diagnostics.Add(ReadingDiagnostics.WrongType, node.Span, what, node.Excerpt(), TypeText.Label(type), TypeText.Sample(type));
        return default;
    }
}
