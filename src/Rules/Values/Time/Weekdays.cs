namespace CrmWorkflows.Rules.Values.Time;

/// <summary>Finds weekdays around a day: "the Friday strictly before the 25th". Pure functions.</summary>
public static class Weekdays
{
    /// <summary>The last such weekday strictly before a day; false when there is none in the calendar.</summary>
    /// <param name="day">The day, not itself a candidate.</param>
    /// <param name="weekday">The weekday sought.</param>
    /// <param name="result">The day found.</param>
    public static bool TryLastBefore(DateOnly day, DayOfWeek weekday, out DateOnly result) =>
        TryMove(day, -(((int)day.DayOfWeek - (int)weekday + 6) % 7 + 1), out result);

    /// <summary>The last such weekday on or before a day; false when there is none in the calendar.</summary>
    /// <param name="day">The day, itself a candidate.</param>
    /// <param name="weekday">The weekday sought.</param>
    /// <param name="result">The day found.</param>
    public static bool TryLastOnOrBefore(DateOnly day, DayOfWeek weekday, out DateOnly result) =>
        TryMove(day, -(((int)day.DayOfWeek - (int)weekday + 7) % 7), out result);

    /// <summary>The first such weekday strictly after a day; false when there is none in the calendar.</summary>
    /// <param name="day">The day, not itself a candidate.</param>
    /// <param name="weekday">The weekday sought.</param>
    /// <param name="result">The day found.</param>
    public static bool TryFirstAfter(DateOnly day, DayOfWeek weekday, out DateOnly result) =>
        TryMove(day, ((int)weekday - (int)day.DayOfWeek + 6) % 7 + 1, out result);

    /// <summary>The first such weekday on or after a day; false when there is none in the calendar.</summary>
    /// <param name="day">The day, itself a candidate.</param>
    /// <param name="weekday">The weekday sought.</param>
    /// <param name="result">The day found.</param>
    public static bool TryFirstOnOrAfter(DateOnly day, DayOfWeek weekday, out DateOnly result) =>
        TryMove(day, ((int)weekday - (int)day.DayOfWeek + 7) % 7, out result);

    /// <summary>The n-th such weekday of a month, or the n-th from its end when negative; false when the month has none.</summary>
    /// <param name="month">The month.</param>
    /// <param name="weekday">The weekday sought.</param>
    /// <param name="number">1 for the first, -1 for the last.</param>
    /// <param name="result">The day found.</param>
    public static bool TryNthOf(YearMonth month, DayOfWeek weekday, int number, out DateOnly result)
    {
        result = default;
        if (number is 0 or < -5 or > 5) return false;
        var first = ((int)weekday - (int)month.First.DayOfWeek + 7) % 7 + 1;
        var day = number > 0 ? first + (number - 1) * 7 : first + ((month.Last.Day - first) / 7 + 1 + number) * 7;
        if (day < 1 || day > month.Last.Day) return false;
        result = new(month.Year, month.Month, day);
        return true;
    }

    private static bool TryMove(DateOnly day, int days, out DateOnly result)
    {
        var number = day.DayNumber + days;
        var fits = number >= 0 && number <= DateOnly.MaxValue.DayNumber;
        result = fits ? DateOnly.FromDayNumber(number) : default;
        return fits;
    }
}
