using CrmWorkflows.Rules.Calendars;
using Xunit.Abstractions;

namespace CrmWorkflows.Rules.Tests.Calendars;

/// <summary>The stretches of constant offset say for every instant what the base library says.</summary>
public class ZoneLineTests(ITestOutputHelper output)
{
    private static readonly bool Long = Environment.GetEnvironmentVariable("CRMWF_LONG") == "1";

    [Fact]
    public void Offsets_agree_with_the_base_library()
    {
        var zones = TimeZoneInfo.GetSystemTimeZones();
        var (step, years, cases) = (Long ? TimeSpan.FromHours(2) : TimeSpan.FromHours(6), Long ? (1890, 2060) : (2024, 2030), 0);
        var tested = Long ? zones : [.. zones.Where((_, i) => i % 25 == 0)];
        foreach (var zone in tested)
        {
            var line = ZoneLine.Of(zone);
            for (var at = new DateTime(years.Item1, 1, 1, 0, 0, 0, DateTimeKind.Utc); at.Year < years.Item2; at += step, cases++)
                Assert.True(zone.GetUtcOffset(at).Ticks == line.At(at.Ticks).Offset, $"{zone.Id} at {at:u}");
        }
        output.WriteLine($"{cases} instants in {tested.Count} zones");
    }

    [Fact]
    public void An_offset_holds_up_to_the_tick_at_which_it_changes()
    {
        foreach (var id in (string[])["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Shanghai"])
        {
            var zone = TimeZoneInfo.FindSystemTimeZoneById(id);
            var line = ZoneLine.Of(zone);
            for (var at = new DateTime(1985, 1, 1).Ticks; at < new DateTime(2030, 1, 1).Ticks;)
            {
                var segment = line.At(at);
                Assert.Equal(segment.Start, line.At(segment.Start).Start);
                Assert.Equal(segment.Offset, zone.GetUtcOffset(new DateTime(segment.Start, DateTimeKind.Utc)).Ticks);
                Assert.Equal(segment.Offset, zone.GetUtcOffset(new DateTime(segment.End - 1, DateTimeKind.Utc)).Ticks);
                at = segment.End;
            }
        }
    }

    [Fact]
    public void Every_local_time_finds_its_instant_back()
    {
        var cases = 0;
        foreach (var id in (string[])["Europe/Berlin", "Australia/Lord_Howe", "Africa/Cairo", "Pacific/Apia", "UTC"])
        {
            var zone = TimeZoneInfo.FindSystemTimeZoneById(id);
            var line = ZoneLine.Of(zone);
            var offsets = Enumerable.Range(0, 800).Select(d => zone.GetUtcOffset(new DateTime(2011, 6, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(d)).Ticks).Distinct().ToList();
            for (var local = new DateTime(2011, 12, 25); local < new DateTime(2012, 12, 31); local = local.AddMinutes(15), cases++)
            {
                var first = line.ToUtc(local.Ticks, LocalTimePolicy.Default);
                var second = line.ToUtc(local.Ticks, new(SkippedLocalTime.Shifted, RepeatedLocalTime.Second));
                // Every offset that the zone ever has is tried: the base library's own answer fails where a zone changed sides of the date line.
                var instants = offsets.Select(o => local.Ticks - o).Where(u => zone.GetUtcOffset(new DateTime(u, DateTimeKind.Utc)).Ticks == local.Ticks - u).ToList();
                if (instants.Count == 0)
                {
                    // The first instant after the gap, and the one as far behind it as the local time is in it.
                    Assert.Equal(first, line.At(first).Start);
                    Assert.Equal(local.Ticks - line.At(first - 1).Offset, second);
                }
                else Assert.Equal((instants.Min(), instants.Max()), (first, second));
            }
        }
        output.WriteLine($"{cases} local times");
    }
}
