using System.Globalization;
using CrmWorkflows.Rules.Values.Time;
using FsCheck.Xunit;

namespace CrmWorkflows.Rules.Tests.Values.Time;

public class CalendarPeriodTests
{
    private static DateOnly Parse(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("2026-01-31", "P1M", "2026-02-28")]
    [InlineData("2028-01-31", "P1M", "2028-02-29")]
    [InlineData("2026-03-31", "-P1M", "2026-02-28")]
    [InlineData("2028-02-29", "P1Y", "2029-02-28")]
    [InlineData("2028-02-29", "P4Y", "2032-02-29")]
    [InlineData("2026-05-31", "P1M", "2026-06-30")]
    [InlineData("2026-01-31", "P1M1D", "2026-03-01")]
    [InlineData("2026-01-31", "P1M-1D", "2026-02-27")]
    [InlineData("2026-03-15", "-P15D", "2026-02-28")]
    [InlineData("2026-03-15", "P2W", "2026-03-29")]
    [InlineData("2026-08-31", "P6M", "2027-02-28")]
    public void Months_are_kept_inside_the_month_reached_then_days_are_added(string from, string period, string to) =>
        Assert.Equal(Parse(to), CalendarPeriod.Parse(period).AddTo(Parse(from)));

    [Fact]
    public void Periods_are_equal_when_months_and_days_are()
    {
        Assert.Equal(CalendarPeriod.Parse("P1Y"), CalendarPeriod.Parse("P12M"));
        Assert.Equal(CalendarPeriod.Parse("P2W").GetHashCode(), CalendarPeriod.Parse("P14D").GetHashCode());
        Assert.NotEqual(CalendarPeriod.Parse("P1M"), CalendarPeriod.Parse("P30D"));
        Assert.Equal("P12M", CalendarPeriod.Parse("P12M").ToString());
    }

    [Property(MaxTest = 5000)]
    public void The_period_between_two_days_leads_from_one_to_the_other(ushort a, ushort b)
    {
        DateOnly from = new DateOnly(1950, 1, 1).AddDays(a), to = new DateOnly(1950, 1, 1).AddDays(b);
        var period = CalendarPeriod.Between(from, to);
        Assert.Equal(to, period.AddTo(from));
        Assert.True(from <= to ? period.TotalMonths >= 0 && period.TotalDays >= 0 : period.TotalMonths <= 0 && period.TotalDays <= 0);
        Assert.InRange(period.TotalDays, -30, 30);
    }

    [Property(MaxTest = 5000)]
    public void Adding_a_period_is_monotone_in_the_day(ushort a, byte step, short months, short days)
    {
        var period = new CalendarPeriod(0, months % 2400, 0, days);
        DateOnly early = new DateOnly(1950, 1, 1).AddDays(a), late = early.AddDays(step);
        Assert.True(period.AddTo(early) <= period.AddTo(late));
    }

    [Property(MaxTest = 2000)]
    public void Sums_and_multiples_go_part_by_part(sbyte months, sbyte days, sbyte factor)
    {
        var period = new CalendarPeriod(0, months, 0, days);
        Assert.True(period.TryMultiply(factor, out var product));
        Assert.Equal(new CalendarPeriod(0, months * factor, 0, days * factor), product);
        Assert.True(period.TryAdd(period.Negate(), out var none));
        Assert.Equal(CalendarPeriod.Zero, none);
    }

    [Fact]
    public void A_result_outside_the_calendar_is_refused_not_wrapped()
    {
        Assert.False(CalendarPeriod.OfDays(1).TryAddTo(DateOnly.MaxValue, out _));
        Assert.False(CalendarPeriod.OfYears(-9999).TryAddTo(new(2026, 1, 1), out _));
        Assert.False(CalendarPeriod.OfYears(9999).TryMultiply(2, out _));
        Assert.False(CalendarPeriod.OfDays(3_000_000).TryMultiply(int.MaxValue, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => CalendarPeriod.OfYears(int.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CalendarPeriod(0, 0, int.MinValue, 0));
    }
}
