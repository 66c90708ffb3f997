using System.Globalization;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;
using CrmWorkflows.Rules.Values.Time;

namespace CrmWorkflows.Rules.Facts.Reading;

/// <summary>The invariant text of scalar values, as JSON and expressions write them.</summary>
internal static class ScalarText
{
    private static readonly string[] InstantFormats =
        ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

    /// <summary>Reads a text as a value of a type that is not a list, map or record; false when it is none.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, FactType type, out Value value)
    {
        value = default;
        switch (type)
        {
            case EnumType e:
                if (e.Declaration.Canonical(text) is not { } code) return false;
                value = Value.Of(code);
                return true;
            case MoneyType:
                return TryDecimal(text, out value);
        }
        switch (type.Kind)
        {
            case ValueKind.Boolean when text is "true": value = Value.True; return true;
            case ValueKind.Boolean when text is "false": value = Value.False; return true;
            case ValueKind.Integer when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n):
                value = Value.Of(n);
                return true;
            case ValueKind.Decimal: return TryDecimal(text, out value);
            case ValueKind.Text: value = Value.Of(text.ToString()); return true;
            case ValueKind.Date when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var d):
                value = Value.Of(d);
                return true;
            case ValueKind.Instant when TryInstant(text, out var i): value = Value.Of(i); return true;
            case ValueKind.TimeOfDay when TimeOnly.TryParseExact(text, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var t):
                value = Value.Of(t);
                return true;
            case ValueKind.YearMonth when YearMonth.TryParse(text, out var m): value = Value.Of(m); return true;
            case ValueKind.MonthDay when MonthDay.TryParse(text, out var md): value = Value.Of(md); return true;
            case ValueKind.Period when CalendarPeriod.TryParse(text, out var p): value = Value.Of(p); return true;
            case ValueKind.Duration when ElapsedTime.TryParse(text, out var s): value = Value.Of(s); return true;
            case ValueKind.WorkingDays when WorkingDays.TryParse(text, out var wd): value = Value.Of(wd); return true;
            case ValueKind.WorkingTime when WorkingTime.TryParse(text, out var wt): value = Value.Of(wt); return true;
            default: return false;
        }
    }

    /// <summary>Writes a present scalar so that <see cref="TryParse"/> reads it back.</summary>
    public static string Write(Value value) => value.Kind switch
    {
        ValueKind.Boolean => value.IsTrue ? "true" : "false",
        ValueKind.Integer => value.AsInteger().ToString(CultureInfo.InvariantCulture),
        ValueKind.Decimal => Number(value.AsDecimal()),
        ValueKind.Text => value.AsText(),
        ValueKind.Date => value.AsDate().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ValueKind.Instant => value.AsInstant().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture),
        ValueKind.TimeOfDay => value.AsTimeOfDay().ToString(value.AsTimeOfDay().Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture),
        ValueKind.YearMonth => value.AsYearMonth().ToString(),
        ValueKind.MonthDay => value.AsMonthDay().ToString(),
        ValueKind.Period => value.AsPeriod().ToString(),
        ValueKind.Duration => ElapsedTime.Format(value.AsDuration()),
        ValueKind.WorkingDays => value.AsWorkingDays().ToString(),
        ValueKind.WorkingTime => value.AsWorkingTime().ToString(),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value.Kind, "Not a scalar."),
    };

    /// <summary>A decimal without zeros that carry no meaning.</summary>
    public static string Number(decimal number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
    }

    private static bool TryDecimal(ReadOnlySpan<char> text, out Value value)
    {
        var ok = decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number);
        value = ok ? Value.Of(number) : default;
        return ok;
    }

    private static bool TryInstant(ReadOnlySpan<char> text, out DateTimeOffset instant)
    {
        // "Z" is the offset zero; a text without offset is no point in time.
        if (text.Length > 0 && text[^1] is 'Z' or 'z')
            return DateTimeOffset.TryParseExact($"{text[..^1]}+00:00", InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out instant);
        return DateTimeOffset.TryParseExact(text, InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out instant);
    }
}
