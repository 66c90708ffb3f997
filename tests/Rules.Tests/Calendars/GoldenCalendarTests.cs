using CrmWorkflows.Rules.Calendars;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Values.Time;
using static CrmWorkflows.Rules.Tests.Calendars.TestCalendars;

namespace CrmWorkflows.Rules.Tests.Calendars;

/// <summary>Cases that a compliance officer can check by hand.</summary>
public class GoldenCalendarTests
{
    [Fact]
    public void Opened_Monday_17_00_with_4_working_hours_is_due_Tuesday_11_00()
    {
        var calendar = MonFri.WithHours("08:00-18:00");
        var opened = Instant("2026-03-09T17:00:00+08:00");
        Assert.Equal(Instant("2026-03-10T11:00:00+08:00"), calendar.AddWorkingTime(opened, WorkingTime.OfHours(4)).Value);
        Assert.Equal(Instant("2026-03-10T10:00:00+08:00"), calendar.AddWorkingTime(opened, WorkingTime.OfHours(3)).Value);
        Assert.Equal(TimeSpan.FromHours(8), calendar.AddWorkingTime(opened, WorkingTime.OfHours(4)).Value.Offset);
    }

    [Fact]
    public void An_amount_that_ends_with_the_day_ends_at_closing_time() =>
        Assert.Equal(Instant("2026-03-09T18:00:00+08:00"),
            MonFri.WithHours("08:00-18:00").AddWorkingTime(Instant("2026-03-09T17:00:00+08:00"), WorkingTime.OfHours(1)).Value);

    [Fact]
    public void The_lunch_break_does_not_count() =>
        Assert.Equal(Instant("2026-03-09T13:30:00+08:00"),
            MonFri.WithHours("08:00-12:00", "13:00-18:00").AddWorkingTime(Instant("2026-03-09T11:30:00+08:00"), WorkingTime.OfHours(1)).Value);

    [Theory]
    [InlineData("2026-01-04", DayOfWeek.Sunday, "元旦")]
    [InlineData("2026-02-14", DayOfWeek.Saturday, "春节")]
    [InlineData("2026-02-28", DayOfWeek.Saturday, "春节")]
    [InlineData("2026-05-09", DayOfWeek.Saturday, "劳动节")]
    [InlineData("2026-09-20", DayOfWeek.Sunday, "国庆节")]
    [InlineData("2026-10-10", DayOfWeek.Saturday, "国庆节")]
    public void The_six_make_up_days_of_2026_are_working_days(string date, DayOfWeek weekday, string name)
    {
        var day = China.Day(Date(date));
        Assert.Equal((DayKind.MakeUpWorkingDay, weekday, name, "cn"), (day.Kind, day.Date.DayOfWeek, day.Name?.Zh, day.Layer));
        Assert.True(China.IsWorkingDay(Date(date)) && !MonFri.IsWorkingDay(Date(date)));
        Assert.Equal(Date(date), China.AddWorkingDays(Date(date).AddDays(-1), new(1)).Value);
        var hours = China.WithHours("08:00-18:00");
        Assert.Equal(WorkingTime.OfHours(10), hours.WorkingTimeBetween(hours.StartOf(Date(date)).Value, hours.EndOf(Date(date)).Value).Value);
    }

    [Fact]
    public void The_year_2026_has_six_make_up_days_and_no_more()
    {
        var days = Enumerable.Range(0, 365).Select(i => China.Day(new DateOnly(2026, 1, 1).AddDays(i))).ToList();
        Assert.Equal(6, days.Count(d => d.Kind == DayKind.MakeUpWorkingDay));
        Assert.Equal(33, days.Count(d => d.Kind == DayKind.Holiday));
        Assert.Equal(days.Count(d => d.IsWorkingDay), China.WorkingDaysBetween(Date("2025-12-31"), Date("2026-12-31")).Value.Count);
    }

    [Fact]
    public void The_Spring_Festival_of_2026_is_nine_days_of_rest()
    {
        Assert.Equal(DayKind.Holiday, China.Day(Date("2026-02-17")).Kind);
        Assert.Equal("Spring Festival", China.Day(Date("2026-02-17")).Name?.En);
        Assert.Equal(Date("2026-02-24"), China.AddWorkingDays(Date("2026-02-14"), new(1)).Value);
    }

    [Fact]
    public void A_result_beyond_the_published_years_is_computed_and_flagged()
    {
        var result = China.AddWorkingDays(Date("2026-12-30"), new(2));
        Assert.Equal(Date("2027-01-01"), result.Value);
        Assert.Equal("2027", string.Join(',', result.UnpublishedYears));
        Assert.False(China.AddWorkingDays(Date("2026-12-30"), new(1)).TouchesUnpublishedYear);
        Assert.False(China.Day(Date("2027-01-01")).IsPublished);
        Assert.Equal("2018,2019", string.Join(',', China.WorkingDaysBetween(Date("2018-12-30"), Date("2020-01-02")).UnpublishedYears));
        Assert.Contains("2027", China.UnpublishedWarning(result.UnpublishedYears, SourceSpan.None).Message(Language.Chinese), StringComparison.Ordinal);
    }

    [Fact]
    public void The_trigger_day_itself_is_not_looked_at()
    {
        Assert.False(China.AddWorkingDays(Date("2019-12-31"), new(1)).TouchesUnpublishedYear);
        Assert.True(China.AddWorkingDays(Date("2020-01-01"), new(-1)).TouchesUnpublishedYear);
        var hours = China.WithHours("08:00-18:00");
        Assert.False(hours.AddWorkingTime(Instant("2026-12-31T17:00:00+08:00"), WorkingTime.OfHours(1)).TouchesUnpublishedYear);
        Assert.False(hours.WorkingTimeBetween(Instant("2026-12-31T08:00:00+08:00"), Instant("2027-01-01T00:00:00+08:00")).TouchesUnpublishedYear);
        Assert.True(hours.WorkingTimeBetween(Instant("2026-12-31T08:00:00+08:00"), Instant("2027-01-01T00:00:01+08:00")).TouchesUnpublishedYear);
        Assert.Equal("2027", string.Join(',', hours.AddWorkingTime(Instant("2026-12-31T17:00:00+08:00"), WorkingTime.OfHours(2)).UnpublishedYears));
    }

    [Fact]
    public void A_calendar_of_days_only_refuses_to_measure_hours()
    {
        var result = China.AddWorkingTime(Instant("2026-03-09T17:00:00+08:00"), WorkingTime.OfHours(4));
        Assert.Equal(CalendarDiagnostics.NoHours, result.Failure?.Code);
        Assert.False(China.WorkingTimeBetween(Instant("2026-03-09T17:00:00+08:00"), Instant("2026-03-10T17:00:00+08:00")).Succeeded);
        Assert.False(China.OpeningOnOrAfter(Instant("2026-03-09T17:00:00+08:00")).Succeeded);
        Assert.False(China.StatesHours);
    }

    [Theory]
    [InlineData("00:00", 24, "2026-04-14T23:50:00+08:00", "2026-04-14T23:50:00+08:00")]
    [InlineData("08:00", 24, "2026-04-14T23:50:00+08:00", "2026-04-14T23:50:00+08:00")]
    [InlineData("08:00", 12, "2026-04-14T21:00:00+08:00", "2026-04-15T08:00:00+08:00")]
    [InlineData("08:00", 12, "2026-04-14T20:00:00+08:00", "2026-04-15T08:00:00+08:00")]
    [InlineData("08:00", 12, "2026-04-14T19:59:00+08:00", "2026-04-14T19:59:00+08:00")]
    [InlineData("18:00", 18, "2026-04-19T11:59:00+08:00", "2026-04-19T11:59:00+08:00")]
    [InlineData("18:00", 18, "2026-04-19T12:00:00+08:00", "2026-04-19T18:00:00+08:00")]
    public void A_daily_window_opens_every_day_and_may_cross_midnight(string opens, int hours, string received, string starts)
    {
        var calendar = MonFri.WithDailyWindow(TimeOnly.Parse(opens, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(hours)).Required();
        Assert.Equal(Instant(starts), calendar.OpeningOnOrAfter(Instant(received)).Value);
    }

    [Fact]
    public void Holidays_and_make_up_days_may_come_with_the_question()
    {
        var build = MonFri.WithDays([Date("2026-03-10")], [Date("2026-03-14")]);
        Assert.Empty(build.Diagnostics);
        Assert.Equal(Date("2026-03-14"), build.Calendar!.AddWorkingDays(Date("2026-03-09"), new(4)).Value);
        Assert.Equal(Date("2026-03-13"), MonFri.AddWorkingDays(Date("2026-03-09"), new(4)).Value);
    }

    [Fact]
    public void A_skipped_local_time_follows_the_stated_policy()
    {
        var night = Date("2026-03-29"); // Berlin has no 02:00-03:00
        Assert.Equal(Instant("2026-03-29T03:00:00+02:00"), Berlin(SkippedLocalTime.FirstAfter, RepeatedLocalTime.First).At(night, new(2, 30)).Value);
        Assert.Equal(Instant("2026-03-29T03:30:00+02:00"), Berlin(SkippedLocalTime.Shifted, RepeatedLocalTime.First).At(night, new(2, 30)).Value);
    }

    [Fact]
    public void A_repeated_local_time_follows_the_stated_policy()
    {
        var night = Date("2026-10-25"); // Berlin has 02:00-03:00 twice
        Assert.Equal(Instant("2026-10-25T02:30:00+02:00"), Berlin(SkippedLocalTime.FirstAfter, RepeatedLocalTime.First).At(night, new(2, 30)).Value);
        Assert.Equal(Instant("2026-10-25T02:30:00+01:00"), Berlin(SkippedLocalTime.FirstAfter, RepeatedLocalTime.Second).At(night, new(2, 30)).Value);
    }

    [Fact]
    public void A_calendar_period_keeps_the_time_on_the_wall_clock()
    {
        var berlin = Berlin(SkippedLocalTime.FirstAfter, RepeatedLocalTime.First);
        Assert.Equal(Instant("2026-03-29T09:00:00+02:00"), berlin.AddPeriod(Instant("2026-03-28T09:00:00+01:00"), CalendarPeriod.OfDays(1)).Value);
        Assert.Equal(Instant("2026-02-28T09:00:00+01:00"), berlin.AddPeriod(Instant("2026-01-31T09:00:00+01:00"), CalendarPeriod.OfMonths(1)).Value);
    }

    [Fact]
    public void A_night_shift_is_an_hour_shorter_when_the_clock_skips_and_longer_when_it_repeats()
    {
        var berlin = Berlin(SkippedLocalTime.FirstAfter, RepeatedLocalTime.First);
        TimeSpan Night(string date) => berlin.WorkingTimeBetween(
            berlin.At(Date(date), new(20, 0)).Value, berlin.At(Date(date).AddDays(1), new(8, 0)).Value).Value.Amount;
        Assert.Equal(TimeSpan.FromHours(8), Night("2026-03-21"));
        Assert.Equal(TimeSpan.FromHours(7), Night("2026-03-28"));
        Assert.Equal(TimeSpan.FromHours(9), Night("2026-10-24"));
    }

    [Fact]
    public void Amounts_beyond_the_end_of_time_are_a_clear_failure()
    {
        var calendar = Berlin(SkippedLocalTime.FirstAfter, RepeatedLocalTime.First);
        var from = Instant("2026-01-01T00:00:00Z");
        Assert.Equal(CalendarDiagnostics.OutsideCalendar, calendar.AddWorkingTime(from, new(TimeSpan.MaxValue)).Failure?.Code);
        Assert.Equal(CalendarDiagnostics.OutsideCalendar, calendar.AddWorkingTime(from, new(TimeSpan.MinValue)).Failure?.Code);
        Assert.Equal(CalendarDiagnostics.OutsideCalendar, calendar.AddWorkingTime(from, WorkingTime.OfHours(100_000_000)).Failure?.Code);
        Assert.Equal(CalendarDiagnostics.OutsideCalendar, calendar.AddPeriod(from, CalendarPeriod.OfYears(9000)).Failure?.Code);
        Assert.Equal(CalendarDiagnostics.OutsideCalendar, calendar.EndOf(DateOnly.MaxValue).Failure?.Code);
        Assert.True(calendar.AddWorkingTime(from, WorkingTime.OfHours(20_000_000)).Succeeded);
    }

    [Fact]
    public void Instants_at_both_ends_of_time_are_answered()
    {
        foreach (var zone in (string[])["Pacific/Kiritimati", "America/Adak", "UTC", "Asia/Shanghai", "Europe/Berlin"])
        {
            var calendar = Calendar.DailyWindow("all", TimeZoneInfo.FindSystemTimeZoneById(zone), TimeOnly.MinValue, TimeSpan.FromDays(1)).Required();
            foreach (var instant in (DateTimeOffset[])[DateTimeOffset.MinValue, DateTimeOffset.MaxValue])
            {
                calendar.IsOpen(instant);
                calendar.DateOf(instant);
                calendar.InZone(instant);
                calendar.OpeningOnOrAfter(instant);
                calendar.AddWorkingTime(instant, WorkingTime.OfHours(1));
                calendar.AddWorkingTime(instant, WorkingTime.OfHours(-1));
            }
            calendar.StartOf(DateOnly.MinValue);
            calendar.At(DateOnly.MaxValue, TimeOnly.MaxValue);
            var whole = calendar.WorkingTimeBetween(DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Value.Amount;
            Assert.InRange(DateTimeOffset.MaxValue - DateTimeOffset.MinValue - whole, TimeSpan.Zero, TimeSpan.FromHours(16));
        }
    }

    private static Calendar Berlin(SkippedLocalTime skipped, RepeatedLocalTime repeated) => Calendar.Build(new CalendarDefinition
    {
        Name = "berlin",
        TimeZone = "Europe/Berlin",
        LocalTimes = new(skipped, repeated),
        Week = [new([.. MondayToFriday, DayOfWeek.Saturday, DayOfWeek.Sunday], [TimeFrame.Parse("22:00-06:00")])],
    }).Required();
}
