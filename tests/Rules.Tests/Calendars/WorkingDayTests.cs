using CrmWorkflows.Rules.Calendars;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Values.Time;
using FsCheck.Xunit;
using static CrmWorkflows.Rules.Tests.Calendars.TestCalendars;

namespace CrmWorkflows.Rules.Tests.Calendars;

public class WorkingDayTests
{
    private static readonly PlainCalendar[] Plain =
        [.. Enumerable.Range(0, 30).Select(i => PlainCalendar.Random(new Random(i), "UTC", new(2026, 1, 1), 365))];
    private static readonly Calendar[] Built = [.. Plain.Select(p => p.Build())];

    [Property(MaxTest = 5000)]
    public void Working_days_are_counted_as_by_leafing_day_by_day(uint calendar, ushort start, sbyte count)
    {
        var (plain, built) = (Plain[calendar % Plain.Length], Built[calendar % Plain.Length]);
        var from = new DateOnly(2025, 10, 1).AddDays(start % 500);
        var step = Math.Sign(count);
        var day = from;
        for (var left = Math.Abs((int)count); left > 0;)
        {
            day = day.AddDays(step);
            if (plain.IsWorkingDay(day)) left--;
        }
        Assert.Equal(day, built.AddWorkingDays(from, new(count)).Value);
        Assert.Equal(new WorkingDays(count), built.WorkingDaysBetween(from, day).Value);
        Assert.Equal(plain.IsWorkingDay(from), built.IsWorkingDay(from));
        Assert.Equal(plain.IsWorkingDay(from), built.Day(from).IsWorkingDay);
    }

    [Property(MaxTest = 3000)]
    public void Counting_is_additive_and_going_back_undoes_going_forward_from_a_working_day(uint calendar, ushort start, short first, short second)
    {
        var built = Built[calendar % Built.Length];
        var from = built.WorkingDayOnOrAfter(new DateOnly(2025, 10, 1).AddDays(start % 500)).Value;
        var day = built.AddWorkingDays(from, new(first)).Value;
        Assert.Equal(from, built.AddWorkingDays(day, new(-first)).Value);
        Assert.Equal(built.AddWorkingDays(from, new(first + second)).Value, built.AddWorkingDays(day, new(second)).Value);
    }

    [Fact]
    public void Day_1_is_the_first_working_day_after_the_trigger()
    {
        Assert.Equal(Date("2026-03-09"), MonFri.AddWorkingDays(Date("2026-03-06"), new(1)).Value); // Friday -> Monday
        Assert.Equal(Date("2026-03-09"), MonFri.AddWorkingDays(Date("2026-03-07"), new(1)).Value); // Saturday -> Monday
        Assert.Equal(Date("2026-03-11"), MonFri.AddWorkingDays(Date("2026-03-06"), new(3)).Value);
    }

    [Fact]
    public void Backwards_day_1_is_the_last_working_day_before_the_anchor()
    {
        Assert.Equal(Date("2026-03-06"), MonFri.AddWorkingDays(Date("2026-03-09"), new(-1)).Value);
        Assert.Equal(Date("2026-03-06"), MonFri.AddWorkingDays(Date("2026-03-08"), new(-1)).Value);
        Assert.Equal(Date("2026-02-26"), MonFri.AddWorkingDays(Date("2026-03-09"), new(-7)).Value);
    }

    [Fact]
    public void The_nearest_working_day_may_be_the_day_itself()
    {
        Assert.Equal(Date("2026-02-24"), China.WorkingDayOnOrAfter(Date("2026-02-15")).Value);
        Assert.Equal(Date("2026-02-14"), China.WorkingDayOnOrBefore(Date("2026-02-23")).Value);
        Assert.Equal(Date("2026-02-14"), China.WorkingDayOnOrAfter(Date("2026-02-14")).Value);
    }

    [Theory]
    [InlineData(1_000_000_000)]
    [InlineData(int.MaxValue)]
    [InlineData(-1_000_000_000)]
    [InlineData(int.MinValue)]
    public void More_working_days_than_the_calendar_has_are_a_clear_failure(int count)
    {
        var result = China.AddWorkingDays(Date("2026-01-01"), new(count));
        Assert.Equal(CalendarDiagnostics.OutsideCalendar, result.Failure?.Code);
        Assert.Contains("cn", result.Failure!.Message(Language.Chinese), StringComparison.Ordinal);
        Assert.False(result.TryGet(out _));
    }

    [Fact]
    public void The_ends_of_the_calendar_are_reached_and_not_passed()
    {
        Assert.Equal(Date("9999-12-31"), MonFri.AddWorkingDays(Date("9999-12-30"), new(1)).Value); // a Friday
        Assert.False(MonFri.AddWorkingDays(DateOnly.MaxValue, new(1)).Succeeded);
        Assert.False(MonFri.AddWorkingDays(DateOnly.MinValue, new(-1)).Succeeded);
        Assert.Equal(DateOnly.MinValue, MonFri.AddWorkingDays(Date("0001-01-02"), new(-1)).Value);
        var all = MonFri.WorkingDaysBetween(DateOnly.MinValue, DateOnly.MaxValue).Value;
        Assert.Equal(DateOnly.MaxValue, MonFri.AddWorkingDays(DateOnly.MinValue, all).Value);
    }
}
