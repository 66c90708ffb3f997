using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Values.Time;

namespace CrmWorkflows.Rules.Calendars;

public sealed partial class Calendar
{
    // No zone repeats more than three hours of the wall clock a year: beyond that, what is left of the calendar is the limit.
    private const long MostRepeated = 3 * 9999 * TimeSpan.TicksPerHour;

    /// <summary>True when work goes on at an instant; false too when the calendar states no hours.</summary>
    /// <param name="instant">The instant; an opening is open, a closing is not.</param>
    public bool IsOpen(DateTimeOffset instant)
    {
        var utc = instant.UtcTicks;
        return _clock.IsOpen(utc + _line.At(utc).Offset);
    }

    /// <summary>
    /// The instant at which so much working time has passed: the earliest one, so that an amount that ends with the day
    /// ends at closing time, not at the next opening. Negative goes backwards, to the latest instant from which so much
    /// time passes until <paramref name="from"/>. Zero is the instant itself, open or not.
    /// </summary>
    /// <param name="from">Start; working time runs from the next opening when it is closed then.</param>
    /// <param name="amount">How much working time.</param>
    /// <returns>The instant with the zone's offset; CWF6051 without hours, CWF6050 when it lies outside the years 1 to 9999.</returns>
    public CalendarResult<DateTimeOffset> AddWorkingTime(DateTimeOffset from, WorkingTime amount)
    {
        if (!StatesHours) return new(NoHours());
        if (amount.Amount == TimeSpan.Zero) return Instant(from.UtcTicks, 0, -1);
        return amount.Amount > TimeSpan.Zero ? Forward(from.UtcTicks, amount.Amount.Ticks) : Backward(from.UtcTicks, amount.Amount.Ticks);
    }

    /// <summary>How much working time passes from one instant to another; negative when the second is earlier.</summary>
    /// <param name="from">Start.</param>
    /// <param name="to">End.</param>
    /// <returns>The amount; CWF6051 without hours.</returns>
    public CalendarResult<WorkingTime> WorkingTimeBetween(DateTimeOffset from, DateTimeOffset to)
    {
        if (!StatesHours) return new(NoHours());
        if (from == to) return new(default, default);
        var (first, last) = from < to ? (from.UtcTicks, to.UtcTicks) : (to.UtcTicks, from.UtcTicks);
        var sum = 0L;
        for (var utc = first; utc < last;)
        {
            var segment = _line.At(utc);
            var end = Math.Min(segment.End, last);
            sum += _clock.Before(end + segment.Offset) - _clock.Before(utc + segment.Offset);
            utc = end;
        }
        return new(new(new TimeSpan(from < to ? sum : -sum)), Unpublished(first, last - 1));
    }

    /// <summary>The instant itself when work goes on then, or else the next opening.</summary>
    /// <param name="instant">The instant.</param>
    /// <returns>The opening with the zone's offset; CWF6051 without hours, CWF6050 when there is none before the end of year 9999.</returns>
    public CalendarResult<DateTimeOffset> OpeningOnOrAfter(DateTimeOffset instant)
    {
        if (!StatesHours) return new(NoHours());
        for (var utc = instant.UtcTicks; utc <= DateTime.MaxValue.Ticks;)
        {
            var segment = _line.At(utc);
            var local = utc + segment.Offset;
            if (_clock.IsOpen(local)) return Instant(utc, instant.UtcTicks, utc);
            var opening = _clock.LatestAfter(_clock.Before(local));
            if (opening >= 0 && opening < segment.End + segment.Offset)
                return Instant(opening - segment.Offset, instant.UtcTicks, opening - segment.Offset);
            utc = segment.End;
        }
        return new(Outside());
    }

    /// <summary>The stretches of time between two instants during which work goes on, in order; none without hours.</summary>
    /// <param name="from">Start.</param>
    /// <param name="to">End; give it: a calendar is open without end.</param>
    /// <returns>Openings and closings in the zone's offset, cut at both instants; neighbours are joined.</returns>
    public IEnumerable<(DateTimeOffset Opens, DateTimeOffset Closes)> OpenStretches(DateTimeOffset from, DateTimeOffset to)
    {
        (long Opens, long Closes)? open = null;
        for (var utc = from.UtcTicks; utc < to.UtcTicks;)
        {
            var segment = _line.At(utc);
            var end = Math.Min(segment.End, to.UtcTicks);
            var (first, last) = (utc + segment.Offset, end + segment.Offset);
            for (var day = (int)(Math.Max(first, 0) / TimeSpan.TicksPerDay); day < DayWeights.DayCount && day * TimeSpan.TicksPerDay < last; day++)
                foreach (var (opens, closes) in _clock.Stretches(day))
                {
                    var next = (Opens: Math.Max(opens, first) - segment.Offset, Closes: Math.Min(closes, last) - segment.Offset);
                    if (next.Opens >= next.Closes) continue;
                    if (open is { } before && before.Closes == next.Opens) open = (before.Opens, next.Closes);
                    else
                    {
                        if (open is { } done) yield return (InZone(done.Opens), InZone(done.Closes));
                        open = next;
                    }
                }
            utc = end;
        }
        if (open is { } rest) yield return (InZone(rest.Opens), InZone(rest.Closes));
    }

    private CalendarResult<DateTimeOffset> Forward(long from, long amount)
    {
        var left = amount;
        for (var utc = from; utc <= DateTime.MaxValue.Ticks;)
        {
            var segment = _line.At(utc);
            var done = _clock.Before(utc + segment.Offset);
            if (left - MostRepeated > _clock.Before(WallClock.End) - done) break;
            var local = _clock.EarliestAfter(done + left);
            var end = segment.End + segment.Offset;
            if (local >= 0 && local <= end) return Instant(local - segment.Offset, from, local - segment.Offset - 1);
            left -= _clock.Before(end) - done;
            utc = segment.End;
        }
        return new(Outside());
    }

    private CalendarResult<DateTimeOffset> Backward(long from, long amount)
    {
        var left = amount; // negative
        for (var utc = from; utc > 0;)
        {
            var segment = _line.At(utc - 1);
            var done = _clock.Before(utc + segment.Offset);
            if (done + left + MostRepeated < 0) break;
            var local = _clock.LatestAfter(done + left);
            var start = segment.Start + segment.Offset;
            if (local >= 0 && local >= start) return Instant(local - segment.Offset, local - segment.Offset, from - 1);
            left += done - _clock.Before(start);
            utc = segment.Start;
        }
        return new(Outside());
    }

    /// <summary>The result at an instant for which the instants from first to last were looked at; none when last is earlier.</summary>
    private CalendarResult<DateTimeOffset> Instant(long utc, long first, long last)
    {
        if (utc < 0 || utc > DateTime.MaxValue.Ticks) return new(Outside());
        var local = utc + _line.At(utc).Offset;
        if (local < 0 || local > DateTime.MaxValue.Ticks) return new(Outside());
        return new(InZone(utc), first <= last ? Unpublished(first, last) : default);
    }

    private System.Collections.Immutable.ImmutableArray<int> Unpublished(long first, long last)
    {
        if (Published.IsAll) return default;
        // Yesterday's frames may run into the first day.
        return Published.MissingBetween(LocalDay(_crossesMidnight ? first - TimeSpan.TicksPerDay : first), LocalDay(last));
    }

    private DateOnly LocalDay(long utc)
    {
        utc = Math.Clamp(utc, 0, DateTime.MaxValue.Ticks);
        return DateOnly.FromDayNumber((int)(Math.Clamp(utc + _line.At(utc).Offset, 0, DateTime.MaxValue.Ticks) / TimeSpan.TicksPerDay));
    }

    private DateTimeOffset InZone(long utc)
    {
        var offset = _line.At(utc).Offset;
        var local = utc + offset;
        return local < 0 || local > DateTime.MaxValue.Ticks ? new(utc, TimeSpan.Zero) : new(local, new(offset));
    }

    private Diagnostic NoHours() => new(CalendarDiagnostics.NoHours, SourceSpan.None, [Name]);
}
