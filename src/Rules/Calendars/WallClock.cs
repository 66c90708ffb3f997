namespace CrmWorkflows.Rules.Calendars;

/// <summary>The open time of a calendar on the wall clock, as if no zone ever changed its offset. Ticks are local. Immutable.</summary>
internal sealed class WallClock
{
    /// <summary>Local tick at which the calendar ends: 9999-12-31 24:00. Nothing is open before its first day or after this.</summary>
    public const long End = DayWeights.DayCount * TimeSpan.TicksPerDay;

    private readonly DayWeights _sums;
    private readonly DayShape[] _week;
    private readonly DayShape[] _special;

    /// <param name="week">Shapes of Monday to Sunday.</param>
    /// <param name="days">Special days, ascending.</param>
    /// <param name="special">Their shapes.</param>
    public WallClock(DayShape[] week, int[] days, DayShape[] special)
    {
        (_week, _special) = (week, special);
        _sums = new([.. week.Select(s => s.Total)], days, [.. special.Select(s => s.Total)]);
    }

    /// <summary>Open ticks before a local tick, counted from the calendar's first day.</summary>
    public long Before(long local)
    {
        if (local <= 0) return 0;
        if (local >= End) return _sums.Before(DayWeights.DayCount);
        var (day, time) = Split(local);
        var position = _sums.Position(day);
        return _sums.Before(day, position) + Shape(day, position).Before(time);
    }

    /// <summary>True when a local tick is open.</summary>
    public bool IsOpen(long local)
    {
        if (local is < 0 or >= End) return false;
        var (day, time) = Split(local);
        return Shape(day, _sums.Position(day)).IsOpen(time);
    }

    /// <summary>The earliest local tick with a total above 0 of open ticks before it; -1 when there is none.</summary>
    public long EarliestAfter(long total)
    {
        var day = _sums.FirstReaching(total);
        if (day < 0) return -1;
        var position = _sums.Position(day);
        return day * TimeSpan.TicksPerDay + Shape(day, position).EarliestAfter(total - _sums.Before(day, position));
    }

    /// <summary>The latest local tick with a total of open ticks before it, which is one at which work goes on; -1 when there is none.</summary>
    public long LatestAfter(long total)
    {
        var day = total < 0 ? -1 : _sums.FirstReaching(total + 1);
        if (day < 0) return -1;
        var position = _sums.Position(day);
        return day * TimeSpan.TicksPerDay + Shape(day, position).LatestAfter(total - _sums.Before(day, position));
    }

    /// <summary>The open stretches of a date, in local ticks.</summary>
    public IEnumerable<(long Opens, long Closes)> Stretches(int day) =>
        Shape(day, _sums.Position(day)).Stretches.Select(s => (day * TimeSpan.TicksPerDay + s.Opens, day * TimeSpan.TicksPerDay + s.Closes));

    private DayShape Shape(int day, int position) => _sums.IsSpecial(position, day) ? _special[position] : _week[day % 7];

    private static (int Day, long Time) Split(long local)
    {
        var day = Math.DivRem(local, TimeSpan.TicksPerDay, out var time);
        return ((int)day, time);
    }
}
