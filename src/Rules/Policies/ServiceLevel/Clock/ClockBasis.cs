using CrmWorkflows.Rules.Calendars;
using CrmWorkflows.Rules.Values.Time;

namespace CrmWorkflows.Rules.Policies.ServiceLevel.Clock;

/// <summary>The time in which a service clock runs. Immutable and thread-safe.</summary>
public abstract class ClockBasis
{
    private protected ClockBasis(ClockUnit unit, Calendar? calendar) => (Unit, Calendar) = (unit, calendar);

    /// <summary>Plain elapsed time.</summary>
    public static ClockBasis ElapsedTime { get; } = new Elapsed();

    /// <summary>Calendar days, by the date that each instant is written with.</summary>
    public static ClockBasis CalendarDays { get; } = new Days();

    /// <summary>What is counted.</summary>
    public ClockUnit Unit { get; }

    /// <summary>The calendar in which it is counted; null when there is none.</summary>
    public Calendar? Calendar { get; }

    /// <summary>Working time of a calendar.</summary>
    /// <param name="calendar">The calendar; it must state hours.</param>
    public static ClockBasis WorkingTime(Calendar calendar) => new Working(calendar);

    /// <summary>Working days of a calendar.</summary>
    /// <param name="calendar">The calendar.</param>
    public static ClockBasis WorkingDays(Calendar calendar) => new WorkedDays(calendar);

    /// <summary>The earliest instant by which so much has passed; for days the last second of the day.</summary>
    internal abstract DateTimeOffset Reach(DateTimeOffset from, long amount, ClockNotes notes);

    /// <summary>How much passes between two instants, the first not the later.</summary>
    internal abstract long Between(DateTimeOffset from, DateTimeOffset to, ClockNotes notes);

    /// <summary>Whether an instant comes after a due moment, which is itself in time.</summary>
    internal virtual bool IsAfter(DateTimeOffset instant, DateTimeOffset due) => instant > due;

    private sealed class Elapsed() : ClockBasis(ClockUnit.ElapsedTime, null)
    {
        internal override DateTimeOffset Reach(DateTimeOffset from, long amount, ClockNotes notes) =>
            amount > DateTimeOffset.MaxValue.UtcTicks - from.UtcTicks ? throw ClockNotes.OutsideTime() : from.AddTicks(amount);

        internal override long Between(DateTimeOffset from, DateTimeOffset to, ClockNotes notes) => to.UtcTicks - from.UtcTicks;
    }

    private sealed class Working(Calendar calendar) : ClockBasis(ClockUnit.WorkingTime, calendar)
    {
        internal override DateTimeOffset Reach(DateTimeOffset from, long amount, ClockNotes notes) =>
            notes.Take(Calendar!.AddWorkingTime(from, new WorkingTime(new TimeSpan(amount))));

        internal override long Between(DateTimeOffset from, DateTimeOffset to, ClockNotes notes) =>
            notes.Take(Calendar!.WorkingTimeBetween(from, to)).Amount.Ticks;
    }

    private sealed class WorkedDays(Calendar calendar) : ClockBasis(ClockUnit.WorkingDays, calendar)
    {
        internal override DateTimeOffset Reach(DateTimeOffset from, long amount, ClockNotes notes)
        {
            var day = notes.Take(Calendar!.AddWorkingDays(Calendar.DateOf(from), new WorkingDays(checked((int)amount))));
            return Calendar.InZone(notes.Take(Calendar.EndOf(day)).AddSeconds(-1));
        }

        internal override long Between(DateTimeOffset from, DateTimeOffset to, ClockNotes notes) =>
            notes.Take(Calendar!.WorkingDaysBetween(Calendar.DateOf(from), Calendar.DateOf(to))).Count;

        internal override bool IsAfter(DateTimeOffset instant, DateTimeOffset due) => Calendar!.DateOf(instant) > Calendar.DateOf(due);
    }

    private sealed class Days() : ClockBasis(ClockUnit.CalendarDays, null)
    {
        internal override DateTimeOffset Reach(DateTimeOffset from, long amount, ClockNotes notes)
        {
            if (amount > DateOnly.MaxValue.DayNumber - 1 - DateOf(from).DayNumber) throw ClockNotes.OutsideTime();
            return new DateTimeOffset(DateOf(from).AddDays((int)amount), new TimeOnly(23, 59, 59), from.Offset);
        }

        internal override long Between(DateTimeOffset from, DateTimeOffset to, ClockNotes notes) => DateOf(to).DayNumber - DateOf(from).DayNumber;

        internal override bool IsAfter(DateTimeOffset instant, DateTimeOffset due) => DateOf(instant.ToOffset(due.Offset)) > DateOf(due);

        private static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.DateTime);
    }
}
