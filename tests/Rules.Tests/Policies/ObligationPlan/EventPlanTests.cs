using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Tests.Policies.ObligationPlan;

/// <summary>What one event brings: a due day, a window, several tasks, a chain.</summary>
public sealed class EventPlanTests
{
    private static readonly DecisionDocument Release = TestPolicy.Document("ObligationPlan", """
        {
          "parameters": { "limit": ["Period", "P1M"] },
          "facts": { "releasedOn": "Date", "asOf": "Date", "doneOn?": "Date" },
          "due": "releasedOn + limit", "done": "doneOn",
          "outcome": { "due": "Date", "state": "obligationState" }
        }
        """);

    private static readonly DecisionDocument AfterSales = TestPolicy.Document("ObligationPlan", """
        {
          "types": { "contact": ["P1W", "P1M", "P3M", "P1Y"] },
          "parameters": { "contactAfter": ["Map<contact, Period>", { "P1W": "P1W", "P1M": "P1M", "P3M": "P3M", "P1Y": "P1Y" }] },
          "facts": { "deliveredOn": "Date", "done": "List<contact>", "asOf": "Date" },
          "tasks": { "from": "deliveredOn", "offsets": "contactAfter", "done": "done" },
          "outcome": { "due": "Map<contact, Date>", "overdue": "List<contact>", "outstanding": "List<contact>", "next": "Date?", "state": "obligationState" }
        }
        """);

    private static readonly DecisionDocument StartUp = TestPolicy.Document("ObligationPlan", """
        {
          "types": { "task": ["formalities", "office", "site"] },
          "parameters": { "tasks": ["List<task>", ["formalities", "office", "site"]] },
          "facts": { "clientDeadline": "Date", "finishedOn": "Map<Date>", "asOf": "Date" },
          "tasks": { "list": "tasks", "due": "clientDeadline", "done": "finishedOn" },
          "outcome": { "state": "obligationState", "late": "List<task>", "outstanding": "List<task>" }
        }
        """);

    private static readonly DecisionDocument AnnualWindow = TestPolicy.Document("ObligationPlan", """
        {
          "parameters": { "opens": ["MonthDay", "--12-25"], "closes": ["MonthDay", "--12-30"] },
          "facts": { "year": "Integer", "completedOn?": "Date", "asOf": "Date" },
          "window": { "from": "opens", "to": "closes", "year": "year" }, "done": "completedOn",
          "outcome": { "due": "Date", "state": "obligationState" }
        }
        """);

    private static readonly DecisionDocument Payout = TestPolicy.Document("ObligationPlan", """
        {
          "calendar": "cn",
          "parameters": { "calculation": ["WorkingDays", "5wd"], "check": ["WorkingDays", "2wd"], "notice": ["WorkingDays", "1wd"] },
          "facts": { "calledOn?": "Date", "calculatedOn?": "Date", "checkedOn?": "Date", "noticeOn?": "Date", "noticeWanted": "Boolean", "asOf": "Date" },
          "steps": [
            { "step": "calculate", "label": { "zh": "计算", "en": "Calculate" }, "from": "calledOn", "offset": "calculation", "done": "calculatedOn" },
            { "step": "check", "label": { "zh": "核对", "en": "Check" }, "after": ["calculate"], "offset": "check", "done": "checkedOn", "clause": "2.3" },
            { "step": "notify", "label": { "zh": "通知", "en": "Notify" }, "when": "noticeWanted", "after": ["check"], "offset": "notice", "done": "noticeOn" }
          ],
          "outcome": { "state": "obligationState", "overdue": "List<Text>", "current": "Text?", "next": "Date?" }
        }
        """);

    [Theory]
    [InlineData("2026-01-31", null, "2026-02-28", "2026-02-28", "open")] // clamped; the last day is in time
    [InlineData("2026-01-31", null, "2026-03-01", "2026-02-28", "breached")]
    [InlineData("2026-01-31", "2026-02-28", "2026-03-01", "2026-02-28", "met")]
    [InlineData("2026-01-31", "2026-03-01", "2026-03-01", "2026-02-28", "breached")]
    public void Within_one_month_of_an_event(string from, string? done, string asOf, string due, string state) =>
        Assert.Equal($$"""{"due":"{{due}}","state":"{{state}}"}""",
            Release.Decide($$"""{"releasedOn":"{{from}}","asOf":"{{asOf}}"{{(done is null ? "" : $",\"doneOn\":\"{done}\"")}}}"""));

    [Fact]
    public void Four_contacts_after_a_delivery_each_with_its_own_day() =>
        Assert.Equal(
            """{"due":{"P1W":"2026-03-09","P1M":"2026-04-02","P3M":"2026-06-02","P1Y":"2027-03-02"},"overdue":["P1M"],"outstanding":["P1M","P3M","P1Y"],"next":"2026-04-02","state":"breached"}""",
            AfterSales.Decide("""{"deliveredOn":"2026-03-02","done":["P1W"],"asOf":"2026-04-10"}"""));

    [Theory]
    [InlineData("2026-06-20", "2026-06-30", "met", "[]", "[]")]
    [InlineData("2026-07-01", "2026-07-02", "breached", """["site"]""", "[]")]
    [InlineData(null, "2026-06-30", "open", "[]", """["site"]""")]
    [InlineData(null, "2026-07-01", "breached", "[]", """["site"]""")]
    public void All_tasks_by_the_client_s_day(string? site, string asOf, string state, string late, string outstanding) =>
        Assert.Equal($$"""{"state":"{{state}}","late":{{late}},"outstanding":{{outstanding}}}""",
            StartUp.Decide($$"""{"clientDeadline":"2026-06-30","finishedOn":{"formalities":"2026-06-01","office":"2026-06-02"{{(site is null ? "" : $",\"site\":\"{site}\"")}}},"asOf":"{{asOf}}"}"""));

    [Theory]
    [InlineData("2026-12-28", "2026-12-28", "met")]
    [InlineData("2026-12-25", "2026-12-30", "met")]
    [InlineData("2026-12-24", "2026-12-28", "early")]
    [InlineData("2026-12-24", "2026-12-30", "early")] // it can still be repeated
    [InlineData("2026-12-24", "2026-12-31", "breached")] // the window has closed, and it was not
    [InlineData("2026-12-31", "2026-12-31", "breached")]
    [InlineData(null, "2026-12-01", "open")]
    [InlineData(null, "2026-12-30", "open")]
    [InlineData(null, "2026-12-31", "breached")]
    public void Once_a_year_within_a_fixed_window(string? done, string asOf, string state) =>
        Assert.Equal($$"""{"due":"2026-12-30","state":"{{state}}"}""",
            AnnualWindow.Decide($$"""{"year":2026,"asOf":"{{asOf}}"{{(done is null ? "" : $",\"completedOn\":\"{done}\"")}}}"""));

    [Theory]
    [InlineData("true", """{"on":"2026-06-05","by":"desk"}""")]
    [InlineData("false", """{"on":null,"by":"desk"}""")]
    public void A_day_to_aim_at_has_no_state(string wanted, string outcome)
    {
        var plan = TestPolicy.Document("ObligationPlan", """
            { "parameters": { "lead": ["Period", "P15D"], "desk": ["Text", "desk"] }, "facts": { "maturityDate": "Date", "wanted": "Boolean" },
              "when": "wanted", "by": "desk", "target": "maturityDate - lead",
              "outcome": [
                { "name": "on", "type": "Date?", "label": { "zh": "目标日", "en": "On" }, "value": "result.target" },
                { "name": "by", "type": "Text", "label": { "zh": "责任人", "en": "By" }, "value": "result.by" } ] }
            """);
        var facts = $$"""{ "maturityDate": "2026-06-20", "wanted": {{wanted}} }""";
        Assert.Equal(outcome, plan.Decide(facts));
        if (wanted == "true") Assert.Contains("目标日 2026-06-05；并非期限，不判定逾期", plan.Explain(facts, Language.Chinese));
    }

    [Theory]
    [InlineData("", "notRequired", "[]", "null", "null")]
    [InlineData(""" "calledOn":"2026-09-28", """, "open", "[]", "\"calculate\"", "\"2026-10-10\"")] // over the national holiday, with its make-up Saturday
    [InlineData(""" "calledOn":"2026-09-14","calculatedOn":"2026-09-16", """, "breached", """["check"]""", "\"check\"", "\"2026-09-18\"")]
    [InlineData(""" "calledOn":"2026-09-14","calculatedOn":"2026-09-29","checkedOn":"2026-09-30", """, "breached", "[]", "null", "null")]
    [InlineData(""" "calledOn":"2026-09-24","calculatedOn":"2026-09-28","checkedOn":"2026-09-29", """, "met", "[]", "null", "null")]
    public void Each_step_runs_from_the_day_on_which_the_one_before_was_done(string facts, string state, string overdue, string current, string next) =>
        Assert.Equal($$"""{"state":"{{state}}","overdue":{{overdue}},"current":{{current}},"next":{{next}}}""",
            Payout.Decide("{" + facts + """ "noticeWanted":false,"asOf":"2026-09-30" }"""));

    [Fact]
    public void A_step_that_applies_keeps_the_chain_open() =>
        Assert.Contains("\"current\":\"notify\"", Payout.Decide("""{"calledOn":"2026-09-24","calculatedOn":"2026-09-28","checkedOn":"2026-09-30","noticeWanted":true,"asOf":"2026-09-30"}"""), StringComparison.Ordinal);

    [Fact]
    public void A_moment_is_in_time_to_the_second()
    {
        var reply = TestPolicy.Document("ObligationPlan", """
            {
              "parameters": { "limit": ["Duration", "PT24H"] },
              "facts": { "receivedAt": "Instant", "repliedAt?": "Instant", "asOf": "Instant" },
              "due": "receivedAt + limit", "done": "repliedAt",
              "outcome": { "due": "Instant", "state": "obligationState" }
            }
            """);
        Assert.Equal("""{"due":"2026-04-15T14:00:00+08:00","state":"met"}""",
            reply.Decide("""{"receivedAt":"2026-04-14T14:00:00+08:00","repliedAt":"2026-04-15T14:00:00+08:00","asOf":"2026-04-16T00:00:00+08:00"}"""));
        Assert.Equal("""{"due":"2026-04-15T14:00:00+08:00","state":"breached"}""",
            reply.Decide("""{"receivedAt":"2026-04-14T14:00:00+08:00","asOf":"2026-04-15T14:00:01+08:00"}"""));
    }

    [Theory]
    [InlineData("true", "null", """{"state":"open","due":"2026-06-01","by":"clerk"}""")]
    [InlineData("false", "null", """{"state":"notRequired","due":null,"by":"clerk"}""")]
    public void Nothing_is_due_when_the_condition_does_not_hold(string wentOut, string done, string expected)
    {
        var plan = TestPolicy.Document("ObligationPlan", """
            {
              "parameters": { "keeper": ["Text", "clerk"] },
              "facts": { "wentOut": "Boolean", "doneOn?": "Date" },
              "when": "wentOut", "by": "keeper", "due": "asOf", "done": "doneOn",
              "outcome": { "state": "obligationState", "due": "Date?", "by": "Text" }
            }
            """);
        Assert.Equal(expected, plan.Decide($$"""{"wentOut":{{wentOut}},"doneOn":{{done}}}"""));
    }

    [Fact]
    public void A_due_day_that_was_never_set_has_no_state()
    {
        var plan = TestPolicy.Document("ObligationPlan", """
            {
              "facts": { "promisedOn?": "Date" }, "due": "promisedOn",
              "outcome": { "state": "obligationState?", "due": "Date?" }
            }
            """);
        Assert.Equal("""{"state":null,"due":null}""", plan.Decide("{}"));
    }

    [Fact]
    public void What_was_never_done_is_told_without_a_day_of_doing()
    {
        Assert.Contains("Overdue: not done, due 2026-05-10, seen on 2026-05-11", Release.Explain("""{"releasedOn":"2026-04-10","asOf":"2026-05-11"}""", Language.English));
        Assert.Contains("Breached: done 2026-05-11, due 2026-05-10, seen on 2026-05-12",
            Release.Explain("""{"releasedOn":"2026-04-10","doneOn":"2026-05-11","asOf":"2026-05-12"}""", Language.English));
        Assert.Contains("Overdue: not done, the window ran from 2026-12-25 to 2026-12-30, seen on 2027-01-02", AnnualWindow.Explain("""{"year":2026,"asOf":"2027-01-02"}""", Language.English));
        Assert.Contains("Calculate: overdue, due 2026-06-08, seen on 2026-06-30", Payout.Explain("""{"calledOn":"2026-06-01","noticeWanted":true,"asOf":"2026-06-30"}""", Language.English));
        var contacts = AfterSales.Explain("""{"deliveredOn":"2026-03-02","done":["P1W"],"asOf":"2026-04-10"}""", Language.English);
        Assert.Contains("P1W: done, due 2026-03-09", contacts);
        Assert.Contains("P1M: overdue, due 2026-04-02, seen on 2026-04-10", contacts);
    }
}
