using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Tests.Policies.ObligationPlan;

/// <summary>What comes round: periods that need a record, visits a month, days of the calendar.</summary>
public sealed class CyclePlanTests
{
    private static readonly DecisionDocument Visits = TestPolicy.Document("ObligationPlan", """
        {
          "types": {
            "grade": ["A", "B", "C", "D"],
            "role": {
              "label": { "zh": "角色", "en": "Role" }, "ordered": true,
              "enum": [
                { "code": "specialist", "label": { "zh": "专员", "en": "Specialist" } },
                { "code": "manager", "label": { "zh": "经理", "en": "Manager" } },
                { "code": "leader", "label": { "zh": "公司领导", "en": "Company leader" } }
              ]
            },
            "duty": {
              "record": [
                { "name": "role", "type": "role", "label": { "zh": "角色", "en": "Role" } },
                { "name": "minimum", "type": "Integer", "label": { "zh": "最低", "en": "Minimum" } },
                { "name": "target", "type": "Integer", "label": { "zh": "目标", "en": "Target" } }
              ]
            },
            "visit": {
              "record": [
                { "name": "date", "type": "Date", "label": { "zh": "日期", "en": "Date" } },
                { "name": "role", "type": "role", "label": { "zh": "角色", "en": "Role" } }
              ]
            }
          },
          "parameters": {
            "visitDuty": ["Map<grade, duty>", {
              "A": { "role": "leader", "minimum": 1, "target": 2 }, "B": { "role": "manager", "minimum": 1, "target": 2 }, "C": { "role": "specialist", "minimum": 2, "target": 4 }
            }]
          },
          "facts": { "grade": "grade", "month": "YearMonth", "visits": "List<visit>", "asOf?": "Date" },
          "quota": {
            "tiers": [ { "tier": "visited", "when": "grade in visitDuty", "role": "visitDuty[grade].role", "minimum": "visitDuty[grade].minimum", "target": "visitDuty[grade].target" } ],
            "within": { "unit": "month", "day": "firstDay(month)" },
            "records": "visits", "date": "record.date", "counts": "record.role >= role"
          },
          "outcome": { "role": "role?", "minimum": "Integer", "target": "Integer", "counted": "Integer", "compliant": "Boolean", "shortfall": "Integer", "state": "obligationState" }
        }
        """);

    private static DecisionDocument Periods(string every, string filed, string missing, string from = "from", string more = "") => TestPolicy.Document("ObligationPlan", $$"""
        {
          "parameters": { "grace": ["Period", "P10D"] },
          "facts": { "from": "Date", "asOf": "Date", "filed": "{{filed}}" },
          "periods": { "every": {{every}}, "from": "{{from}}", "filed": "filed"{{more}} },
          "outcome": { "missing": "{{missing}}", "missed": "Integer", "due": "Date", "state": "obligationState" }
        }
        """);

    private static string Missing(DecisionDocument plan, string from, string asOf, string filed)
    {
        var outcome = plan.Decide($$"""{"from":"{{from}}","asOf":"{{asOf}}","filed":{{filed}}}""");
        return outcome[(outcome.IndexOf(':', StringComparison.Ordinal) + 1)..outcome.IndexOf(",\"missed\"", StringComparison.Ordinal)];
    }

    [Theory]
    [InlineData("""["quarter"]""", "2026-02-10", "2026-07-15", """["2026Q1"]""", """["2026Q2"]""")]
    [InlineData("""["quarter"]""", "2026-02-10", "2026-06-30", """["2026Q1"]""", "[]")] // a quarter that ends today has not ended
    [InlineData("""["halfYear","year"]""", "2026-01-01", "2026-07-10", "[]", """["2026H1"]""")]
    [InlineData("""["halfYear","year"]""", "2026-01-01", "2027-01-01", """["2026H1"]""", """["2026H2","2026"]""")]
    [InlineData("""["month"]""", "2026-01-31", "2026-04-01", """["2026-02"]""", """["2026-01","2026-03"]""")]
    public void Ended_periods_without_a_record(string every, string from, string asOf, string filed, string missing) =>
        Assert.Equal(missing, Missing(Periods(every, "List<Text>", "List<Text>"), from, asOf, filed));

    [Fact]
    public void Weeks_without_a_meeting_by_the_days_on_which_it_was_held() =>
        Assert.Equal("""["2026-W11"]""", Missing(Periods("""["week"]""", "List<Date>", "List<Text>"), "2026-03-02", "2026-03-18", """["2026-03-04"]"""));

    [Fact]
    public void Years_are_numbers_when_they_are_filed_as_numbers() =>
        Assert.Equal("[2025]", Missing(Periods("""["year"]""", "List<Integer>", "List<Integer>"), "2024-05-01", "2026-07-15", "[2024]"));

    [Theory]
    [InlineData("2026-04-10", "[]")]
    [InlineData("2026-04-11", """["2026Q1"]""")]
    public void A_record_is_in_time_within_the_days_of_grace(string asOf, string missing) =>
        Assert.Equal(missing, Missing(Periods("""["quarter"]""", "List<Text>", "List<Text>", more: """, "grace": "grace" """), "2026-02-10", asOf, "[]"));

    [Fact]
    public void Days_missed_since_the_last_update_without_today()
    {
        var daily = TestPolicy.Document("ObligationPlan", """
            {
              "facts": { "lastUpdatedOn": "Date", "asOf": "Date" },
              "periods": { "every": ["day"], "from": "lastUpdatedOn", "filed": "[lastUpdatedOn]" },
              "outcome": { "missed": "Integer", "state": "obligationState" }
            }
            """);
        Assert.Equal("""{"missed":0,"state":"open"}""", daily.Decide("""{"lastUpdatedOn":"2026-03-02","asOf":"2026-03-03"}"""));
        Assert.Equal("""{"missed":3,"state":"breached"}""", daily.Decide("""{"lastUpdatedOn":"2026-03-02","asOf":"2026-03-06"}"""));
        Assert.Equal("""{"missed":0,"state":"met"}""", daily.Decide("""{"lastUpdatedOn":"2026-03-02","asOf":"2026-03-02"}"""));
    }

    [Theory]
    [InlineData("""[{"date":"2026-03-20","present":true}]""", "met")]
    [InlineData("""[{"date":"2026-03-20","present":false}]""", "open")]
    [InlineData("""[{"date":"2025-12-31","present":true}]""", "open")]
    public void One_event_in_the_running_half_year(string events, string state)
    {
        var plan = TestPolicy.Document("ObligationPlan", """
            {
              "types": { "event": { "record": [
                { "name": "date", "type": "Date", "label": { "zh": "日期", "en": "Date" } },
                { "name": "present", "type": "Boolean", "label": { "zh": "总经理参加", "en": "General manager present" } } ] } },
              "facts": { "asOf": "Date", "events": "List<event>" },
              "periods": { "every": ["halfYear"], "filed": "select(where(events, e => e.present), e => e.date)" },
              "outcome": { "due": "Date", "state": "obligationState" }
            }
            """);
        Assert.Equal($$"""{"due":"2026-06-30","state":"{{state}}"}""", plan.Decide($$"""{"asOf":"2026-05-10","events":{{events}}}"""));
    }

    [Theory]
    [InlineData("B", """[{"date":"2026-05-12","role":"manager"}]""", """{"role":"manager","minimum":1,"target":2,"counted":1,"compliant":true,"shortfall":0,"state":"met"}""")]
    [InlineData("B", """[{"date":"2026-05-12","role":"leader"}]""", """{"role":"manager","minimum":1,"target":2,"counted":1,"compliant":true,"shortfall":0,"state":"met"}""")] // senior counts
    [InlineData("B", """[{"date":"2026-05-12","role":"specialist"}]""", """{"role":"manager","minimum":1,"target":2,"counted":0,"compliant":false,"shortfall":1,"state":"open"}""")] // junior does not
    [InlineData("C", """[{"date":"2026-05-12","role":"specialist"},{"date":"2026-06-01","role":"leader"}]""", """{"role":"specialist","minimum":2,"target":4,"counted":1,"compliant":false,"shortfall":1,"state":"open"}""")] // June is another month
    [InlineData("D", """[{"date":"2026-05-12","role":"leader"}]""", """{"role":null,"minimum":0,"target":0,"counted":0,"compliant":true,"shortfall":0,"state":"notRequired"}""")]
    public void Visits_a_month_by_tier_and_role(string grade, string visits, string expected) =>
        Assert.Equal(expected, Visits.Decide($$"""{"grade":"{{grade}}","month":"2026-05","visits":{{visits}},"asOf":"2026-05-31"}"""));

    [Fact]
    public void A_shortfall_is_a_breach_once_the_month_is_over() =>
        Assert.Contains("\"state\":\"breached\"", Visits.Decide("""{"grade":"C","month":"2026-05","visits":[],"asOf":"2026-06-01"}"""), StringComparison.Ordinal);

    [Fact]
    public void Contacts_that_are_counted_elsewhere()
    {
        var plan = TestPolicy.Document("ObligationPlan", """
            {
              "parameters": { "least": ["Integer", 1], "wanted": ["Integer", 2] },
              "facts": { "resolved": "Boolean", "contacts": "Integer" },
              "when": "resolved",
              "quota": { "tiers": [ { "tier": "aftercare", "minimum": "least", "target": "wanted" } ], "counted": "contacts" },
              "outcome": { "compliant": "Boolean", "targetMet": "Boolean", "state": "obligationState" }
            }
            """);
        Assert.Equal("""{"compliant":true,"targetMet":false,"state":"met"}""", plan.Decide("""{"resolved":true,"contacts":1}"""));
        Assert.Equal("""{"compliant":false,"targetMet":false,"state":"open"}""", plan.Decide("""{"resolved":true,"contacts":0}"""));
        Assert.Equal("""{"compliant":true,"targetMet":true,"state":"notRequired"}""", plan.Decide("""{"resolved":false,"contacts":0}"""));
    }

    private static readonly DecisionDocument Greetings = TestPolicy.Document("ObligationPlan", """
        {
          "parameters": { "cleaningDay": ["Integer", 1], "friday": ["Integer", 5], "beforeDay": ["Period", "P24D"] },
          "facts": { "day": "Date", "festivals": "List<Date>", "birthday?": "MonthDay" },
          "occasions": {
            "day": "day",
            "on": [
              { "occasion": "festival", "label": { "zh": "节日", "en": "Festival" }, "dates": "festivals" },
              { "occasion": "birthday", "label": { "zh": "生日", "en": "Birthday" }, "yearly": "birthday" },
              { "occasion": "cleaning", "label": { "zh": "清洁", "en": "Cleaning" }, "weekday": "cleaningDay" },
              { "occasion": "meeting", "label": { "zh": "月度大会", "en": "All hands" }, "monthly": "lastWeekdayBefore(firstDay(month) + beforeDay, friday)" }
            ]
          },
          "outcome": { "isDue": "Boolean", "reasons": "List<Text>", "next": "Date?" }
        }
        """);

    [Theory]
    [InlineData("2026-10-01", "05-20", true, """["festival"]""", "2026-10-05")]
    [InlineData("2026-05-20", "05-20", true, """["birthday"]""", "2026-05-22")]
    [InlineData("2027-02-28", "02-29", true, """["birthday"]""", "2027-03-01")] // kept on the 28th in a common year
    [InlineData("2026-06-15", "05-20", true, """["cleaning"]""", "2026-06-19")] // a Monday; the Friday before the 25th
    [InlineData("2026-09-18", "05-20", true, """["meeting"]""", "2026-09-21")] // the 25th is itself a Friday: a week earlier
    [InlineData("2026-06-16", "05-20", false, "[]", "2026-06-19")]
    public void Festivals_birthdays_weekdays_and_days_of_the_month(string day, string birthday, bool due, string reasons, string next) =>
        Assert.Equal($$"""{"isDue":{{(due ? "true" : "false")}},"reasons":{{reasons}},"next":"{{next}}"}""",
            Greetings.Decide($$"""{"day":"{{day}}","festivals":["2026-10-01","2027-02-06"],"birthday":"{{birthday}}"}"""));

    [Fact]
    public void The_reason_names_what_is_missing_in_both_languages()
    {
        var plan = Periods("""["quarter"]""", "List<Text>", "List<Text>");
        const string facts = """{"from":"2026-02-10","asOf":"2026-07-15","filed":["2026Q1"]}""";
        Assert.Contains("2026Q2 has ended on 2026-06-30 without a record", plan.Explain(facts, Language.English));
        Assert.Contains("2026Q2 已于 2026-06-30 届满，无记录", plan.Explain(facts, Language.Chinese));
    }
}
