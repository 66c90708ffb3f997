namespace CrmWorkflows.Rules.Tests.Calendars;

/// <summary>
/// Working time as a slow reader would find it: every minute of a stretch of time is looked up on the wall clock of the
/// zone and is open when the clock shows a time inside a frame of that date, or of the date before that runs on. It
/// shares no code with the calendar.
/// </summary>
internal sealed class MinuteOracle
{
    private readonly DateTime _start;
    private readonly bool[] _open;

    public MinuteOracle(PlainCalendar plain, DateTime startUtc, int minutes)
    {
        _start = startUtc;
        _open = new bool[minutes];
        var zone = TimeZoneInfo.FindSystemTimeZoneById(plain.Zone);
        var (date, shown) = (DateOnly.MinValue, new bool[1440]);
        for (var m = 0; m < minutes; m++)
        {
            var local = TimeZoneInfo.ConvertTimeFromUtc(startUtc.AddMinutes(m), zone);
            if (DateOnly.FromDateTime(local) != date) shown = plain.MinutesOf(date = DateOnly.FromDateTime(local));
            _open[m] = shown[(int)local.TimeOfDay.TotalMinutes];
        }
    }

    public int Length => _open.Length;

    public DateTimeOffset At(int minute) => new(_start.AddMinutes(minute), TimeSpan.Zero);

    public bool IsOpen(int minute) => _open[minute];

    public int Between(int from, int to)
    {
        var count = 0;
        for (var m = from; m < to; m++)
            if (_open[m]) count++;
        return count;
    }

    /// <summary>The first minute by which so many open ones have passed; null beyond the stretch looked at.</summary>
    public int? Add(int from, int amount)
    {
        var m = from;
        for (; amount > 0; m++)
        {
            if (m == _open.Length) return null;
            if (_open[m]) amount--;
        }
        return m;
    }

    /// <summary>The last minute from which so many open ones pass until <paramref name="from"/>.</summary>
    public int? Subtract(int from, int amount)
    {
        var m = from;
        for (; amount > 0; m--)
        {
            if (m == 0) return null;
            if (_open[m - 1]) amount--;
        }
        return m;
    }

    public int? NextOpening(int from)
    {
        for (var m = from; m < _open.Length; m++)
            if (_open[m]) return m;
        return null;
    }
}
