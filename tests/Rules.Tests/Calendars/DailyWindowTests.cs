using CrmWorkflows.Rules.Calendars;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Policies.Calendars;
using CrmWorkflows.Rules.Tests.Policies;
using CrmWorkflows.Rules.Values.Time;
using static CrmWorkflows.Rules.Tests.Calendars.TestCalendars;

namespace CrmWorkflows.Rules.Tests.Calendars;

/// <summary>Windows of every day, which may cross midnight: as a calendar of their own, and computed from the facts of a document.</summary>
public sealed class DailyWindowTests
{
    [Theory]
    [InlineData("2026-10-01T23:00:00+08:00", "2026-10-02T03:00:00+08:00")] // a national holiday is a day like any other
    [InlineData("2026-06-06T07:00:00+08:00", "2026-06-06T23:00:00+08:00")] // one hour until eight, then from twenty o'clock on
    [InlineData("2026-06-06T12:00:00+08:00", "2026-06-07T00:00:00+08:00")]
    public void A_night_desk_is_open_every_night_of_the_year(string from, string by) =>
        Assert.Equal(Instant(by), Read("""{ "kind": "Calendar", "name": "night", "title": { "zh": "夜间值守", "en": "Night desk" }, "base": "cn", "daily": ["20:00-08:00"] }""").AddWorkingTime(Instant(from), WorkingTime.OfHours(4)).Value);

    [Fact]
    public void Several_frames_of_every_day_leave_a_break_between_them()
    {
        var calendar = Read("""{ "kind": "Calendar", "name": "shifts", "title": { "zh": "两班", "en": "Two shifts" }, "timeZone": "Asia/Shanghai", "daily": ["08:00-12:00", "14:00-18:00"] }""");
        Assert.Equal(Instant("2026-06-07T15:00:00+08:00"), calendar.AddWorkingTime(Instant("2026-06-07T11:00:00+08:00"), WorkingTime.OfHours(2)).Value);
        Assert.Equal(DayKind.WorkingDay, calendar.Day(new DateOnly(2026, 10, 1)).Kind);
    }

    private static string Document(string calendar) => $$"""
        { "calendar": {{calendar}}, "types": { "level": ["gold", "silver"] },
          "parameters": { "limit": ["WorkingTime", "4wh"], "perDay": ["Map<level, WorkingTime>", { "gold": "18wh", "silver": "12wh" }] },
          "facts": { "at": "Instant", "opensAt": "TimeOfDay", "level": "level", "own?": "Map<WorkingTime>" },
          "outcome": [{ "name": "by", "type": "Instant", "label": { "zh": "期限", "en": "By" }, "value": "at + limit" }] }
        """;

    [Theory]
    [InlineData("gold", "08:00", "2026-10-02T00:30:00+08:00", "2026-10-02T10:30:00+08:00")] // until two, then from eight on: ninety minutes and a hundred and fifty
    [InlineData("silver", "20:00", "2026-10-01T23:00:00+08:00", "2026-10-02T03:00:00+08:00")]
    [InlineData("silver", "08:00", "2026-10-01T19:00:00+08:00", "2026-10-02T11:00:00+08:00")]
    public void A_document_counts_in_a_window_that_its_facts_give(string level, string opens, string at, string by) =>
        Assert.Equal($$"""{"by":"{{by}}"}""", TestPolicy.Document("Calculation", Document("""{ "base": "cn", "opens": "opensAt", "hours": "perDay[level]" }"""))
            .Decide($$"""{ "at": "{{at}}", "opensAt": "{{opens}}", "level": "{{level}}" }"""));

    [Fact]
    public void A_window_that_cannot_be_told_leaves_the_decision_open()
    {
        var document = TestPolicy.Document("Calculation", Document("""{ "base": "cn", "opens": "opensAt", "hours": "own['gold']" }""").Replace("\"own?\"", "\"own\"", StringComparison.Ordinal));
        Assert.Equal("""{"undetermined":true,"missingFacts":["own.gold"]}""", document.Decide("""{ "at": "2026-10-01T19:00:00+08:00", "opensAt": "08:00", "level": "gold", "own": {} }"""));
        Assert.Equal("CWF6019", document.Run("""{ "at": "2026-10-01T19:00:00+08:00", "opensAt": "08:00", "level": "gold", "own": { "gold": "25wh" } }""", explain: false).Fault?.Code.Id);
    }

    [Theory]
    [InlineData("""{ "base": "cn", "opens": "opensAt" }""")]
    [InlineData("""{ "base": "cn", "opens": "opensAt", "hours": "level" }""")]
    [InlineData("""{ "base": "cn", "opens": "opensAt", "hours": "limit", "holidays": "[today]" }""")]
    public void A_window_is_said_in_full_and_alone(string calendar) => Assert.Contains("CWF1019", TestPolicy.Findings("Calculation", Document(calendar)).Select(d => d.Code.Id));

    private static Calendar Read(string text)
    {
        var findings = new DiagnosticBag();
        var documents = new CalendarDocuments(findings);
        documents.Read(JsonSource.Parse("cn.json", File.ReadAllText(Path.Combine(House.Repository.Root, "rules", "_calendars", "cn.json")), findings)!);
        documents.Read(JsonSource.Parse("calendar.json", text, findings)!);
        var built = documents.Build();
        Assert.Empty(findings.ToImmutable());
        return built.Values.Single(c => c.Name != "cn");
    }
}
