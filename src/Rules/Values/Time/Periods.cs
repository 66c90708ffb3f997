using System.Collections.Immutable;
using System.Globalization;

namespace CrmWorkflows.Rules.Values.Time;

/// <summary>Calendar periods and their labels. Pure functions.</summary>
public static class Periods
{
    /// <summary>The period that holds a day.</summary>
    /// <param name="day">The day.</param>
    /// <param name="unit">Kind of period.</param>
    public static LabelledPeriod Of(DateOnly day, PeriodUnit unit)
    {
        switch (unit)
        {
            case PeriodUnit.Day: return new(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), day, day);
            case PeriodUnit.Week: var week = IsoWeek.Of(day); return new(week.ToString(), week.First, week.Last);
            case PeriodUnit.Month: var month = YearMonth.Of(day); return new(month.ToString(), month.First, month.Last);
            case PeriodUnit.Quarter: var quarter = Quarter.Of(day); return new(quarter.ToString(), quarter.First, quarter.Last);
            case PeriodUnit.HalfYear: var half = HalfYear.Of(day); return new(half.ToString(), half.First, half.Last);
            case PeriodUnit.Year:
                return new(day.Year.ToString("D4", CultureInfo.InvariantCulture), new(day.Year, 1, 1), new(day.Year, 12, 31));
            default: throw new ArgumentOutOfRangeException(nameof(unit));
        }
    }

    /// <summary>Number of periods that <see cref="Between"/> gives, without making them.</summary>
    /// <param name="from">A day of the first period.</param>
    /// <param name="asOf">A day of the last period.</param>
    /// <param name="unit">Kind of period.</param>
    public static int Count(DateOnly from, DateOnly asOf, PeriodUnit unit) =>
        from > asOf ? 0 : IndexOf(asOf, unit) - IndexOf(from, unit) + 1;

    /// <summary>
    /// The periods in time order from the one that holds <paramref name="from"/> to the one that holds
    /// <paramref name="asOf"/>, which has usually not ended; none when <paramref name="from"/> is later.
    /// </summary>
    /// <param name="from">A day of the first period.</param>
    /// <param name="asOf">A day of the last period.</param>
    /// <param name="unit">Kind of period.</param>
    public static ImmutableArray<LabelledPeriod> Between(DateOnly from, DateOnly asOf, PeriodUnit unit)
    {
        var periods = ImmutableArray.CreateBuilder<LabelledPeriod>(Count(from, asOf, unit));
        for (var day = from; periods.Count < periods.Capacity; day = day.AddDays(1))
        {
            var period = Of(day, unit);
            periods.Add(period);
            day = period.Last;
            if (day == DateOnly.MaxValue) break;
        }
        return periods.MoveToImmutable();
    }

    /// <summary>
    /// Of the periods from the one that holds <paramref name="from"/>, those whose last day is before
    /// <paramref name="asOf"/>: a period that ends on <paramref name="asOf"/> has not yet ended.
    /// </summary>
    /// <param name="from">A day of the first period.</param>
    /// <param name="asOf">The day of the question.</param>
    /// <param name="unit">Kind of period.</param>
    public static ImmutableArray<LabelledPeriod> Ended(DateOnly from, DateOnly asOf, PeriodUnit unit)
    {
        var periods = Between(from, asOf, unit);
        // Only the last can still run: it is the one that holds asOf.
        return periods.IsEmpty ? periods : periods.RemoveAt(periods.Length - 1);
    }

    private static int IndexOf(DateOnly day, PeriodUnit unit) => unit switch
    {
        PeriodUnit.Day => day.DayNumber,
        PeriodUnit.Week => day.DayNumber / 7,
        PeriodUnit.Month => day.Year * 12 + day.Month - 1,
        PeriodUnit.Quarter => day.Year * 4 + (day.Month - 1) / 3,
        PeriodUnit.HalfYear => day.Year * 2 + (day.Month - 1) / 6,
        PeriodUnit.Year => day.Year,
        _ => throw new ArgumentOutOfRangeException(nameof(unit)),
    };
}
