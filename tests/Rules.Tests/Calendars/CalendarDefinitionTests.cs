using CrmWorkflows.Rules.Calendars;
using CrmWorkflows.Rules.Diagnostics;
using static CrmWorkflows.Rules.Tests.Calendars.TestCalendars;

namespace CrmWorkflows.Rules.Tests.Calendars;

/// <summary>What a calendar document may say, what layers do to each other, and what the officer reads when something is wrong.</summary>
public class CalendarDefinitionTests
{
    private static readonly CalendarDefinition Good = new()
    {
        Name = "branch",
        TimeZone = "Asia/Shanghai",
        Week = [new(MondayToFriday, [TimeFrame.Parse("08:00-18:00")])],
        Published = [2026],
    };

    private static LocalizedText Named(string name) => LocalizedText.Same(name);

    private static string Codes(CalendarDefinition definition, Calendar? @base = null) =>
        string.Join(' ', Calendar.Build(definition, @base).Diagnostics.Select(d => d.Code.Id));

    [Fact]
    public void A_good_definition_has_no_findings() => Assert.Equal("", Codes(Good));

    [Fact]
    public void A_wrong_time_zone_is_refused_with_the_name_that_was_meant()
    {
        var build = Calendar.Build(Good with { TimeZone = "Asia/Shangai" });
        Assert.Null(build.Calendar);
        var finding = Assert.Single(build.Diagnostics);
        Assert.Equal("CWF6001", finding.Code.Id);
        Assert.Contains("Asia/Shanghai'?", finding.Remedy(Language.English), StringComparison.Ordinal);
        Assert.Contains("Asia/Shangai", finding.Message(Language.Chinese), StringComparison.Ordinal);
    }

    [Fact]
    public void A_calendar_without_base_needs_a_zone_and_a_week()
    {
        Assert.Equal("CWF6002 CWF6007", Codes(new() { Name = "empty" }));
        Assert.Equal("", Codes(new() { Name = "layer" }, China));
    }

    [Fact]
    public void Frames_of_a_day_must_not_overlap()
    {
        Assert.Equal("CWF6004", Codes(Good with { Week = [new(MondayToFriday, [TimeFrame.Parse("13:00-18:00"), TimeFrame.Parse("08:00-13:01")])] }));
        Assert.Equal("", Codes(Good with { Week = [new(MondayToFriday, [TimeFrame.Parse("13:00-18:00"), TimeFrame.Parse("08:00-13:00")])] }));
    }

    [Fact]
    public void A_weekday_stands_once() =>
        Assert.Equal("CWF6005", Codes(Good with { Week = [.. Good.Week, new([DayOfWeek.Friday], [TimeFrame.Parse("08:00-12:00")])] }));

    [Fact]
    public void Hours_are_stated_for_all_worked_weekdays_or_for_none() =>
        Assert.Equal("CWF6006", Codes(Good with { Week = [.. Good.Week, new([DayOfWeek.Saturday])] }));

    [Fact]
    public void A_frame_that_closes_when_it_opens_lasts_a_day_and_is_pointed_out()
    {
        Assert.Equal("CWF6008", Codes(Good with { Week = [new([DayOfWeek.Monday], [TimeFrame.Parse("08:00-08:00")])] }));
        Assert.Equal("", Codes(Good with { Week = [new([DayOfWeek.Monday], [TimeFrame.WholeDay])] }));
    }

    [Fact]
    public void A_make_up_day_beats_a_holiday_on_the_same_date_with_a_warning()
    {
        var build = Calendar.Build(Good with
        {
            Holidays = [new(Date("2026-02-14"), Date("2026-02-16"), Named("festival"))],
            MakeUp = [new(Date("2026-02-14"), Named("festival"))],
        });
        Assert.Equal("CWF6010", Assert.Single(build.Diagnostics).Code.Id);
        Assert.Equal(DayKind.MakeUpWorkingDay, build.Calendar!.Day(Date("2026-02-14")).Kind);
        Assert.Equal(DayKind.Holiday, build.Calendar.Day(Date("2026-02-15")).Kind);
    }

    [Fact]
    public void A_date_listed_under_two_names_keeps_the_second() =>
        Assert.Equal("CWF6011", Codes(Good with
        {
            Holidays = [new(Date("2026-10-01"), Date("2026-10-01"), Named("a")), new(Date("2026-10-01"), Date("2026-10-02"), Named("b"))],
        }));

    [Theory]
    [InlineData("2026-10-02", "2026-10-01")]
    [InlineData("0001-01-01", "9999-12-31")]
    public void A_span_of_days_is_between_a_day_and_a_year_long(string first, string last) =>
        Assert.Equal("CWF6012", Codes(Good with { Holidays = [new(Date(first), Date(last))] }));

    [Fact]
    public void A_make_up_day_needs_determined_hours()
    {
        var uneven = Good with
        {
            Week = [new([DayOfWeek.Monday], [TimeFrame.Parse("08:00-18:00")]), new([DayOfWeek.Friday], [TimeFrame.Parse("08:00-16:00")])],
            MakeUp = [new(Date("2026-02-14"))],
        };
        Assert.Equal("CWF6013", Codes(uneven));
        Assert.Equal("CWF6015", Codes(uneven with { MakeUpFollows = DayOfWeek.Sunday }));
        Assert.Equal("08:00-16:00", Hours(uneven with { MakeUpFollows = DayOfWeek.Friday }));
        Assert.Equal("08:00-18:00", Hours(uneven with { MakeUpFollows = DayOfWeek.Friday, MakeUp = [new(Date("2026-02-14"), Follows: DayOfWeek.Monday)] }));
        Assert.Equal("09:00-12:00", Hours(uneven with { MakeUp = [new(Date("2026-02-14"), Hours: [TimeFrame.Parse("09:00-12:00")])] }));

        static string Hours(CalendarDefinition definition) =>
            string.Join(' ', Calendar.Build(definition).Required().Day(Date("2026-02-14")).Hours);
    }

    [Fact]
    public void A_make_up_day_on_a_working_day_is_pointed_out() =>
        Assert.Equal("CWF6014", Codes(Good with { MakeUp = [new(Date("2026-02-13"))] }));

    [Fact]
    public void Lists_and_published_years_belong_together()
    {
        Assert.Equal("CWF6016", Codes(Good with { Holidays = [new(Date("2027-01-01"), Date("2027-01-01"))] }));
        Assert.Equal("CWF6017", Codes(Good with { Published = null, Holidays = [new(Date("2026-01-01"), Date("2026-01-01"))] }));
        Assert.Equal("CWF6018 CWF6018", Codes(Good with { Published = [0, 2026, 10000] }));
    }

    [Fact]
    public void A_daily_window_is_between_nothing_and_a_day_long()
    {
        Assert.Equal("CWF6019", MonFri.WithDailyWindow(new(8, 0), TimeSpan.Zero).Diagnostics.Single().Code.Id);
        Assert.Equal("CWF6019", MonFri.WithDailyWindow(new(8, 0), TimeSpan.FromHours(25)).Diagnostics.Single().Code.Id);
        Assert.NotNull(MonFri.WithDailyWindow(new(8, 0), TimeSpan.FromHours(24)).Calendar);
    }

    [Fact]
    public void A_later_layer_overrides_by_date()
    {
        var line = Calendar.Build(new CalendarDefinition
        {
            Name = "line",
            Week = [new(MondayToFriday, [TimeFrame.Parse("09:00-17:00")])],
            Holidays = [new(Date("2026-02-14"), Date("2026-02-14"), Named("anniversary")), new(Date("2026-07-01"), Date("2026-07-01"))],
            Ordinary = [new(Date("2026-02-28"), Date("2026-02-28")), new(Date("2026-01-02"), Date("2026-01-02"))],
            MakeUp = [new(Date("2026-10-05"), Named("stocktaking"))],
        }, China);
        Assert.Empty(line.Diagnostics);
        var branch = Calendar.Build(new() { Name = "branch", MakeUp = [new(Date("2026-07-01"))] }, line.Calendar).Required();
        Assert.Equal((DayKind.Holiday, "line"), (branch.Day(Date("2026-02-14")).Kind, branch.Day(Date("2026-02-14")).Layer));
        Assert.Equal((DayKind.MakeUpWorkingDay, "branch"), (branch.Day(Date("2026-07-01")).Kind, branch.Day(Date("2026-07-01")).Layer));
        Assert.Equal((DayKind.RestDay, null), (branch.Day(Date("2026-02-28")).Kind, branch.Day(Date("2026-02-28")).Layer));
        Assert.Equal(DayKind.WorkingDay, branch.Day(Date("2026-01-02")).Kind);
        Assert.Equal((DayKind.MakeUpWorkingDay, "line"), (branch.Day(Date("2026-10-05")).Kind, branch.Day(Date("2026-10-05")).Layer));
        Assert.Equal((DayKind.MakeUpWorkingDay, "cn"), (branch.Day(Date("2026-05-09")).Kind, branch.Day(Date("2026-05-09")).Layer));
        Assert.Equal("09:00-17:00", string.Join(' ', branch.Day(Date("2026-05-09")).Hours)); // the base's day, the line's hours
        Assert.Equal(DayKind.Holiday, China.Day(Date("2026-01-02")).Kind); // the base is as it was
    }

    [Fact]
    public void A_layer_narrows_the_published_years_of_its_base()
    {
        var layer = Calendar.Build(new() { Name = "layer", Published = [2026, 2027] }, China).Required();
        Assert.True(layer.IsPublished(2026));
        Assert.False(layer.IsPublished(2025) || layer.IsPublished(2027));
        Assert.True(MonFri.IsPublished(2999));
    }

    [Fact]
    public void Days_from_facts_that_contradict_each_other_are_settled_with_a_warning()
    {
        var build = MonFri.WithDays([Date("2026-03-14")], [Date("2026-03-14"), Date("2026-03-14")]);
        Assert.Equal("CWF6010", Assert.Single(build.Diagnostics).Code.Id);
        Assert.True(build.Calendar!.IsWorkingDay(Date("2026-03-14")));
    }

    [Fact]
    public void Findings_stand_where_their_entry_stands_and_read_well_in_both_languages()
    {
        var span = new SourceSpan("line.json", "/holidays/0", 12, 5);
        var finding = Calendar.Build(Good with { Holidays = [new(Date("2026-10-07"), Date("2026-10-01"), null, span)] }).Diagnostics.Single();
        Assert.Equal(span, finding.Span);
        Assert.Equal("line.json(12,5): error CWF6012: Calendar 'branch': the days from 2026-10-07 to 2026-10-01 are not a span of 1 to 366 days."
            + " Correct the first or the last day; list each year on its own.", finding.Render(Language.English));
        Assert.Contains("从 2026-10-07 到 2026-10-01", finding.Message(Language.Chinese), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("08:00-12:00", 240, false)]
    [InlineData("22:00-06:00", 480, true)]
    [InlineData("00:00-24:00", 1440, false)]
    [InlineData("18:00-24:00", 360, false)]
    [InlineData("08:00-08:00", 1440, true)]
    public void A_frame_reads_what_it_writes(string text, int minutes, bool crosses)
    {
        var frame = TimeFrame.Parse(text);
        Assert.Equal((text, minutes, crosses), (frame.ToString(), (int)frame.Length.TotalMinutes, frame.CrossesMidnight));
    }

    [Theory]
    [InlineData("08:00")]
    [InlineData("8-12")]
    [InlineData("24:00-06:00")]
    [InlineData("22:00-00:00")]
    [InlineData("08:00-25:00")]
    [InlineData("08:00-12:00-13:00")]
    [InlineData("")]
    public void What_is_no_frame_is_refused(string text) => Assert.False(TimeFrame.TryParse(text, out _));

    [Fact]
    public void Every_code_has_its_texts_in_both_languages()
    {
        var codes = typeof(CalendarDiagnostics).GetProperties().Select(p => (DiagnosticCode)p.GetValue(null)!).ToList();
        Assert.Equal(codes.Count, codes.Select(c => c.Id).Distinct().Count());
        foreach (var code in codes)
            foreach (var part in (string[])[".title", ".message", ".remedy"])
            {
                var text = TextCatalog.Rules.Find(code.Id + part);
                Assert.NotNull(text);
                Assert.NotEqual(text.Zh, text.En);
            }
        foreach (var day in Enum.GetNames<DayOfWeek>()) Assert.NotNull(TextCatalog.Rules.Find("weekday." + day));
        foreach (var kind in Enum.GetNames<DayKind>()) Assert.NotNull(TextCatalog.Rules.Find("dayKind." + kind));
    }
}
