using System.Collections.Concurrent;

namespace CrmWorkflows.Rules.Calendars;

/// <summary>
/// The offsets of a time zone as stretches between changes, found once a year and zone. TimeZoneInfo answers for single
/// instants only; sums over stretches need to know where the offset changes. Thread-safe; shared by all calendars of a zone.
/// </summary>
internal sealed class ZoneLine
{
    private const int FirstYear = 1, LastYear = 9999;
    private static readonly ConcurrentDictionary<string, ZoneLine> Lines = new(StringComparer.Ordinal);
    private readonly TimeZoneInfo _zone;
    private readonly ZoneSegment[]?[] _years = new ZoneSegment[]?[LastYear + 1];

    private ZoneLine(TimeZoneInfo zone) => _zone = zone;

    public static ZoneLine Of(TimeZoneInfo zone) => Lines.GetOrAdd(zone.Id, static (_, zone) => new(zone), zone);

    /// <summary>The stretch that holds a UTC tick.</summary>
    public ZoneSegment At(long utc)
    {
        foreach (var segment in Year(new DateTime(utc).Year))
            if (utc < segment.End) return segment;
        throw new ArgumentOutOfRangeException(nameof(utc));
    }

    /// <summary>The UTC tick that a wall-clock tick stands for, unbounded by the calendar's ends.</summary>
    public long ToUtc(long local, LocalTimePolicy policy)
    {
        // No zone is further than 18 hours from UTC, so every candidate lies in this stretch.
        var last = Math.Clamp(local + 18 * TimeSpan.TicksPerHour, 0, DateTime.MaxValue.Ticks);
        var segment = At(Math.Clamp(local - 18 * TimeSpan.TicksPerHour, 0, DateTime.MaxValue.Ticks));
        if (local - segment.Offset < segment.Start) return local - segment.Offset; // before the first instant of the calendar
        long? found = null;
        while (true)
        {
            var utc = local - segment.Offset;
            if (utc >= segment.Start && utc < segment.End)
            {
                if (policy.Repeated == RepeatedLocalTime.First) return utc;
                found = utc;
            }
            if (segment.End > last) return found ?? utc;
            var next = At(segment.End);
            // The clock jumps over the local time at the end of this stretch.
            if (found is null && local >= segment.End + segment.Offset && local < next.Start + next.Offset)
                return policy.Skipped == SkippedLocalTime.FirstAfter ? next.Start : local - segment.Offset;
            segment = next;
        }
    }

    private ZoneSegment[] Year(int year) => _years[year] ?? (_years[year] = Find(year)); // a race finds the same twice

    private ZoneSegment[] Find(int year)
    {
        var start = new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;
        var end = year == LastYear ? DateTime.MaxValue.Ticks + 1 : new DateTime(year + 1, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;
        var segments = new List<ZoneSegment>(3);
        var offset = OffsetAt(start);
        // No zone changes its offset there and back within a day, so a look a day finds every change.
        for (var at = start; at < end;)
        {
            var next = Math.Min(at + TimeSpan.TicksPerDay, end - 1);
            var changed = OffsetAt(next);
            if (changed != offset)
            {
                var change = Bisect(at, next, offset);
                segments.Add(new(start, change, offset));
                (start, offset) = (change, OffsetAt(change));
                at = change;
                continue;
            }
            if (next == end - 1) break;
            at = next;
        }
        segments.Add(new(start, end, offset));
        return [.. segments];
    }

    /// <summary>The first tick after <paramref name="low"/> whose offset is another one.</summary>
    private long Bisect(long low, long high, long offset)
    {
        while (high - low > 1)
        {
            var middle = low + (high - low) / 2;
            if (OffsetAt(middle) == offset) low = middle;
            else high = middle;
        }
        return high;
    }

    private long OffsetAt(long utc) => _zone.GetUtcOffset(new DateTime(utc, DateTimeKind.Utc)).Ticks;
}
