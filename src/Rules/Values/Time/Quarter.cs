using System.Globalization;

namespace CrmWorkflows.Rules.Values.Time;

/// <summary>A calendar quarter of a year, written <c>2026Q2</c>. Years 1 to 9999. Thread-safe value.</summary>
public readonly record struct Quarter : IComparable<Quarter>
{
    private const int PerYear = 4, Months = 12 / PerYear, Count = 9999 * PerYear;
    private readonly int _index;

    /// <summary>Names a quarter.</summary>
    /// <param name="year">Year, 1 to 9999.</param>
    /// <param name="number">Number in the year, 1 to 4.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such quarter.</exception>
    public Quarter(int year, int number)
    {
        if (year is < 1 or > 9999) throw new ArgumentOutOfRangeException(nameof(year));
        if (number is < 1 or > PerYear) throw new ArgumentOutOfRangeException(nameof(number));
        _index = (year - 1) * PerYear + number - 1;
    }

    private Quarter(int index) => _index = index;

    /// <summary>Year, 1 to 9999.</summary>
    public int Year => _index / PerYear + 1;

    /// <summary>Number in the year, 1 to 4.</summary>
    public int Number => _index % PerYear + 1;

    /// <summary>First day.</summary>
    public DateOnly First => new(Year, (Number - 1) * Months + 1, 1);

    /// <summary>Last day.</summary>
    public DateOnly Last => new YearMonth(Year, Number * Months).Last;

    /// <summary>The quarter that holds a day.</summary>
    /// <param name="day">The day.</param>
    public static Quarter Of(DateOnly day) => new((day.Year - 1) * PerYear + (day.Month - 1) / Months);

    /// <summary>The quarter after this one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">This is the last quarter of year 9999.</exception>
    public Quarter Next() => Add(1);

    /// <summary>The quarter before this one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">This is the first quarter of year 1.</exception>
    public Quarter Previous() => Add(-1);

    /// <summary>The quarter so many later (earlier when negative).</summary>
    /// <param name="count">How many to move.</param>
    /// <exception cref="ArgumentOutOfRangeException">The result leaves the years 1 to 9999.</exception>
    public Quarter Add(int count) =>
        TryAdd(count, out var result) ? result : throw new ArgumentOutOfRangeException(nameof(count));

    /// <summary>The quarter so many later; false when the result leaves the years 1 to 9999.</summary>
    /// <param name="count">How many to move, negative for earlier.</param>
    /// <param name="result">The quarter.</param>
    public bool TryAdd(int count, out Quarter result)
    {
        var index = (long)_index + count;
        var fits = index is >= 0 and < Count;
        result = fits ? new((int)index) : default;
        return fits;
    }

    /// <summary>Reads <c>2026Q2</c>.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text is not a quarter.</exception>
    public static Quarter Parse(string text) =>
        TryParse(text, out var value) ? value : throw new FormatException($"'{text}' is not a quarter such as 2026Q2.");

    /// <summary>Reads <c>2026Q2</c>; false when the text is anything else.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The quarter.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out Quarter value)
    {
        var scanner = new TextScanner(text);
        var read = scanner.TakeDigits(4, out var year) & scanner.Take('Q') & scanner.TakeDigits(1, out var number) & scanner.AtEnd
            && year >= 1 && number is >= 1 and <= PerYear;
        value = read ? new(year, number) : default;
        return read;
    }

    /// <inheritdoc/>
    public int CompareTo(Quarter other) => _index.CompareTo(other._index);

    /// <summary>Writes <c>2026Q2</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}Q{Number}");

    /// <summary>Earlier.</summary>
    public static bool operator <(Quarter left, Quarter right) => left._index < right._index;

    /// <summary>Later.</summary>
    public static bool operator >(Quarter left, Quarter right) => left._index > right._index;

    /// <summary>Earlier or the same.</summary>
    public static bool operator <=(Quarter left, Quarter right) => left._index <= right._index;

    /// <summary>Later or the same.</summary>
    public static bool operator >=(Quarter left, Quarter right) => left._index >= right._index;
}
