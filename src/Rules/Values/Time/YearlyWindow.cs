namespace CrmWorkflows.Rules.Values.Time;

/// <summary>
/// A window that comes back every year, both days included: <c>--12-25..--12-30</c>. When its last day comes earlier in
/// the year than its first, it runs over New Year and belongs to the year in which it begins. Thread-safe value.
/// </summary>
/// <param name="First">First day.</param>
/// <param name="Last">Last day.</param>
public readonly record struct YearlyWindow(MonthDay First, MonthDay Last)
{
    /// <summary>Its days in the year in which it begins; one that would run past year 9999 ends with it.</summary>
    /// <param name="year">Year, 1 to 9999.</param>
    /// <exception cref="ArgumentOutOfRangeException">The year is outside 1 to 9999.</exception>
    public DateRange OnYear(int year) => new(First.OnYear(year),
        First <= Last ? Last.OnYear(year) : year == 9999 ? DateOnly.MaxValue : Last.OnYear(year + 1));

    /// <summary>Its days that hold a day, or else its days of that day's year.</summary>
    /// <param name="day">The day of the question.</param>
    public DateRange Around(DateOnly day)
    {
        if (First > Last && day.Year > 1 && OnYear(day.Year - 1) is var before && before.Contains(day)) return before;
        return OnYear(day.Year);
    }

    /// <summary>Reads <c>--12-25..--12-30</c>; false when the text is anything else.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The window.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out YearlyWindow value)
    {
        value = default;
        var dots = text.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0 || !MonthDay.TryParse(text[..dots], out var first) || !MonthDay.TryParse(text[(dots + 2)..], out var last)) return false;
        value = new(first, last);
        return true;
    }

    /// <summary>Writes <c>--12-25..--12-30</c>.</summary>
    public override string ToString() => $"{First}..{Last}";
}
