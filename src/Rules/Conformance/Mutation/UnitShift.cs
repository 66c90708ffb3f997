using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Facts.Reading;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;
using CrmWorkflows.Rules.Values.Time;

namespace CrmWorkflows.Rules.Conformance.Mutation;

/// <summary>
/// The neighbours of a scalar, one unit up and one unit down. One unit is 1 in the last digit that is written (of a share at most one percentage
/// point); a day, a month or a minute for a day, a month or a time of day; the smallest unit that is written for an amount of time, calendar or
/// working (<c>4wh</c> moves by an hour, <c>4wh30wm</c> by a minute). A truth value turns round, a code becomes the next member of its type.
/// </summary>
internal static partial class UnitShift
{
    // The 29th of February is among its days.
    private const int LeapYear = 2024;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The neighbours as JSON; none when the type has only this value.</summary>
    public static IEnumerable<string> Of(JsonSourceNode node, FactType type)
    {
        if (node is JsonNullNode) return First(type) is { } present ? [present] : [];
        return (node, type.NotNull()) switch
        {
            (JsonBooleanNode b, _) => [b.Value ? "false" : "true"],
            (JsonNumberNode n, var t) => Numbers(n.Written, t),
            (JsonTextNode text, EnumType e) => NextCode(e.Declaration, text.Value),
            (JsonTextNode text, { Kind: ValueKind.Text }) => [Quoted(text.Value + "*")],
            (JsonTextNode text, var t) when ScalarText.TryParse(text.Value, t, out var value) =>
                Texts(text.Value, value).Where(other => other != text.Value && ScalarText.TryParse(other, t, out _)).Select(Quoted),
            _ => [],
        };
    }

    /// <summary>A value of the type, for a place that has none; null when none can be thought of.</summary>
    public static string? First(FactType type) => type.NotNull() switch
    {
        EnumType e => Quoted(e.Declaration.Members[0].Code),
        { Kind: ValueKind.Boolean } => "true",
        { Kind: ValueKind.Integer or ValueKind.Decimal } => "1",
        { Kind: ValueKind.Text } => Quoted("*"),
        _ => null,
    };

    public static string Quoted(string text) => JsonSerializer.Serialize(text, Plain);

    private static IEnumerable<string> Numbers(string written, FactType type)
    {
        if (!decimal.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return [];
        int scale = type.Kind == ValueKind.Integer ? 0 : number.Scale;
        if (type.Equals(ScalarType.Percentage)) scale = Math.Max(scale, 2);
        var unit = new decimal(1, 0, 0, false, (byte)scale);
        return [ScalarText.Number(number + unit), ScalarText.Number(number - unit)];
    }

    private static IEnumerable<string> NextCode(EnumDeclaration codes, string code)
    {
        var index = codes.IndexOf(code);
        return index < 0 || codes.Members.Length < 2 ? [] : [Quoted(codes.Members[(index + 1) % codes.Members.Length].Code)];
    }

    private static IEnumerable<string> Texts(string written, Value value)
    {
        foreach (var by in (int[])[1, -1])
        {
            Value? moved = value.Kind switch
            {
                ValueKind.Date => Value.Of(value.AsDate().AddDays(by)),
                ValueKind.Instant => Value.Of(value.AsInstant().AddMinutes(by)),
                ValueKind.TimeOfDay => Value.Of(value.AsTimeOfDay().AddMinutes(by)),
                ValueKind.YearMonth => Value.Of(value.AsYearMonth().AddMonths(by)),
                _ => null,
            };
            yield return moved is { } other ? ScalarText.Write(other)
                : value.Kind == ValueKind.MonthDay ? MonthDayText(value.AsMonthDay(), by)
                : LastNumber().Replace(written, m => (long.Parse(m.Value, CultureInfo.InvariantCulture) + by).ToString(CultureInfo.InvariantCulture), 1);
        }
    }

    private static string MonthDayText(MonthDay day, int by) => ScalarText.Write(Value.Of(MonthDay.Of(day.OnYear(LeapYear).AddDays(by))));

    [GeneratedRegex(@"\d+(?=\D*$)")]
    private static partial Regex LastNumber();
}
