using System.Globalization;

namespace CrmWorkflows.Rules.Calendars;

/// <summary>
/// A stretch of working hours by the wall clock, opening included and closing excluded; written <c>08:00-12:00</c>.
/// A closing not later than the opening lies on the next day (<c>22:00-06:00</c>); such a frame belongs to the day on
/// which it opens. Thread-safe value.
/// </summary>
public readonly record struct TimeFrame : IComparable<TimeFrame>
{
    /// <summary>Makes a frame.</summary>
    /// <param name="opens">Opening time.</param>
    /// <param name="length">Length on the wall clock, more than none and at most 24 hours.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is not in that range.</exception>
    public TimeFrame(TimeOnly opens, TimeSpan length)
    {
        if (length <= TimeSpan.Zero || length > TimeSpan.FromDays(1)) throw new ArgumentOutOfRangeException(nameof(length));
        (Opens, Length) = (opens, length);
    }

    /// <summary>The whole day, <c>00:00-24:00</c>.</summary>
    public static TimeFrame WholeDay { get; } = new(TimeOnly.MinValue, TimeSpan.FromDays(1));

    /// <summary>Opening time.</summary>
    public TimeOnly Opens { get; }

    /// <summary>Length on the wall clock.</summary>
    public TimeSpan Length { get; }

    /// <summary>True when it closes after midnight; closing at 24:00 is not after midnight.</summary>
    public bool CrossesMidnight => Opens.Ticks + Length.Ticks > TimeSpan.TicksPerDay;

    /// <summary>Reads <c>08:00-12:00</c>, <c>22:00-06:00</c>, <c>00:00-24:00</c>, with seconds where needed.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text is not a frame.</exception>
    public static TimeFrame Parse(string text) =>
        TryParse(text, out var value) ? value : throw new FormatException($"'{text}' is not a time frame such as 08:00-12:00.");

    /// <summary>Reads <c>08:00-12:00</c>; false when the text is anything else.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The frame.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out TimeFrame value)
    {
        value = default;
        var dash = text.IndexOf('-');
        if (dash < 0 || !TryTime(text[..dash], out var opens) || !TryTime(text[(dash + 1)..], out var closes)) return false;
        if (opens == TimeSpan.TicksPerDay || closes == 0) return false; // midnight is 00:00 to open and 24:00 to close
        value = new(new(opens), new(closes > opens ? closes - opens : closes - opens + TimeSpan.TicksPerDay));
        return true;
    }

    /// <summary>Orders by opening, then by length.</summary>
    /// <param name="other">The other frame.</param>
    public int CompareTo(TimeFrame other) => (Opens, Length).CompareTo((other.Opens, other.Length));

    /// <summary>Writes <c>08:00-12:00</c>.</summary>
    public override string ToString()
    {
        var closes = Opens.Ticks + Length.Ticks;
        if (closes > TimeSpan.TicksPerDay) closes -= TimeSpan.TicksPerDay;
        return Write(Opens.Ticks) + "-" + Write(closes);
    }

    private static string Write(long ticks)
    {
        var time = new TimeSpan(ticks);
        var text = string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours:D2}:{time.Minutes:D2}");
        return ticks % TimeSpan.TicksPerMinute == 0 ? text : text + time.ToString(@"\:ss\.FFFFFFF", CultureInfo.InvariantCulture).TrimEnd('.');
    }

    private static bool TryTime(ReadOnlySpan<char> text, out long ticks)
    {
        ticks = TimeSpan.TicksPerDay;
        if (text is "24:00" or "24:00:00") return true;
        var read = TimeOnly.TryParseExact(text, ["HH:mm", "HH:mm:ss", "HH:mm:ss.FFFFFFF"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time);
        ticks = time.Ticks;
        return read;
    }
}
