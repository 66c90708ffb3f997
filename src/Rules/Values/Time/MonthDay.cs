using System.Globalization;

namespace CrmWorkflows.Rules.Values.Time;

/// <summary>
/// A day that comes back every year, such as a birthday or the edge of a yearly window; written <c>--03-15</c>,
/// also read as <c>03-15</c>. 29 February is kept on 28 February in a common year. Thread-safe value.
/// </summary>
public readonly record struct MonthDay : IComparable<MonthDay>
{
    private static readonly int LeapYearStart = new DateOnly(2000, 1, 1).DayNumber;
    private readonly short _index;

    /// <summary>Names a day of the year.</summary>
    /// <param name="month">Month, 1 to 12.</param>
    /// <param name="day">Day of the month; February has 29.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such day.</exception>
    public MonthDay(int month, int day) => _index = Of(new DateOnly(2000, month, day))._index;

    private MonthDay(short index) => _index = index;

    /// <summary>Month, 1 to 12.</summary>
    public int Month => InLeapYear.Month;

    /// <summary>Day of the month, 1 to 31.</summary>
    public int Day => InLeapYear.Day;

    private DateOnly InLeapYear => DateOnly.FromDayNumber(LeapYearStart + _index);

    /// <summary>The day of the year that a date falls on.</summary>
    /// <param name="date">The date.</param>
    public static MonthDay Of(DateOnly date) =>
        new((short)(new DateOnly(2000, date.Month, date.Day).DayNumber - LeapYearStart));

    /// <summary>The date on which it is kept in a year: 28 February stands in for 29 February in a common year.</summary>
    /// <param name="year">Year, 1 to 9999.</param>
    /// <exception cref="ArgumentOutOfRangeException">The year is outside 1 to 9999.</exception>
    public DateOnly OnYear(int year)
    {
        var (month, day) = (Month, Day);
        return new(year, month, Math.Min(day, DateTime.DaysInMonth(year, month)));
    }

    /// <summary>True when it is kept on that date.</summary>
    /// <param name="date">The date.</param>
    public bool IsKeptOn(DateOnly date) => OnYear(date.Year) == date;

    /// <summary>Reads <c>--03-15</c> or <c>03-15</c>.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text is not a day of the year.</exception>
    public static MonthDay Parse(string text) =>
        TryParse(text, out var value) ? value : throw new FormatException($"'{text}' is not a day of the year such as --03-15.");

    /// <summary>Reads <c>--03-15</c> or <c>03-15</c>; false when the text is anything else.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The day of the year.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out MonthDay value)
    {
        var scanner = new TextScanner(text);
        scanner.Take("--");
        var read = scanner.TakeDigits(2, out var month) & scanner.Take('-') & scanner.TakeDigits(2, out var day) & scanner.AtEnd
            && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(2000, month);
        value = read ? new(month, day) : default;
        return read;
    }

    /// <inheritdoc/>
    public int CompareTo(MonthDay other) => _index.CompareTo(other._index);

    /// <summary>Writes <c>--03-15</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"--{Month:D2}-{Day:D2}");

    /// <summary>Earlier in the year.</summary>
    public static bool operator <(MonthDay left, MonthDay right) => left._index < right._index;

    /// <summary>Later in the year.</summary>
    public static bool operator >(MonthDay left, MonthDay right) => left._index > right._index;

    /// <summary>Earlier in the year or the same.</summary>
    public static bool operator <=(MonthDay left, MonthDay right) => left._index <= right._index;

    /// <summary>Later in the year or the same.</summary>
    public static bool operator >=(MonthDay left, MonthDay right) => left._index >= right._index;
}
