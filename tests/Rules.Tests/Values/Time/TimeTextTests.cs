using CrmWorkflows.Rules.Values.Time;
using FsCheck.Xunit;

namespace CrmWorkflows.Rules.Tests.Values.Time;

/// <summary>Every time value reads what it writes, and refuses what only looks like it.</summary>
public class TimeTextTests
{
    private static DateOnly Day(uint seed) => DateOnly.FromDayNumber((int)(seed * 2654435761u % ((uint)DateOnly.MaxValue.DayNumber + 1)));

    [Property(MaxTest = 2000)]
    public void A_calendar_unit_reads_what_it_writes(uint seed)
    {
        var day = Day(seed);
        Assert.Equal(YearMonth.Of(day), YearMonth.Parse(YearMonth.Of(day).ToString()));
        Assert.Equal(IsoWeek.Of(day), IsoWeek.Parse(IsoWeek.Of(day).ToString()));
        Assert.Equal(Quarter.Of(day), Quarter.Parse(Quarter.Of(day).ToString()));
        Assert.Equal(HalfYear.Of(day), HalfYear.Parse(HalfYear.Of(day).ToString()));
        Assert.Equal(MonthDay.Of(day), MonthDay.Parse(MonthDay.Of(day).ToString()));
        Assert.Equal(MonthDay.Of(day), MonthDay.Parse(MonthDay.Of(day).ToString()[2..]));
    }

    [Property(MaxTest = 2000)]
    public void A_period_reads_what_it_writes_part_by_part(short years, short months, short weeks, short days)
    {
        var period = new CalendarPeriod(years % 9000, months % 9000, weeks, days);
        var read = CalendarPeriod.Parse(period.ToString());
        Assert.Equal((period.Years, period.Months, period.Weeks, period.Days), (read.Years, read.Months, read.Weeks, read.Days));
    }

    [Property(MaxTest = 2000)]
    public void Working_days_working_time_and_elapsed_time_read_what_they_write(int count, long ticks)
    {
        Assert.Equal(new WorkingDays(count), WorkingDays.Parse(new WorkingDays(count).ToString()));
        foreach (var amount in (TimeSpan[])[new(ticks), new(ticks * 7919), TimeSpan.FromMinutes(count), TimeSpan.FromSeconds(count)])
        {
            Assert.Equal(new WorkingTime(amount), WorkingTime.Parse(new WorkingTime(amount).ToString()));
            Assert.Equal(amount, ElapsedTime.Parse(ElapsedTime.Format(amount)));
        }
    }

    [Fact]
    public void The_extremes_read_what_they_write()
    {
        foreach (var amount in (TimeSpan[])[TimeSpan.MinValue, TimeSpan.MaxValue, TimeSpan.Zero, new(1), new(-1)])
        {
            Assert.Equal(new WorkingTime(amount), WorkingTime.Parse(new WorkingTime(amount).ToString()));
            Assert.Equal(amount, ElapsedTime.Parse(ElapsedTime.Format(amount)));
        }
        foreach (var count in (int[])[int.MinValue, int.MaxValue, 0])
            Assert.Equal(new WorkingDays(count), WorkingDays.Parse(new WorkingDays(count).ToString()));
        foreach (var day in (DateOnly[])[DateOnly.MinValue, DateOnly.MaxValue])
            Assert.Equal(IsoWeek.Of(day), IsoWeek.Parse(IsoWeek.Of(day).ToString()));
    }

    [Theory]
    [InlineData("2026-03", true)]
    [InlineData("2026-13", false)]
    [InlineData("2026-00", false)]
    [InlineData("0000-01", false)]
    [InlineData("2026-3", false)]
    [InlineData("2026-03 ", false)]
    [InlineData("２０２６-03", false)]
    [InlineData("", false)]
    public void A_month(string text, bool valid) => Assert.Equal(valid, YearMonth.TryParse(text, out _));

    [Theory]
    [InlineData("2026-W11", true)]
    [InlineData("2026-W53", true)]
    [InlineData("2025-W53", false)]
    [InlineData("2026-W00", false)]
    [InlineData("2026W11", false)]
    public void A_week(string text, bool valid) => Assert.Equal(valid, IsoWeek.TryParse(text, out _));

    [Theory]
    [InlineData("--02-29", true)]
    [InlineData("02-29", true)]
    [InlineData("--02-30", false)]
    [InlineData("--13-01", false)]
    [InlineData("-02-03", false)]
    public void A_day_of_the_year(string text, bool valid) => Assert.Equal(valid, MonthDay.TryParse(text, out _));

    [Theory]
    [InlineData("P1Y2M3W4D", true)]
    [InlineData("P12M", true)]
    [InlineData("-P1M", true)]
    [InlineData("P1M-2D", true)]
    [InlineData("P0D", true)]
    [InlineData("P", false)]
    [InlineData("P1D2M", false)]
    [InlineData("P1M1M", false)]
    [InlineData("P1.5M", false)]
    [InlineData("PT24H", false)]
    [InlineData("P10000Y", false)]
    [InlineData("P999999999999D", false)]
    [InlineData("p1d", false)]
    public void A_period(string text, bool valid) => Assert.Equal(valid, CalendarPeriod.TryParse(text, out _));

    [Theory]
    [InlineData("PT24H", true)]
    [InlineData("PT90M", true)]
    [InlineData("PT1H30M0.5S", true)]
    [InlineData("-PT1H", true)]
    [InlineData("PT", false)]
    [InlineData("PT1.5H", false)]
    [InlineData("PT1M1H", false)]
    [InlineData("P1D", false)]
    [InlineData("PT1.S", false)]
    [InlineData("PT0.12345678S", false)]
    [InlineData("PT999999999999H", false)]
    public void Elapsed_time(string text, bool valid) => Assert.Equal(valid, ElapsedTime.TryParse(text, out _));

    [Theory]
    [InlineData("4wh30wm", true)]
    [InlineData("90wm", true)]
    [InlineData("0.5ws", true)]
    [InlineData("4h", false)]
    [InlineData("30wm4wh", false)]
    [InlineData("wh", false)]
    public void Working_time(string text, bool valid) => Assert.Equal(valid, WorkingTime.TryParse(text, out _));

    [Theory]
    [InlineData("5wd", true)]
    [InlineData("-3wd", true)]
    [InlineData("5d", false)]
    [InlineData("5", false)]
    [InlineData("2147483648wd", false)]
    public void Working_days(string text, bool valid) => Assert.Equal(valid, WorkingDays.TryParse(text, out _));

    [Property(MaxTest = 2000)]
    public void Amounts_add_and_multiply_or_say_that_they_cannot(long a, long b, decimal factor)
    {
        WorkingTime first = new(new(a * 7919)), second = new(new(b * 104729));
        var sum = (Int128)first.Amount.Ticks + second.Amount.Ticks;
        Assert.Equal(sum >= long.MinValue && sum <= long.MaxValue, first.TryAdd(second, out var added));
        if (sum >= long.MinValue && sum <= long.MaxValue) Assert.Equal((long)sum, added.Amount.Ticks);
        Assert.True(first.TryMultiply(1, out var same) && same == first);
        Assert.True(first.TryMultiply(0.5m, out var half) && Int128.Abs(half.Amount.Ticks * (Int128)2 - first.Amount.Ticks) <= 1);
        first.TryMultiply(factor, out _);
        Assert.Equal(first == WorkingTime.Zero, first.TryMultiply(decimal.MaxValue, out _));
        Assert.Equal(first == WorkingTime.Zero, first.TryMultiply(decimal.MinValue, out _));
    }

    [Fact]
    public void Counts_of_working_days_add_and_multiply_or_say_that_they_cannot()
    {
        Assert.True(new WorkingDays(5).TryAdd(new(-7), out var sum) && sum == new WorkingDays(-2));
        Assert.True(new WorkingDays(5).TryMultiply(-1, out var back) && back == new WorkingDays(-5));
        Assert.False(new WorkingDays(int.MaxValue).TryAdd(new(1), out _));
        Assert.False(new WorkingDays(int.MinValue).TryMultiply(-1, out _));
    }

    [Fact]
    public void Working_time_is_written_with_minutes_below_sixty()
    {
        Assert.Equal("4wh30wm", WorkingTime.OfMinutes(270).ToString());
        Assert.Equal("0wh", WorkingTime.Zero.ToString());
        Assert.Equal("-1wm0.5ws", new WorkingTime(-TimeSpan.FromSeconds(60.5)).ToString());
        Assert.Equal("PT48H", ElapsedTime.Format(TimeSpan.FromDays(2)));
        Assert.Equal("PT0S", ElapsedTime.Format(TimeSpan.Zero));
    }
}
