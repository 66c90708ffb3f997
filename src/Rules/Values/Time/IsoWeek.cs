using System.Globalization;

namespace CrmWorkflows.Rules.Values.Time;

/// <summary>
/// A week from Monday to Sunday, numbered as ISO 8601 does and written <c>2026-W11</c>: week 1 holds the year's first
/// Thursday, so the first days of January may belong to the year before. Thread-safe value.
/// </summary>
public readonly record struct IsoWeek : IComparable<IsoWeek>
{
    // 0001-01-01 is a Monday, so a week is a day number divided by seven.
    private static readonly int Count = DateOnly.MaxValue.DayNumber / 7 + 1;
    private readonly int _index;

    /// <summary>Names a week.</summary>
    /// <param name="year">ISO year, 1 to 9999.</param>
    /// <param name="week">Week of the ISO year, 1 to 52 or 53.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such week.</exception>
    public IsoWeek(int year, int week)
    {
        if (year is < 1 or > 9999) throw new ArgumentOutOfRangeException(nameof(year));
        if (week < 1 || week > WeeksIn(year)) throw new ArgumentOutOfRangeException(nameof(week));
        _index = FirstWeekOf(year) + week - 1;
    }

    private IsoWeek(int index) => _index = index;

    /// <summary>ISO year, which differs from the calendar year for some days around New Year.</summary>
    public int Year => Thursday.Year;

    /// <summary>Week of the ISO year, 1 to 53.</summary>
    public int Week => (Thursday.DayOfYear - 1) / 7 + 1;

    /// <summary>Monday.</summary>
    public DateOnly First => DateOnly.FromDayNumber(_index * 7);

    /// <summary>Sunday; the last week of year 9999 ends with the calendar, on its Friday.</summary>
    public DateOnly Last => DateOnly.FromDayNumber(Math.Min(_index * 7 + 6, DateOnly.MaxValue.DayNumber));

    private DateOnly Thursday => DateOnly.FromDayNumber(_index * 7 + 3);

    /// <summary>Number of weeks in an ISO year: 52 or 53.</summary>
    /// <param name="year">ISO year, 1 to 9999.</param>
    public static int WeeksIn(int year)
    {
        var newYear = new DateOnly(year, 1, 1).DayOfWeek;
        return newYear == DayOfWeek.Thursday || (newYear == DayOfWeek.Wednesday && DateTime.IsLeapYear(year)) ? 53 : 52;
    }

    /// <summary>The week that holds a day.</summary>
    /// <param name="day">The day.</param>
    public static IsoWeek Of(DateOnly day) => new(day.DayNumber / 7);

    /// <summary>The week after this one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">This is the last week of year 9999.</exception>
    public IsoWeek Next() => Add(1);

    /// <summary>The week before this one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">This is the first week of year 1.</exception>
    public IsoWeek Previous() => Add(-1);

    /// <summary>The week so many weeks later (earlier when negative).</summary>
    /// <param name="count">Number of weeks.</param>
    /// <exception cref="ArgumentOutOfRangeException">The result leaves the years 1 to 9999.</exception>
    public IsoWeek Add(int count) =>
        TryAdd(count, out var result) ? result : throw new ArgumentOutOfRangeException(nameof(count));

    /// <summary>The week so many weeks later; false when the result leaves the years 1 to 9999.</summary>
    /// <param name="count">Number of weeks, negative for earlier.</param>
    /// <param name="result">The week.</param>
    public bool TryAdd(int count, out IsoWeek result)
    {
        var index = (long)_index + count;
        var fits = index >= 0 && index < Count;
        result = fits ? new((int)index) : default;
        return fits;
    }

    /// <summary>Reads <c>2026-W11</c>.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text is not a week.</exception>
    public static IsoWeek Parse(string text) =>
        TryParse(text, out var value) ? value : throw new FormatException($"'{text}' is not an ISO week such as 2026-W11.");

    /// <summary>Reads <c>2026-W11</c>; false when the text is anything else or the year has no such week.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The week.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out IsoWeek value)
    {
        var scanner = new TextScanner(text);
        var read = scanner.TakeDigits(4, out var year) & scanner.Take("-W") & scanner.TakeDigits(2, out var week) & scanner.AtEnd
            && year >= 1 && week >= 1 && week <= WeeksIn(year);
        value = read ? new(year, week) : default;
        return read;
    }

    /// <inheritdoc/>
    public int CompareTo(IsoWeek other) => _index.CompareTo(other._index);

    /// <summary>Writes <c>2026-W11</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-W{Week:D2}");

    /// <summary>Earlier.</summary>
    public static bool operator <(IsoWeek left, IsoWeek right) => left._index < right._index;

    /// <summary>Later.</summary>
    public static bool operator >(IsoWeek left, IsoWeek right) => left._index > right._index;

    /// <summary>Earlier or the same.</summary>
    public static bool operator <=(IsoWeek left, IsoWeek right) => left._index <= right._index;

    /// <summary>Later or the same.</summary>
    public static bool operator >=(IsoWeek left, IsoWeek right) => left._index >= right._index;

    // The week of 4 January is week 1.
    private static int FirstWeekOf(int year) => new DateOnly(year, 1, 4).DayNumber / 7;
}
