using System.Globalization;
using CrmWorkflows.Rules.Values.Time;
using FsCheck.Xunit;

namespace CrmWorkflows.Rules.Tests.Values.Time;

public class WeekdayAndWindowTests
{
    private static DateOnly Parse(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("2026-09-25", "2026-09-18")] // the 25th is itself a Friday
    [InlineData("2026-10-25", "2026-10-23")]
    [InlineData("2026-07-25", "2026-07-24")]
    [InlineData("2026-06-25", "2026-06-19")]
    public void The_Friday_strictly_before_the_25th(string day, string friday)
    {
        Assert.True(Weekdays.TryLastBefore(Parse(day), DayOfWeek.Friday, out var found));
        Assert.Equal(Parse(friday), found);
    }

    [Property(MaxTest = 3000)]
    public void A_weekday_is_found_within_the_week_on_the_right_side(ushort seed, byte weekday)
    {
        var day = new DateOnly(1950, 1, 1).AddDays(seed);
        var sought = (DayOfWeek)(weekday % 7);
        Assert.True(Weekdays.TryLastBefore(day, sought, out var before) && before.DayOfWeek == sought);
        Assert.InRange(day.DayNumber - before.DayNumber, 1, 7);
        Assert.True(Weekdays.TryLastOnOrBefore(day, sought, out var onOrBefore) && onOrBefore.DayOfWeek == sought);
        Assert.InRange(day.DayNumber - onOrBefore.DayNumber, 0, 6);
        Assert.True(Weekdays.TryFirstAfter(day, sought, out var after) && after.DayOfWeek == sought);
        Assert.InRange(after.DayNumber - day.DayNumber, 1, 7);
        Assert.True(Weekdays.TryFirstOnOrAfter(day, sought, out var onOrAfter) && onOrAfter.DayOfWeek == sought);
        Assert.InRange(onOrAfter.DayNumber - day.DayNumber, 0, 6);
    }

    [Property(MaxTest = 1000)]
    public void The_nth_weekday_of_a_month_is_found_by_leafing(ushort seed, byte weekday)
    {
        var month = YearMonth.Of(new DateOnly(1950, 1, 1).AddDays(seed));
        var sought = (DayOfWeek)(weekday % 7);
        var all = Enumerable.Range(1, month.Last.Day).Select(d => new DateOnly(month.Year, month.Month, d)).Where(d => d.DayOfWeek == sought).ToList();
        for (var n = -6; n <= 6; n++)
        {
            DateOnly? expected = n > 0 ? n <= all.Count ? all[n - 1] : null : n < 0 && -n <= all.Count ? all[^-n] : null;
            Assert.Equal(expected, Weekdays.TryNthOf(month, sought, n, out var found) ? found : null);
        }
    }

    [Fact]
    public void There_is_no_weekday_beyond_the_calendar()
    {
        Assert.False(Weekdays.TryLastBefore(DateOnly.MinValue, DayOfWeek.Monday, out _)); // itself a Monday
        Assert.False(Weekdays.TryFirstAfter(DateOnly.MaxValue, DayOfWeek.Friday, out _)); // itself a Friday
    }

    [Fact]
    public void The_past_twelve_months_end_today_and_exclude_the_same_day_a_year_ago()
    {
        var window = new RollingWindow(CalendarPeriod.Parse("P12M"), FromInclusive: false, ToInclusive: true);
        var asOf = Parse("2026-03-15");
        Assert.Equal(new DateRange(Parse("2025-03-16"), asOf), window.At(asOf));
        Assert.False(window.Contains(asOf, Parse("2025-03-15")));
        Assert.True(window.Contains(asOf, asOf));
        Assert.Equal(new DateRange(Parse("2025-03-15"), Parse("2026-03-14")), (window with { FromInclusive = true, ToInclusive = false }).At(asOf));
    }

    [Fact]
    public void A_window_of_no_length_holds_its_day_only_when_both_edges_belong_to_it()
    {
        var asOf = Parse("2026-03-15");
        Assert.Equal(1, new RollingWindow(CalendarPeriod.Zero, true, true).At(asOf).Length);
        Assert.Equal(0, new RollingWindow(CalendarPeriod.Zero, false, true).At(asOf).Length);
        Assert.Equal(0, new RollingWindow(CalendarPeriod.Zero, false, false).At(DateOnly.MaxValue).Length);
        Assert.Equal(0, new RollingWindow(CalendarPeriod.Zero, true, false).At(DateOnly.MinValue).Length);
        Assert.Equal(DateOnly.MinValue, new RollingWindow(CalendarPeriod.OfYears(9000)).At(asOf).First);
    }

    [Fact]
    public void A_yearly_window_runs_from_25_to_30_December()
    {
        Assert.True(YearlyWindow.TryParse("--12-25..--12-30", out var window));
        Assert.Equal(new DateRange(Parse("2026-12-25"), Parse("2026-12-30")), window.OnYear(2026));
        Assert.Equal(window.OnYear(2026), window.Around(Parse("2026-03-01")));
        Assert.Equal("--12-25..--12-30", window.ToString());
        Assert.False(YearlyWindow.TryParse("--12-25", out _));
        Assert.False(YearlyWindow.TryParse("--12-25..", out _));
    }

    [Fact]
    public void A_yearly_window_may_run_over_new_year()
    {
        Assert.True(YearlyWindow.TryParse("12-20..01-10", out var window));
        Assert.Equal(new DateRange(Parse("2026-12-20"), Parse("2027-01-10")), window.OnYear(2026));
        Assert.Equal(window.OnYear(2026), window.Around(Parse("2027-01-10")));
        Assert.Equal(window.OnYear(2027), window.Around(Parse("2027-01-11")));
        Assert.Equal(DateOnly.MaxValue, window.OnYear(9999).Last);
    }
}
