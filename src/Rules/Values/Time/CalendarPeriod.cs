using System.Text;

namespace CrmWorkflows.Rules.Values.Time;

/// <summary>
/// A stretch of calendar time in years, months, weeks and days, written as ISO 8601 does: <c>P1Y2M3W4D</c>. It is not
/// elapsed time: a month is as long as the month it is added to. The parts are kept as written; two periods are equal
/// when their months and their days are (<c>P12M</c> = <c>P1Y</c>, <c>P2W</c> = <c>P14D</c>, but <c>P1M</c> is no number of days).
/// </summary>
/// <remarks>A period never exceeds the calendar (9999 years either way). Thread-safe value.</remarks>
public readonly struct CalendarPeriod : IComparable<CalendarPeriod>, IEquatable<CalendarPeriod>
{
    private const int MaxMonths = 9999 * 12, MaxDays = 3_652_059;

    /// <summary>Makes a period of its parts; each may be negative.</summary>
    /// <param name="years">Years of twelve months.</param>
    /// <param name="months">Months.</param>
    /// <param name="weeks">Weeks of seven days.</param>
    /// <param name="days">Days.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is longer than the calendar.</exception>
    public CalendarPeriod(int years, int months, int weeks, int days)
    {
        if (!Fits(years, months, weeks, days)) throw new ArgumentOutOfRangeException(nameof(years), "The period is longer than 9999 years.");
        (Years, Months, Weeks, Days) = (years, months, weeks, days);
    }

    /// <summary>The period of no length.</summary>
    public static CalendarPeriod Zero => default;

    /// <summary>Years as written.</summary>
    public int Years { get; }

    /// <summary>Months as written, beside the years.</summary>
    public int Months { get; }

    /// <summary>Weeks as written.</summary>
    public int Weeks { get; }

    /// <summary>Days as written, beside the weeks.</summary>
    public int Days { get; }

    /// <summary>Years and months together, in months.</summary>
    public int TotalMonths => Years * 12 + Months;

    /// <summary>Weeks and days together, in days.</summary>
    public int TotalDays => Weeks * 7 + Days;

    /// <summary>A period of years.</summary>
    /// <param name="years">Number of years.</param>
    public static CalendarPeriod OfYears(int years) => new(years, 0, 0, 0);

    /// <summary>A period of months.</summary>
    /// <param name="months">Number of months.</param>
    public static CalendarPeriod OfMonths(int months) => new(0, months, 0, 0);

    /// <summary>A period of weeks.</summary>
    /// <param name="weeks">Number of weeks.</param>
    public static CalendarPeriod OfWeeks(int weeks) => new(0, 0, weeks, 0);

    /// <summary>A period of days.</summary>
    /// <param name="days">Number of days.</param>
    public static CalendarPeriod OfDays(int days) => new(0, 0, 0, days);

    /// <summary>
    /// The period from one day to another in whole months and the days that remain, so that adding it to
    /// <paramref name="from"/> gives <paramref name="to"/>. Negative when <paramref name="to"/> is earlier.
    /// </summary>
    /// <param name="from">Day to count from.</param>
    /// <param name="to">Day to reach.</param>
    public static CalendarPeriod Between(DateOnly from, DateOnly to)
    {
        var months = YearMonth.Of(to).MonthsSince(YearMonth.Of(from));
        if (months > 0 && from.AddMonths(months) > to) months--;
        else if (months < 0 && from.AddMonths(months) < to) months++;
        return new(months / 12, months % 12, 0, to.DayNumber - from.AddMonths(months).DayNumber);
    }

    /// <summary>
    /// The day after this period: first the months, kept inside the month reached (31 January + P1M = the last of
    /// February), then the days.
    /// </summary>
    /// <param name="day">Day to start from.</param>
    /// <exception cref="ArgumentOutOfRangeException">The result leaves the years 1 to 9999.</exception>
    public DateOnly AddTo(DateOnly day) =>
        TryAddTo(day, out var result) ? result : throw new ArgumentOutOfRangeException(nameof(day), "The result leaves the years 1 to 9999.");

    /// <summary>The day after this period; false when it leaves the years 1 to 9999. See <see cref="AddTo"/>.</summary>
    /// <param name="day">Day to start from.</param>
    /// <param name="result">The day reached.</param>
    public bool TryAddTo(DateOnly day, out DateOnly result)
    {
        result = default;
        if (!YearMonth.Of(day).TryAddMonths(TotalMonths, out var month)) return false;
        var number = month.First.DayNumber + Math.Min(day.Day, month.Last.Day) - 1 + TotalDays;
        if (number < 0 || number > DateOnly.MaxValue.DayNumber) return false;
        result = DateOnly.FromDayNumber(number);
        return true;
    }

    /// <summary>The sum of two periods, part by part; false when it is longer than the calendar.</summary>
    /// <param name="other">The other period.</param>
    /// <param name="sum">The sum.</param>
    public bool TryAdd(CalendarPeriod other, out CalendarPeriod sum) =>
        TryMake((long)Years + other.Years, (long)Months + other.Months, (long)Weeks + other.Weeks, (long)Days + other.Days, out sum);

    /// <summary>This period so many times, part by part; false when it is longer than the calendar.</summary>
    /// <param name="factor">How many times.</param>
    /// <param name="product">The product.</param>
    public bool TryMultiply(int factor, out CalendarPeriod product) =>
        TryMake((long)Years * factor, (long)Months * factor, (long)Weeks * factor, (long)Days * factor, out product);

    /// <summary>The same period the other way.</summary>
    public CalendarPeriod Negate() => new(-Years, -Months, -Weeks, -Days);

    /// <summary>Reads <c>P1Y2M3W4D</c>; a part or the whole may carry a minus sign.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text is not a period.</exception>
    public static CalendarPeriod Parse(string text) =>
        TryParse(text, out var value) ? value : throw new FormatException($"'{text}' is not a calendar period such as P1Y2M3W4D.");

    /// <summary>
    /// Reads <c>P1Y2M3W4D</c>; false for anything else, a time part (<c>PT24H</c> is elapsed time) and a period longer
    /// than the calendar.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The period.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out CalendarPeriod value)
    {
        value = default;
        var scanner = new TextScanner(text);
        var sign = scanner.Take('-') ? -1 : 1;
        if (!scanner.Take('P') || scanner.AtEnd) return false;
        Span<long> parts = stackalloc long[4];
        for (var next = 0; !scanner.AtEnd;)
        {
            var partSign = scanner.Take('-') ? -sign : sign;
            if (!scanner.TakeNumber(out var number)) return false;
            while (next < 4 && !scanner.Take("YMWD"[next])) next++;
            if (next == 4) return false;
            parts[next++] = partSign * number;
        }
        return TryMake(parts[0], parts[1], parts[2], parts[3], out value);
    }

    /// <summary>Writes <c>P1Y2M3W4D</c>, leaving out parts of zero; <c>P0D</c> for no length.</summary>
    public override string ToString()
    {
        if ((Years | Months | Weeks | Days) == 0) return "P0D";
        var allNegative = Years <= 0 && Months <= 0 && Weeks <= 0 && Days <= 0;
        var text = new StringBuilder(allNegative ? "-P" : "P");
        var sign = allNegative ? -1 : 1;
        Append(text, Years * sign, 'Y');
        Append(text, Months * sign, 'M');
        Append(text, Weeks * sign, 'W');
        Append(text, Days * sign, 'D');
        return text.ToString();

        static void Append(StringBuilder text, int part, char unit)
        {
            if (part != 0) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{part}{unit}");
        }
    }

    /// <inheritdoc/>
    public bool Equals(CalendarPeriod other) => TotalMonths == other.TotalMonths && TotalDays == other.TotalDays;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CalendarPeriod other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(TotalMonths, TotalDays);

    /// <summary>
    /// An order for sorting only: by months, then by days. Periods of months and of days have no order of length
    /// (<c>P1M</c> is longer or shorter than <c>P30D</c>, depending on the month), so there are no operators.
    /// </summary>
    /// <param name="other">The other period.</param>
    public int CompareTo(CalendarPeriod other) => (TotalMonths, TotalDays).CompareTo((other.TotalMonths, other.TotalDays));

    /// <summary>Equal months and equal days.</summary>
    public static bool operator ==(CalendarPeriod left, CalendarPeriod right) => left.Equals(right);

    /// <summary>Other months or other days.</summary>
    public static bool operator !=(CalendarPeriod left, CalendarPeriod right) => !left.Equals(right);

    private static bool TryMake(long years, long months, long weeks, long days, out CalendarPeriod period)
    {
        var fits = Fits(years, months, weeks, days);
        period = fits ? new((int)years, (int)months, (int)weeks, (int)days) : default;
        return fits;
    }

    // Every part alone is bounded too, so that no sum of parts and no change of sign can overflow.
    private static bool Fits(long years, long months, long weeks, long days) =>
        Math.Abs(years) <= 9999 && Math.Abs(months) <= MaxMonths && Math.Abs(years * 12 + months) <= MaxMonths
        && Math.Abs(weeks) <= MaxDays / 7 && Math.Abs(days) <= MaxDays && Math.Abs(weeks * 7 + days) <= MaxDays;
}
