using CrmWorkflows.Rules.Values.Time;

namespace CrmWorkflows.Rules.Calendars;

public sealed partial class Calendar
{
    /// <summary>The date that the wall clock shows at an instant.</summary>
    /// <param name="instant">The instant.</param>
    public DateOnly DateOf(DateTimeOffset instant) => LocalDay(instant.UtcTicks);

    /// <summary>The same instant, written with the zone's offset.</summary>
    /// <param name="instant">The instant.</param>
    public DateTimeOffset InZone(DateTimeOffset instant) => InZone(instant.UtcTicks);

    /// <summary>The instant at which the wall clock shows a date and time; <see cref="LocalTimes"/> decides where it skips or repeats it.</summary>
    /// <param name="date">The date.</param>
    /// <param name="time">The time of day.</param>
    /// <returns>The instant with the zone's offset, or CWF6050 when it lies outside the years 1 to 9999.</returns>
    public CalendarResult<DateTimeOffset> At(DateOnly date, TimeOnly time) => At(date.DayNumber * TimeSpan.TicksPerDay + time.Ticks, LocalTimes);

    /// <summary>The first instant of a date: midnight, or the first instant after a skipped midnight.</summary>
    /// <param name="date">The date.</param>
    /// <returns>The instant with the zone's offset, or CWF6050 when it lies outside the years 1 to 9999.</returns>
    public CalendarResult<DateTimeOffset> StartOf(DateOnly date) => At(date.DayNumber * TimeSpan.TicksPerDay, LocalTimePolicy.Default);

    /// <summary>The instant at which a date is over: the first instant of the next.</summary>
    /// <param name="date">The date.</param>
    /// <returns>The instant with the zone's offset, or CWF6050 for the last day of year 9999.</returns>
    public CalendarResult<DateTimeOffset> EndOf(DateOnly date) =>
        date == DateOnly.MaxValue ? new(Outside()) : StartOf(date.AddDays(1));

    /// <summary>
    /// The instant after a calendar period: the date moves, the time on the wall clock stays. Working days and hours play no part.
    /// </summary>
    /// <param name="from">Start.</param>
    /// <param name="period">The period, perhaps negative.</param>
    /// <returns>The instant with the zone's offset, or CWF6050 when it lies outside the years 1 to 9999.</returns>
    public CalendarResult<DateTimeOffset> AddPeriod(DateTimeOffset from, CalendarPeriod period)
    {
        if (period == CalendarPeriod.Zero) return Instant(from.UtcTicks, 0, -1);
        var local = from.UtcTicks + _line.At(from.UtcTicks).Offset;
        if (local < 0 || local > DateTime.MaxValue.Ticks) return new(Outside());
        var day = DateOnly.FromDayNumber((int)(local / TimeSpan.TicksPerDay));
        return period.TryAddTo(day, out var moved)
            ? At(moved.DayNumber * TimeSpan.TicksPerDay + local % TimeSpan.TicksPerDay, LocalTimes)
            : new(Outside());
    }

    private CalendarResult<DateTimeOffset> At(long local, LocalTimePolicy policy) => Instant(_line.ToUtc(local, policy), 0, -1);
}
