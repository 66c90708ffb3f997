using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Facts.Reading;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Facts.Writing;

/// <summary>What a person reads of an amount of time: <c>3 working days</c>, <c>4 working hours 30 working minutes</c>, <c>1 month</c>.</summary>
internal static class AmountOfTimeText
{
    /// <summary>The amount in words; null for a value of another kind.</summary>
    public static string? Of(Value value, Language language) => value.Kind switch
    {
        ValueKind.WorkingDays => Words(language, "workingDay", (value.AsWorkingDays().Count, "workingDay")),
        ValueKind.WorkingTime => Clock(value, value.AsWorkingTime().Amount, language, "working"),
        ValueKind.Duration => Clock(value, value.AsDuration(), language, ""),
        ValueKind.Period when value.AsPeriod() is var p => Words(language, "day", (p.Years, "year"), (p.Months, "month"), (p.Weeks, "week"), (p.Days, "day")),
        _ => null,
    };

    // Hours are not made into days: a day of working time is as long as the calendar says.
    private static string Clock(Value value, TimeSpan time, Language language, string prefix)
    {
        string Unit(string name) => prefix.Length == 0 ? name : prefix + char.ToUpperInvariant(name[0]) + name[1..];
        if (time.Ticks % TimeSpan.TicksPerSecond != 0) return ScalarText.Write(value);
        return Words(language, Unit("hour"), ((long)time.TotalHours, Unit("hour")), (time.Minutes, Unit("minute")), (time.Seconds, Unit("second")));
    }

    private static string Words(Language language, string zero, params ReadOnlySpan<(long Number, string Unit)> parts)
    {
        var words = new List<string>();
        foreach (var (number, unit) in parts)
            if (number != 0) words.Add(Part(number, unit, language));
        return words.Count > 0 ? string.Join(' ', words) : Part(0, zero, language);
    }

    private static string Part(long number, string unit, Language language) =>
        TextCatalog.Rules.Format($"time.{unit}.{(number is 1 or -1 ? "one" : "many")}", language, number);
}
