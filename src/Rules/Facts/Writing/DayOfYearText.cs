using System.Globalization;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Facts.Writing;

/// <summary>Days of every year and months of a year in words: <c>1 January</c>, <c>2026年3月</c>.</summary>
internal static class DayOfYearText
{
    /// <summary>The value in words; null for a value of another kind.</summary>
    public static string? Of(Value value, Language language) => value.Kind switch
    {
        ValueKind.MonthDay => Month("date.monthDay", value.AsMonthDay().Month, value.AsMonthDay().Day, language),
        ValueKind.YearMonth => Month("date.yearMonth", value.AsYearMonth().Month, value.AsYearMonth().Year, language),
        _ => null,
    };

    private static string Month(string key, int month, int other, Language language) =>
        TextCatalog.Rules.Format(key, language, TextCatalog.Rules.Get("date.month." + month.ToString(CultureInfo.InvariantCulture), language), other);
}
