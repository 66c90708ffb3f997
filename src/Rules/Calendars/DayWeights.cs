namespace CrmWorkflows.Rules.Calendars;

/// <summary>
/// A weight for every day of the years 1 to 9999, of which a week's pattern repeats and some days are special. Sums up to
/// a day and the day at which a sum is reached take one binary search among the special days and a division, however
/// far away the day is. Day numbers are those of <see cref="DateOnly"/>, whose day 0 is a Monday.
/// </summary>
internal sealed class DayWeights
{
    /// <summary>Number of days from 0001-01-01 to 9999-12-31.</summary>
    public const int DayCount = 3_652_059;

    private readonly long[] _weekSums = new long[8];
    private readonly int[] _days;
    private readonly long[] _weights;
    private readonly long[] _differences; // of the first i special days to their week
    private readonly long[] _sums; // of all days before special day i

    /// <param name="week">Weights of Monday to Sunday.</param>
    /// <param name="days">Special days, ascending.</param>
    /// <param name="weights">Their weights.</param>
    public DayWeights(ReadOnlySpan<long> week, int[] days, long[] weights)
    {
        for (var i = 0; i < 7; i++) _weekSums[i + 1] = _weekSums[i] + week[i];
        (_days, _weights) = (days, weights);
        _differences = new long[days.Length + 1];
        _sums = new long[days.Length];
        for (var i = 0; i < days.Length; i++)
        {
            _sums[i] = WeekSum(days[i]) + _differences[i];
            _differences[i + 1] = _differences[i] + weights[i] - week[days[i] % 7];
        }
    }

    /// <summary>Number of special days before a day: the position of the day among them when it is one.</summary>
    public int Position(int day)
    {
        int low = 0, high = _days.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_days[middle] < day) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// <summary>True when the day at a position found by <see cref="Position"/> is that special day.</summary>
    public bool IsSpecial(int position, int day) => position < _days.Length && _days[position] == day;

    /// <summary>Sum of all days before a day.</summary>
    public long Before(int day) => Before(day, Position(day));

    /// <summary>Sum of all days before a day whose position is known.</summary>
    public long Before(int day, int position) => WeekSum(day) + _differences[position];

    /// <summary>The first day with which the sum reaches a total above 0; -1 when none does before the end of year 9999.</summary>
    public int FirstReaching(long total)
    {
        int low = 0, high = _sums.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_sums[middle] < total) low = middle + 1;
            else high = middle;
        }
        if (low > 0 && _sums[low - 1] + _weights[low - 1] >= total) return _days[low - 1];
        var week = _weekSums[7];
        if (week == 0) return -1;
        var left = total - _differences[low];
        var weeks = (left - 1) / week;
        if (weeks > DayCount / 7) return -1;
        left -= weeks * week;
        var day = (int)weeks * 7;
        for (var i = 1; _weekSums[i] < left; i++) day++;
        return day < DayCount ? day : -1;
    }

    private long WeekSum(int day)
    {
        var weeks = Math.DivRem(day, 7, out var weekday);
        return weeks * _weekSums[7] + _weekSums[weekday];
    }
}
