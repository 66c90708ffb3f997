using System.Collections.Immutable;
using CrmWorkflows.Rules.Calendars;

namespace CrmWorkflows.Rules.Tests.Calendars;

/// <summary>A random calendar as plain lists of minutes: the oracle reads these, and the calendar under test is built from them.</summary>
internal sealed record PlainCalendar(
    string Zone,
    ImmutableArray<(int Opens, int Length)>[] Week, // by DayOfWeek; default for a day of rest
    Dictionary<DateOnly, ImmutableArray<(int Opens, int Length)>> Listed) // empty for a holiday
{
    private static readonly (int, int)[][] Shapes =
    [
        [(480, 600)], [(480, 240), (780, 300)], [(0, 1440)], [(1320, 480)], [(0, 120), (180, 60), (1380, 60)], [(480, 1440)], [(90, 90)],
    ];

    public static PlainCalendar Random(Random random, string zone, DateOnly first, int days)
    {
        var week = new ImmutableArray<(int, int)>[7];
        for (var d = 0; d < 7; d++)
            if (d == 3 || random.Next(4) > 0) week[d] = Frames(random);
        var listed = new Dictionary<DateOnly, ImmutableArray<(int, int)>>();
        for (var i = random.Next(40); i > 0; i--) listed[first.AddDays(random.Next(days))] = [];
        for (var i = random.Next(12); i > 0; i--)
            listed[first.AddDays(random.Next(days))] = random.Next(2) == 0 ? week[3] : Frames(random);
        return new(zone, week, listed);
    }

    public ImmutableArray<(int Opens, int Length)> FramesOf(DateOnly date) =>
        Listed.TryGetValue(date, out var listed) ? listed : Week[(int)date.DayOfWeek] is { IsDefault: false } week ? week : [];

    public bool IsWorkingDay(DateOnly date) => !FramesOf(date).IsEmpty;

    public bool[] MinutesOf(DateOnly date)
    {
        var minutes = new bool[1440];
        foreach (var (opens, length) in FramesOf(date))
            for (var m = opens; m < Math.Min(1440, opens + length); m++) minutes[m] = true;
        foreach (var (opens, length) in FramesOf(date.AddDays(-1)))
            for (var m = 1440; m < opens + length; m++) minutes[m - 1440] = true;
        return minutes;
    }

    public Calendar Build() => Calendar.Build(new CalendarDefinition
    {
        Name = "random",
        TimeZone = Zone,
        Week = [.. Enumerable.Range(0, 7).Where(d => !Week[d].IsDefault).Select(d => new WeekdayHours([(DayOfWeek)d], Frames(Week[d])))],
        Holidays = [.. Listed.Where(l => l.Value.IsEmpty).Select(l => new HolidayEntry(l.Key, l.Key))],
        MakeUp = [.. Listed.Where(l => !l.Value.IsEmpty).Select(l => new MakeUpEntry(l.Key, Hours: Frames(l.Value)))],
    }).Required();

    private static ImmutableArray<TimeFrame> Frames(ImmutableArray<(int Opens, int Length)> frames) =>
        [.. frames.Select(f => new TimeFrame(TimeOnly.MinValue.AddMinutes(f.Opens), TimeSpan.FromMinutes(f.Length)))];

    private static ImmutableArray<(int, int)> Frames(Random random)
    {
        if (random.Next(2) == 0) return [.. Shapes[random.Next(Shapes.Length)]];
        var frames = new List<(int, int)>();
        for (var at = random.Next(1440); at < 1440 && frames.Count < 4; at += random.Next(300))
        {
            var length = 1 + random.Next(600);
            frames.Add((at, length));
            at += length;
        }
        return [.. frames];
    }
}
