using System.Globalization;
using CrmWorkflows.Rules.Values.Time;
using FsCheck.Xunit;

namespace CrmWorkflows.Rules.Tests.Values.Time;

public class CalendarUnitTests
{
    private static DateOnly Day(uint seed) => DateOnly.FromDayNumber((int)(seed * 2654435761u % ((uint)DateOnly.MaxValue.DayNumber - 800)));

    [Property(MaxTest = 2000)]
    public void A_day_lies_in_its_unit_and_units_follow_each_other_without_a_gap(uint seed)
    {
        var day = Day(seed);
        var (week, month, quarter, half) = (IsoWeek.Of(day), YearMonth.Of(day), Quarter.Of(day), HalfYear.Of(day));
        Assert.True(week.First <= day && day <= week.Last && week.Last.AddDays(1) == week.Next().First && week.Next().Previous() == week);
        Assert.True(month.First <= day && day <= month.Last && month.Last.AddDays(1) == month.Next().First && month.Next().Previous() == month);
        Assert.True(quarter.First <= day && day <= quarter.Last && quarter.Last.AddDays(1) == quarter.Next().First && quarter.Next().Previous() == quarter);
        Assert.True(half.First <= day && day <= half.Last && half.Last.AddDays(1) == half.Next().First && half.Next().Previous() == half);
        Assert.True(week < week.Next() && month < month.Next() && quarter < quarter.Next() && half < half.Next());
    }

    [Property(MaxTest = 2000)]
    public void ISO_weeks_agree_with_the_base_library(uint seed)
    {
        var day = Day(seed).ToDateTime(TimeOnly.MinValue);
        var week = IsoWeek.Of(DateOnly.FromDateTime(day));
        Assert.Equal((ISOWeek.GetYear(day), ISOWeek.GetWeekOfYear(day)), (week.Year, week.Week));
        Assert.Equal(ISOWeek.GetWeeksInYear(day.Year), IsoWeek.WeeksIn(day.Year));
        Assert.Equal(week, new IsoWeek(week.Year, week.Week));
    }

    [Theory]
    [InlineData("2027-01-03", "2026-W53")]
    [InlineData("2027-01-04", "2027-W01")]
    [InlineData("2025-12-29", "2026-W01")]
    [InlineData("2026-03-15", "2026-W11")]
    public void Days_around_new_year_belong_to_the_ISO_year(string day, string week) =>
        Assert.Equal(week, IsoWeek.Of(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture)).ToString());

    [Fact]
    public void A_unit_past_the_end_of_time_is_refused()
    {
        Assert.False(YearMonth.Parse("9999-12").TryAddMonths(1, out _));
        Assert.False(YearMonth.Parse("0001-01").TryAddMonths(-1, out _));
        Assert.False(YearMonth.Parse("2026-01").TryAddMonths(int.MaxValue, out _));
        Assert.False(Quarter.Parse("9999Q4").TryAdd(1, out _));
        Assert.False(HalfYear.Parse("0001H1").TryAdd(-1, out _));
        Assert.False(IsoWeek.Of(DateOnly.MaxValue).TryAdd(1, out _));
        Assert.Equal(DateOnly.MaxValue, IsoWeek.Of(DateOnly.MaxValue).Last);
    }

    [Fact]
    public void A_birthday_on_29_February_is_kept_on_28_February_in_a_common_year()
    {
        var birthday = MonthDay.Parse("02-29");
        Assert.Equal(new(2027, 2, 28), birthday.OnYear(2027));
        Assert.Equal(new(2028, 2, 29), birthday.OnYear(2028));
        Assert.True(birthday.IsKeptOn(new(2027, 2, 28)));
        Assert.False(birthday.IsKeptOn(new(2028, 2, 28)));
    }

    [Theory]
    [InlineData(PeriodUnit.Day, "2026-12-31", "2027-01-01", "2026-12-31 2027-01-01")]
    [InlineData(PeriodUnit.Week, "2026-12-20", "2027-01-04", "2026-W51 2026-W52 2026-W53 2027-W01")]
    [InlineData(PeriodUnit.Month, "2026-11-30", "2027-01-01", "2026-11 2026-12 2027-01")]
    [InlineData(PeriodUnit.Quarter, "2026-02-14", "2026-07-01", "2026Q1 2026Q2 2026Q3")]
    [InlineData(PeriodUnit.HalfYear, "2026-06-30", "2026-07-01", "2026H1 2026H2")]
    [InlineData(PeriodUnit.Year, "2025-12-31", "2026-01-01", "2025 2026")]
    [InlineData(PeriodUnit.Year, "2026-01-02", "2026-01-01", "")]
    public void Periods_from_a_day_to_another_carry_their_labels(PeriodUnit unit, string from, string asOf, string labels)
    {
        var periods = Periods.Between(Parse(from), Parse(asOf), unit);
        Assert.Equal(labels, string.Join(' ', periods.Select(p => p.Label)));
        Assert.Equal(periods.Length, Periods.Count(Parse(from), Parse(asOf), unit));
    }

    [Property(MaxTest = 500)]
    public void Ended_periods_are_those_whose_last_day_has_passed(uint seed, byte length)
    {
        var from = Day(seed);
        var asOf = from.AddDays(length * 2);
        foreach (var unit in Enum.GetValues<PeriodUnit>())
        {
            var all = Periods.Between(from, asOf, unit);
            Assert.Equal(all.Where(p => p.HasEndedBefore(asOf)), Periods.Ended(from, asOf, unit));
            Assert.True(all[0].Contains(from) && all[^1].Contains(asOf));
        }
    }

    [Fact]
    public void A_quarter_that_ends_today_has_not_yet_ended()
    {
        var quarter = Periods.Of(new(2026, 3, 31), PeriodUnit.Quarter);
        Assert.False(quarter.HasEndedBefore(new(2026, 3, 31)));
        Assert.True(quarter.HasEndedBy(new(2026, 3, 31)));
        Assert.True(quarter.HasEndedBefore(new(2026, 4, 1)));
    }

    [Fact]
    public void The_last_periods_of_the_calendar_end_with_it()
    {
        foreach (var unit in Enum.GetValues<PeriodUnit>())
            Assert.Equal(DateOnly.MaxValue, Periods.Between(DateOnly.MaxValue.AddDays(-400), DateOnly.MaxValue, unit)[^1].Last);
    }

    private static DateOnly Parse(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
