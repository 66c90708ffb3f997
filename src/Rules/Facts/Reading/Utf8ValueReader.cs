using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Facts.Reading;

/// <summary>
/// Reads values straight from UTF-8 JSON, without a tree. Accepts what <see cref="JsonValueReader"/> accepts; what does not fit is only
/// refused, and whoever has to say why reads it again with positions.
/// </summary>
internal static class Utf8ValueReader
{
    private const int LongestScalar = 64;

    /// <summary>Reads the value at the reader's token; false when it does not fit the type.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static bool TryRead(ref Utf8JsonReader reader, FactType type, out Value value)
    {
        value = default;
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                value = Value.Null;
                return type.IsNullable;
            case JsonTokenType.True or JsonTokenType.False:
                value = Value.Of(reader.TokenType == JsonTokenType.True);
                return type.Kind == ValueKind.Boolean;
            case JsonTokenType.Number: return TryNumber(reader.ValueSpan, type, out value);
            case JsonTokenType.String: return TryText(ref reader, type, out value);
            case JsonTokenType.StartArray: return TryList(ref reader, type, out value);
            case JsonTokenType.StartObject when type is MapType map: return TryMap(ref reader, map, out value);
            case JsonTokenType.StartObject when type is RecordType record: return TryRecord(ref reader, record, out value);
            default: return false;
        }
    }

    /// <summary>Reads a number of JSON.</summary>
    public static bool TryNumber(ReadOnlySpan<byte> written, FactType type, out Value value)
    {
        value = default;
        if (type.Kind is not (ValueKind.Integer or ValueKind.Decimal)) return false;
        if (type.Kind == ValueKind.Integer && PlainNumber.TryParse(written, out var whole))
        {
            value = Value.Of(whole);
            return true;
        }
        if (!PlainNumber.TryParse(written, (byte)'.', 0, out var number)
            && !decimal.TryParse(written, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out number)) return false;
        if (type.Kind == ValueKind.Decimal)
        {
            value = Value.Of(number);
            return true;
        }
        if (number != decimal.Truncate(number) || number is < long.MinValue or > long.MaxValue) return false;
        value = Value.Of((long)number);
        return true;
    }

    private static bool TryText(ref Utf8JsonReader reader, FactType type, out Value value)
    {
        value = default;
        if (type.Kind <= ValueKind.Decimal || type.Kind >= ValueKind.List) return false;
        if (type is EnumType e && !reader.ValueIsEscaped)
        {
            value = Value.Of(e.Declaration.Canonical(reader.ValueSpan));
            return value.IsPresent;
        }
        if (type.Kind != ValueKind.Text)
        {
            if (reader.ValueIsEscaped || reader.ValueSpan.Length > LongestScalar) return ScalarText.TryParse(reader.GetString(), type, out value);
            Span<char> text = stackalloc char[LongestScalar];
            return Utf8.ToUtf16(reader.ValueSpan, text, out _, out var length) == System.Buffers.OperationStatus.Done
                && ScalarText.TryParse(text[..length], type, out value);
        }
        return ScalarText.TryParse(reader.GetString(), type, out value);
    }

    private static bool TryList(ref Utf8JsonReader reader, FactType type, out Value value)
    {
        value = default;
        if (type is not ListType list) return false;
        var items = ImmutableArray.CreateBuilder<Value>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (items.Count >= JsonValueReader.ItemLimit || !TryRead(ref reader, list.Element, out var item)) return false;
            items.Add(item);
        }
        value = Value.Of(new ValueList(items.DrainToImmutable()));
        return true;
    }

    private static bool TryMap(ref Utf8JsonReader reader, MapType map, out Value value)
    {
        value = default;
        var entries = new List<KeyValuePair<string, Value>>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var key = reader.GetString()!;
            if (entries.Count >= JsonValueReader.ItemLimit || !keys.Add(key) || (map.Key is EnumType e && e.Declaration.IndexOf(key) < 0)) return false;
            if (!reader.Read() || !TryRead(ref reader, map.Element, out var item)) return false;
            entries.Add(new(key, item));
        }
        value = Value.Of(new ValueMap(entries));
        return true;
    }

    private static bool TryRecord(ref Utf8JsonReader reader, RecordType record, out Value value)
    {
        value = default;
        var values = new Value[record.Members.Length];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var index = -1;
            for (var i = 0; index < 0 && i < values.Length; i++)
                if (reader.ValueTextEquals(record.MemberNames[i])) index = i;
            if (index < 0 || !values[index].IsMissing || !reader.Read() || !TryRead(ref reader, record.Members[index].Type, out values[index])) return false;
        }
        for (var i = 0; i < values.Length; i++)
            if (values[i].IsMissing) values[i] = Value.Missing(record.MemberNames[i]);
        value = Value.Of(new ValueRecord(record.MemberNames, [.. values]));
        return true;
    }
}
