using System.Globalization;
using System.Numerics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Expressions.RulesEngineDialect.Types;

namespace CrmWorkflows.Rules.Policies.RuleSet.Inputs;

/// <summary>Reads inputs from JSON.</summary>
internal static class JsonInput
{
    public static RuleInput Read(string name, JsonSourceNode node, InputKind kind)
    {
        // RulesEngine types objects only; a list that is itself the input stays a list of anything.
        var raw = Raw(node, kind, top: true);
        var type = raw is List<object?> ? StaticType.List(StaticType.Object) : InputShapes.TypeOf(raw);
        return new RuleInput(name, type, InputShapes.Convert(raw, type));
    }

    /// <summary>The value before its shape is known.</summary>
    public static object? Raw(JsonSourceNode node, InputKind kind, bool top = false) => node switch
    {
        JsonObjectNode or JsonArrayNode when kind == InputKind.SystemTextJson && !top => new OpaqueJson(node),
        JsonObjectNode record => new RawRecord([.. record.Members.Select(m => new KeyValuePair<string, object?>(m.Name, Raw(m.Value, kind)))]),
        JsonArrayNode list => new List<object?>(list.Items.Select(i => Raw(i, kind))),
        JsonTextNode text => kind == InputKind.Expando && DateOf(text.Value) is { } date ? date : text.Value,
        JsonBooleanNode truth => truth.Value,
        JsonNumberNode number => NumberOf(number.Written, kind),
        _ => null,
    };

    private static object NumberOf(string written, InputKind kind)
    {
        if (written.AsSpan().ContainsAny('.', 'e', 'E')) return double.Parse(written, CultureInfo.InvariantCulture);
        if (kind == InputKind.SystemTextJson && int.TryParse(written, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var small)) return small;
        if (long.TryParse(written, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)) return whole;
        return kind == InputKind.SystemTextJson ? double.Parse(written, CultureInfo.InvariantCulture) : BigInteger.Parse(written, CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// A text that is a date with a time, to the second: <c>2024-05-06T07:08:09</c>, with fractions, Z or an offset. One with an offset is
    /// universal time; RulesEngine would take the zone of the machine.
    /// </summary>
    public static DateTime? DateOf(string text)
    {
        if (text.StartsWith("/Date(", StringComparison.Ordinal)) return Milliseconds(text);
        if (text.Length is < 19 or > 40 || text[10] != 'T' || !char.IsAsciiDigit(text[0]) || !char.IsAsciiDigit(text[18])) return null;
        var rest = text.AsSpan(19);
        if (rest.Length > 0 && rest[0] == '.')
        {
            var digits = 1;
            while (digits < rest.Length && char.IsAsciiDigit(rest[digits])) digits++;
            if (digits == 1) return null;
            rest = rest[digits..];
        }
        if (rest.Length is not (0 or 1 or 5 or 6) || (rest.Length == 1 && rest[0] is not ('Z' or 'z')) || (rest.Length > 1 && rest[0] is not ('+' or '-'))) return null;
        const string Seconds = "yyyy-MM-dd'T'HH:mm:ss";
        // The end of a day may be written as its hour 24.
        if (text.AsSpan(11, 8).SequenceEqual("24:00:00") && DateOf(string.Concat(text.AsSpan(0, 11), "00", text.AsSpan(13))) is { } start) return start.AddDays(1);
        if (!DateTime.TryParseExact(text.AsSpan(0, 19), Seconds, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) return null;
        var style = rest.Length == 0 ? DateTimeStyles.None : DateTimeStyles.AdjustToUniversal;
        return DateTime.TryParse(text, CultureInfo.InvariantCulture, style, out var date) ? date : null;
    }

    // The older form of a moment: milliseconds since 1970, universal time.
    private static DateTime? Milliseconds(string text) =>
        text.EndsWith(")/", StringComparison.Ordinal) && long.TryParse(text.AsSpan(6, text.Length - 8), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var since)
        && Math.Abs(since) < 62_000_000_000_000L ? DateTime.UnixEpoch.AddMilliseconds(since) : null;
}
