namespace CrmWorkflows.Rules.Calendars;

/// <summary>
/// The open stretches of one date by the wall clock, from 00:00 to 24:00: its own frames up to midnight and what
/// yesterday's frames left over. Immutable.
/// </summary>
internal sealed class DayShape
{
    private readonly long[] _opens;
    private readonly long[] _closes;
    private readonly long[] _before; // open ticks before each stretch

    public DayShape(IEnumerable<TimeFrame> own, IEnumerable<TimeFrame> yesterday)
    {
        var stretches = own.Select(f => (Opens: f.Opens.Ticks, Closes: Math.Min(f.Opens.Ticks + f.Length.Ticks, TimeSpan.TicksPerDay)))
            .Concat(yesterday.Where(f => f.CrossesMidnight).Select(f => (Opens: 0L, Closes: f.Opens.Ticks + f.Length.Ticks - TimeSpan.TicksPerDay)))
            .Order().ToList();
        var merged = new List<(long Opens, long Closes)>(stretches.Count);
        foreach (var next in stretches)
        {
            if (merged.Count > 0 && next.Opens <= merged[^1].Closes) merged[^1] = (merged[^1].Opens, Math.Max(merged[^1].Closes, next.Closes));
            else merged.Add(next);
        }
        _opens = [.. merged.Select(s => s.Opens)];
        _closes = [.. merged.Select(s => s.Closes)];
        _before = new long[merged.Count];
        foreach (var (i, (opens, closes)) in merged.Index())
        {
            _before[i] = Total;
            Total += closes - opens;
        }
    }

    /// <summary>Open ticks of the whole date.</summary>
    public long Total { get; }

    /// <summary>The stretches in time order.</summary>
    public IEnumerable<(long Opens, long Closes)> Stretches => _opens.Zip(_closes);

    /// <summary>Open ticks before a time of day.</summary>
    public long Before(long time)
    {
        for (var i = 0; i < _opens.Length; i++)
            if (time < _closes[i]) return _before[i] + Math.Max(0, time - _opens[i]);
        return Total;
    }

    /// <summary>True when a time of day is open.</summary>
    public bool IsOpen(long time)
    {
        for (var i = 0; i < _opens.Length; i++)
            if (time < _closes[i]) return time >= _opens[i];
        return false;
    }

    /// <summary>The earliest time of day with so many open ticks before it; 0 &lt; ticks &lt;= total.</summary>
    public long EarliestAfter(long ticks)
    {
        var i = 0;
        while (_before[i] + (_closes[i] - _opens[i]) < ticks) i++;
        return _opens[i] + ticks - _before[i];
    }

    /// <summary>The latest time of day with so many open ticks before it; 0 &lt;= ticks &lt; total.</summary>
    public long LatestAfter(long ticks)
    {
        var i = 0;
        while (_before[i] + (_closes[i] - _opens[i]) <= ticks) i++;
        return _opens[i] + ticks - _before[i];
    }
}
