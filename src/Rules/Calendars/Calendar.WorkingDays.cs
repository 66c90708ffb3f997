using CrmWorkflows.Rules.Values.Time;

namespace CrmWorkflows.Rules.Calendars;

public sealed partial class Calendar
{
    /// <summary>True for ordinary and make-up working days.</summary>
    /// <param name="date">The date.</param>
    public bool IsWorkingDay(DateOnly date)
    {
        var day = date.DayNumber;
        return _workingDays.Before(day + 1) > _workingDays.Before(day);
    }

    /// <summary>
    /// The day so many working days later: day 1 is the first working day after <paramref name="from"/>, which itself is
    /// never counted. Negative counts backwards: day 1 is then the last working day before it. Zero is the day itself,
    /// working or not.
    /// </summary>
    /// <param name="from">Day of the trigger, or the anchor to count back from.</param>
    /// <param name="count">How many working days.</param>
    /// <returns>The day, or CWF6050 when it lies outside the years 1 to 9999.</returns>
    public CalendarResult<DateOnly> AddWorkingDays(DateOnly from, WorkingDays count)
    {
        if (count.Count == 0) return new(from, default);
        var day = from.DayNumber;
        return count.Count > 0
            ? DayReaching(_workingDays.Before(day + 1) + count.Count, day + 1)
            : DayReaching(_workingDays.Before(day) + count.Count + 1, day - 1);
    }

    /// <summary>The first working day on or after a day.</summary>
    /// <param name="day">The day, itself a candidate.</param>
    /// <returns>The day, or CWF6050 when there is none.</returns>
    public CalendarResult<DateOnly> WorkingDayOnOrAfter(DateOnly day) =>
        DayReaching(_workingDays.Before(day.DayNumber) + 1, day.DayNumber);

    /// <summary>The last working day on or before a day.</summary>
    /// <param name="day">The day, itself a candidate.</param>
    /// <returns>The day, or CWF6050 when there is none.</returns>
    public CalendarResult<DateOnly> WorkingDayOnOrBefore(DateOnly day) =>
        DayReaching(_workingDays.Before(day.DayNumber + 1), day.DayNumber);

    /// <summary>
    /// How many working days lie between two days, counted as <see cref="AddWorkingDays"/> does: after <paramref name="from"/>
    /// up to and including <paramref name="to"/>; when <paramref name="to"/> is earlier, negative, from it up to the
    /// day before <paramref name="from"/>.
    /// </summary>
    /// <param name="from">Day of the trigger.</param>
    /// <param name="to">Day reached.</param>
    public CalendarResult<WorkingDays> WorkingDaysBetween(DateOnly from, DateOnly to)
    {
        if (from == to) return new(default, default);
        if (from < to)
            return new(new((int)(_workingDays.Before(to.DayNumber + 1) - _workingDays.Before(from.DayNumber + 1))), Published.MissingBetween(from.AddDays(1), to));
        return new(new((int)(_workingDays.Before(to.DayNumber) - _workingDays.Before(from.DayNumber))), Published.MissingBetween(to, from.AddDays(-1)));
    }

    /// <summary>The day with which a total is reached; the days from it to <paramref name="nearest"/> were looked at.</summary>
    private CalendarResult<DateOnly> DayReaching(long total, int nearest)
    {
        var number = total < 1 ? -1 : _workingDays.FirstReaching(total);
        if (number < 0) return new(Outside());
        var day = DateOnly.FromDayNumber(number);
        var first = DateOnly.FromDayNumber(Math.Min(number, nearest));
        return new(day, Published.MissingBetween(first, DateOnly.FromDayNumber(Math.Max(number, nearest))));
    }
}
