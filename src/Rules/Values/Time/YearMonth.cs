using System.Globalization;

namespace CrmWorkflows.Rules.Values.Time;

/// <summary>A month of a year, written <c>2026-03</c> (ISO 8601). Years 1 to 9999. Thread-safe value.</summary>
public readonly record struct YearMonth : IComparable<YearMonth>
{
    private const int Count = 9999 * 12;
    private readonly int _index;

    /// <summary>Names a month.</summary>
    /// <param name="year">Year, 1 to 9999.</param>
    /// <param name="month">Month, 1 to 12.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such month.</exception>
    public YearMonth(int year, int month) => _index = Of(new DateOnly(year, month, 1))._index;

    private YearMonth(int index) => _index = index;

    /// <summary>Year, 1 to 9999.</summary>
    public int Year => _index / 12 + 1;

    /// <summary>Month of the year, 1 to 12.</summary>
    public int Month => _index % 12 + 1;

    /// <summary>First day.</summary>
    public DateOnly First => new(Year, Month, 1);

    /// <summary>Last day.</summary>
    public DateOnly Last => new(Year, Month, DateTime.DaysInMonth(Year, Month));

    /// <summary>The month that holds a day.</summary>
    /// <param name="day">The day.</param>
    public static YearMonth Of(DateOnly day) => new((day.Year - 1) * 12 + day.Month - 1);

    /// <summary>The month after this one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">This is the last month of year 9999.</exception>
    public YearMonth Next() => AddMonths(1);

    /// <summary>The month before this one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">This is the first month of year 1.</exception>
    public YearMonth Previous() => AddMonths(-1);

    /// <summary>The month so many months later (earlier when negative).</summary>
    /// <param name="months">Number of months.</param>
    /// <exception cref="ArgumentOutOfRangeException">The result leaves the years 1 to 9999.</exception>
    public YearMonth AddMonths(int months) =>
        TryAddMonths(months, out var result) ? result : throw new ArgumentOutOfRangeException(nameof(months));

    /// <summary>The month so many months later; false when the result leaves the years 1 to 9999.</summary>
    /// <param name="months">Number of months, negative for earlier.</param>
    /// <param name="result">The month.</param>
    public bool TryAddMonths(int months, out YearMonth result)
    {
        var index = (long)_index + months;
        var fits = index is >= 0 and < Count;
        result = fits ? new((int)index) : default;
        return fits;
    }

    /// <summary>Months from another month to this one.</summary>
    /// <param name="earlier">The month to count from.</param>
    public int MonthsSince(YearMonth earlier) => _index - earlier._index;

    /// <summary>Reads <c>2026-03</c>.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text is not a month.</exception>
    public static YearMonth Parse(string text) =>
        TryParse(text, out var value) ? value : throw new FormatException($"'{text}' is not a month such as 2026-03.");

    /// <summary>Reads <c>2026-03</c>; false when the text is anything else.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The month.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out YearMonth value)
    {
        var scanner = new TextScanner(text);
        var read = scanner.TakeDigits(4, out var year) & scanner.Take('-') & scanner.TakeDigits(2, out var month) & scanner.AtEnd
            && year >= 1 && month is >= 1 and <= 12;
        value = read ? new(year, month) : default;
        return read;
    }

    /// <inheritdoc/>
    public int CompareTo(YearMonth other) => _index.CompareTo(other._index);

    /// <summary>Writes <c>2026-03</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{Month:D2}");

    /// <summary>Earlier.</summary>
    public static bool operator <(YearMonth left, YearMonth right) => left._index < right._index;

    /// <summary>Later.</summary>
    public static bool operator >(YearMonth left, YearMonth right) => left._index > right._index;

    /// <summary>Earlier or the same.</summary>
    public static bool operator <=(YearMonth left, YearMonth right) => left._index <= right._index;

    /// <summary>Later or the same.</summary>
    public static bool operator >=(YearMonth left, YearMonth right) => left._index >= right._index;
}
