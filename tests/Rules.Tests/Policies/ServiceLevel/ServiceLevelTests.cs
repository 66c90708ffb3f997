using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Tests.Policies.ServiceLevel;

/// <summary>Service levels as documents: limits by tier, hours of a manager, several targets, escalation, and what happens to a case.</summary>
public sealed class ServiceLevelTests
{
    // Answered within a limit by level; the clock of a request outside the manager's hours starts at their next opening.
    private static readonly DecisionDocument EnquiryReply = TestPolicy.Document("ServiceLevel", """
        {
          "types": { "level": ["super", "gold", "silver", "regular"] },
          "parameters": {
            "limits": ["Map<level, Duration>", { "super": "PT30M", "gold": "PT1H", "silver": "PT2H", "regular": "PT24H" }],
            "managerHours": ["Map<level, WorkingTime>", { "super": "24wh", "gold": "18wh", "silver": "12wh", "regular": "8wh" }]
          },
          "facts": { "level": "level", "receivedAt": "Instant", "windowStart": "TimeOfDay", "doneAt?": "Instant", "asOf": "Instant" },
          "opened": "receivedAt",
          "startsIn": { "opens": "windowStart", "hours": "managerHours[level]" },
          "targets": [ { "target": "reply", "label": { "zh": "答复", "en": "Reply" }, "limit": "limits[level]", "done": "doneAt" } ],
          "outcome": { "clockStartsAt": "Instant", "dueAt": "Instant", "state": "serviceState" }
        }
        """);

    [Theory]
    [InlineData("super", "2026-04-14T23:50", "2026-04-15T00:15", "2026-04-14T23:50", "2026-04-15T00:20", "met")]
    [InlineData("silver", "2026-04-14T10:00", "2026-04-14T12:30", "2026-04-14T10:00", "2026-04-14T12:00", "breached")]
    [InlineData("silver", "2026-04-14T20:00", "2026-04-15T10:00", "2026-04-15T08:00", "2026-04-15T10:00", "met")] // the closing instant is outside
    [InlineData("gold", "2026-04-14T01:59", "2026-04-14T02:59", "2026-04-14T01:59", "2026-04-14T02:59", "met")] // a window over midnight
    [InlineData("gold", "2026-04-14T02:00", "2026-04-14T08:30", "2026-04-14T08:00", "2026-04-14T09:00", "met")]
    [InlineData("regular", "2026-04-18T06:00", "2026-04-19T08:00", "2026-04-18T08:00", "2026-04-19T08:00", "met")] // a Saturday counts
    public void A_clock_starts_in_the_manager_s_hours_and_then_runs_plainly(string level, string received, string done, string starts, string due, string state) =>
        Assert.Equal($$"""{"clockStartsAt":"{{starts}}:00+08:00","dueAt":"{{due}}:00+08:00","state":"{{state}}"}""",
            EnquiryReply.Decide($$"""{"level":"{{level}}","receivedAt":"{{received}}:00+08:00","windowStart":"08:00","doneAt":"{{done}}:00+08:00","asOf":"{{done}}:00+08:00"}"""));

    private static readonly DecisionDocument Complaint = TestPolicy.Document("ServiceLevel", """
        {
          "calendar": "cn",
          "types": {
            "grade": ["vip", "regular"], "severity": ["major", "minor"],
            "what": ["replied", "resolved", "waitingForCustomer", "customerAnswered", "reclassified", "reopened", "dueChanged"],
            "happening": { "record": [
              { "name": "at", "type": "Instant", "label": { "zh": "时间", "en": "At" } },
              { "name": "event", "type": "what", "label": { "zh": "事件", "en": "Event" } },
              { "name": "grade", "type": "grade?", "label": { "zh": "等级", "en": "Grade" }, "required": false },
              { "name": "severity", "type": "severity?", "label": { "zh": "程度", "en": "Severity" }, "required": false },
              { "name": "target", "type": "Text?", "label": { "zh": "目标", "en": "Target" }, "required": false },
              { "name": "due", "type": "Instant?", "label": { "zh": "期限", "en": "Due" }, "required": false },
              { "name": "reason", "type": "Text?", "label": { "zh": "理由", "en": "Reason" }, "required": false } ] }
          },
          "parameters": {
            "opening": ["TimeOfDay", "08:00"], "day": ["WorkingTime", "10wh"],
            "toReply": ["Map<grade, WorkingTime>", { "vip": "2wh", "regular": "4wh" }],
            "toResolve": ["Map<severity, WorkingTime>", { "major": "8wh", "minor": "20wh" }],
            "warnBefore": ["WorkingTime", "1wh"], "half": ["Percentage", 0.5], "later": ["WorkingTime", "2wh"],
            "supervisors": ["List<Text>", ["supervisor"]], "heads": ["List<Text>", ["supervisor", "branchHead"]]
          },
          "facts": { "grade": "grade", "severity": "severity", "openedAt": "Instant", "happenings": "List<happening>", "asOf": "Instant" },
          "opened": "openedAt",
          "runsIn": { "opens": "opening", "hours": "day" },
          "targets": [
            { "target": "reply", "label": { "zh": "答复", "en": "Reply" }, "limit": "toReply[grade]", "warn": "warnBefore", "doneOn": "replied", "clause": "3.1" },
            { "target": "resolve", "label": { "zh": "办结", "en": "Resolve" }, "limit": "toResolve[severity]", "warn": "half", "doneOn": "resolved", "clause": "3.2" }
          ],
          "levels": [
            { "level": "first", "label": { "zh": "一级", "en": "First" }, "target": "resolve", "at": "half", "notify": "supervisors", "actions": ["remind"] },
            { "level": "second", "label": { "zh": "二级", "en": "Second" }, "target": "resolve", "at": "later", "notify": "heads", "actions": ["escalate", "remind"] }
          ],
          "events": {
            "list": "happenings",
            "pauses": [ { "on": "waitingForCustomer", "until": "customerAnswered", "targets": ["resolve"] } ],
            "reclassified": { "on": "reclassified", "facts": ["grade", "severity"] },
            "reopened": { "on": "reopened", "targets": ["resolve"] },
            "changed": "dueChanged"
          },
          "outcome": [
            { "name": "state", "type": "serviceState", "label": { "zh": "状态", "en": "State" }, "value": "result.state" },
            { "name": "reply", "type": "serviceState", "label": { "zh": "答复", "en": "Reply" }, "value": "result.targets.reply.state" },
            { "name": "replyDue", "type": "Instant", "label": { "zh": "答复期限", "en": "Reply due" }, "value": "result.targets.reply.dueAt" },
            { "name": "resolveDue", "type": "Instant", "label": { "zh": "办结期限", "en": "Resolve due" }, "value": "result.targets.resolve.dueAt" },
            { "name": "next", "type": "Text?", "label": { "zh": "下一目标", "en": "Next" }, "value": "result.next" },
            { "name": "reached", "type": "List<Text>", "label": { "zh": "已触发", "en": "Reached" }, "value": "result.reached" },
            { "name": "notify", "type": "List<Text>", "label": { "zh": "知会", "en": "Notify" }, "value": "result.notify" },
            { "name": "actions", "type": "List<Text>", "label": { "zh": "措施", "en": "Actions" }, "value": "result.actions" }
          ]
        }
        """);

    private static string Case(string asOf, string happenings, string grade = "vip", string severity = "major") => Complaint.Decide(Facts(asOf, happenings, grade, severity));

    private static string Facts(string asOf, string happenings, string grade = "vip", string severity = "major") =>
        $$"""{"grade":"{{grade}}","severity":"{{severity}}","openedAt":"2026-06-01T17:00:00+08:00","asOf":"2026-06-{{asOf}}:00+08:00","happenings":[{{happenings}}]}""";

    private static string Happened(string at, string what, string more = "") => $$"""{"at":"2026-06-{{at}}:00+08:00","event":"{{what}}"{{more}}}""";

    private static string Outcome(string state, string reply, string replyDue, string resolveDue, string next, string reached = "[]", string notify = "[]", string actions = "[]") =>
        $$"""{"state":"{{state}}","reply":"{{reply}}","replyDue":"2026-06-{{replyDue}}:00+08:00","resolveDue":"2026-06-{{resolveDue}}:00+08:00","next":{{next}},"reached":{{reached}},"notify":{{notify}},"actions":{{actions}}}""";

    [Fact]
    public void Each_target_has_its_own_limit_by_grade_or_severity() =>
        Assert.Equal(Outcome("open", "open", "02T09:00", "02T15:00", "\"reply\""), Case("01T17:30", ""));

    [Fact]
    public void A_first_response_stops_its_own_clock_and_a_later_update_does_not_overwrite_it() =>
        Assert.Equal(Outcome("open", "met", "02T09:00", "02T15:00", "\"resolve\""),
            Case("02T10:59", $"{Happened("02T08:30", "replied")},{Happened("02T10:30", "replied")}"));

    [Fact]
    public void A_pause_holds_only_the_targets_that_it_names() =>
        Assert.Equal(Outcome("breached", "breached", "02T09:00", "03T10:00", "\"reply\""),
            Case("02T14:00", $"{Happened("01T18:00", "waitingForCustomer")},{Happened("02T13:00", "customerAnswered")}"));

    [Fact]
    public void A_change_of_severity_after_a_pause_keeps_the_consumed_time() =>
        // One hour was consumed before the pause and one after it: of twenty eighteen are left on Tuesday at 14:00.
        Assert.Equal(Outcome("open", "met", "02T09:00", "04T12:00", "\"resolve\""),
            Case("02T14:00", $"{Happened("01T18:00", "waitingForCustomer")},{Happened("02T08:30", "replied")},{Happened("02T13:00", "customerAnswered")},{Happened("02T14:00", "reclassified", ""","severity":"minor" """)}"));

    [Fact]
    public void Levels_tell_their_roles_and_bring_their_actions() =>
        Assert.Equal(Outcome("breached", "met", "02T09:00", "02T15:00", "\"resolve\"", """["first","second"]""", """["supervisor","branchHead"]""", """["remind","escalate"]"""),
            Case("02T17:00", Happened("02T08:30", "replied")));

    [Fact]
    public void A_level_that_comes_after_the_case_was_settled_is_not_reached() =>
        Assert.Equal(Outcome("met", "met", "02T09:00", "02T15:00", "null", """["first"]""", """["supervisor"]""", """["remind"]"""),
            Case("05T17:00", $"{Happened("02T08:30", "replied")},{Happened("02T14:00", "resolved")}"));

    [Fact]
    public void A_reopened_case_runs_on_and_its_reply_stays_given() =>
        // Three of eight hours were consumed when it was first settled.
        Assert.Equal(Outcome("open", "met", "02T09:00", "03T13:00", "\"resolve\""),
            Case("03T08:30", $"{Happened("02T08:30", "replied")},{Happened("02T10:00", "resolved")},{Happened("03T05:00", "reopened")}"));

    [Fact]
    public void A_due_moment_is_changed_by_hand_with_a_reason_for_one_target() =>
        Assert.Equal(Outcome("open", "open", "02T09:00", "04T12:00", "\"reply\""),
            Case("02T08:30", Happened("02T08:00", "dueChanged", ""","target":"resolve","due":"2026-06-04T12:00:00+08:00","reason":"awaits the insurer" """)));

    [Fact]
    public void A_change_without_a_reason_is_refused()
    {
        var decision = Complaint.Run(Facts("02T08:30", Happened("02T08:00", "dueChanged", ""","target":"resolve","due":"2026-06-04T12:00:00+08:00" """)), explain: false);
        Assert.Equal("CWF4513", decision.Fault!.Code.Id);
    }

    [Fact]
    public void The_reason_tells_the_start_the_pauses_and_the_due_moment_in_both_languages()
    {
        var facts = Facts("02T14:00", $"{Happened("01T18:00", "waitingForCustomer")},{Happened("02T13:00", "customerAnswered")}");
        Assert.Contains("Paused from 2026-06-01 18:00:00 +08:00 to 2026-06-02 13:00:00 +08:00 (waitingForCustomer): the due moment moves from 2026-06-02 15:00:00 +08:00 to 2026-06-03 10:00:00 +08:00", Complaint.Explain(facts, Language.English));
        Assert.Contains(Complaint.Explain(facts, Language.Chinese), s => s.StartsWith("答复：逾期；期限 2026-06-02 09:00:00 +08:00", StringComparison.Ordinal));
    }

    [Fact]
    public void A_pause_that_goes_on_says_what_would_hold_if_it_ended_now()
    {
        var facts = Facts("02T13:00", Happened("01T18:00", "waitingForCustomer"));
        Assert.Contains("Paused since 2026-06-01 18:00:00 +08:00 (waitingForCustomer), when it was due 2026-06-02 15:00:00 +08:00; if it ran on now it would be due 2026-06-03 10:00:00 +08:00", Complaint.Explain(facts, Language.English));
        Assert.Contains("自 2026-06-01 18:00:00 +08:00 起暂停计时（“waitingForCustomer”），当时期限为 2026-06-02 15:00:00 +08:00；如即刻恢复，期限为 2026-06-03 10:00:00 +08:00", Complaint.Explain(facts, Language.Chinese));
    }

    [Fact]
    public void A_reclassification_is_told_with_the_limits_the_time_that_stays_counted_and_both_due_moments()
    {
        var facts = Facts("02T14:00", $"{Happened("01T18:00", "waitingForCustomer")},{Happened("02T13:00", "customerAnswered")},{Happened("02T14:00", "reclassified", ""","severity":"minor" """)}");
        Assert.Contains("Reclassified 2026-06-02 14:00:00 +08:00 (severity: major becomes minor): the limit goes from 8 working hours to 20 working hours, the 2 working hours consumed until then stay counted; due 2026-06-03 10:00:00 +08:00 before, 2026-06-04 12:00:00 +08:00 now",
            Complaint.Explain(facts, Language.English));
        // The answer goes by grade, which stayed what it was.
        Assert.Contains("Reclassified 2026-06-02 14:00:00 +08:00 (severity: major becomes minor): the limit stays 2 working hours", Complaint.Explain(facts, Language.English));
        Assert.Contains("2026-06-02 14:00:00 +08:00 重新定级（“severity”由“major”改为“minor”）：时限由 8 个工作小时 改为 20 个工作小时，此前已用 2 个工作小时 继续计入；期限由 2026-06-03 10:00:00 +08:00 变为 2026-06-04 12:00:00 +08:00",
            Complaint.Explain(facts, Language.Chinese));
    }

    [Fact]
    public void A_manual_change_is_told_with_its_reason_and_both_due_moments()
    {
        var facts = Facts("02T08:30", Happened("02T08:00", "dueChanged", ""","target":"resolve","due":"2026-06-04T12:00:00+08:00","reason":"等待保险公司答复" """));
        Assert.Contains("Changed by hand 2026-06-02 08:00:00 +08:00, because: 等待保险公司答复; due 2026-06-02 15:00:00 +08:00 before, 2026-06-04 12:00:00 +08:00 now", Complaint.Explain(facts, Language.English));
        Assert.Contains("2026-06-02 08:00:00 +08:00 人工变更期限，理由：等待保险公司答复；期限由 2026-06-02 15:00:00 +08:00 变为 2026-06-04 12:00:00 +08:00", Complaint.Explain(facts, Language.Chinese));
    }

    [Fact]
    public void A_reopening_is_told_with_the_time_that_was_used()
    {
        var facts = Facts("03T09:00", $"{Happened("02T08:00", "replied")},{Happened("02T10:00", "resolved")},{Happened("03T09:00", "reopened")}");
        Assert.Contains("Opened again 2026-06-03 09:00:00 +08:00 with the time that was left (3 working hours consumed): due 2026-06-03 14:00:00 +08:00", Complaint.Explain(facts, Language.English));
    }

    [Fact]
    public void What_was_done_in_a_pause_is_told_so()
    {
        var facts = Facts("02T14:00", $"{Happened("01T18:00", "waitingForCustomer")},{Happened("02T12:00", "resolved")},{Happened("02T13:00", "customerAnswered")}");
        Assert.Contains("Paused since 2026-06-01 18:00:00 +08:00 (waitingForCustomer), and done 2026-06-02 12:00:00 +08:00 while it stood still", Complaint.Explain(facts, Language.English));
    }

    [Fact]
    public void Who_owes_a_target_stands_in_the_result_and_in_the_reason()
    {
        var document = TestPolicy.Document("ServiceLevel", """
            {
              "types": { "role": ["desk", "branch"] },
              "parameters": { "limit": ["Duration", "PT24H"], "desk": ["role", "desk"], "branch": ["role", "branch"] },
              "facts": { "openedAt": "Instant", "atBranch": "Boolean", "doneAt?": "Instant", "asOf": "Instant" },
              "opened": "openedAt",
              "targets": [ { "target": "answer", "label": { "zh": "答复", "en": "Answer" }, "limit": "limit", "by": "atBranch ? branch : desk", "done": "doneAt" } ],
              "outcome": { "by": "role", "dueAt": "Instant" }
            }
            """);
        const string Facts = """{"openedAt":"2026-06-01T10:00:00+08:00","atBranch":true,"asOf":"2026-06-01T12:00:00+08:00"}""";
        Assert.StartsWith("""{"by":"branch",""", document.Decide(Facts), StringComparison.Ordinal);
        Assert.Contains("Owed by branch", document.Explain(Facts, Language.English));
    }

    [Fact]
    public void The_same_facts_give_the_same_answer_again()
    {
        var facts = Facts("02T17:00", $"{Happened("01T18:00", "waitingForCustomer")},{Happened("02T13:00", "customerAnswered")},{Happened("02T14:00", "reclassified", ""","severity":"minor","grade":"regular" """)}");
        Assert.Equal(Complaint.Decide(facts), Complaint.Decide(facts));
    }

    [Fact]
    public void A_target_that_does_not_hold_has_no_clock()
    {
        var document = TestPolicy.Document("ServiceLevel", """
            {
              "parameters": { "limit": ["Period", "P1M"] },
              "facts": { "openedAt": "Instant", "wanted": "Boolean", "calledAt?": "Instant", "asOf": "Instant" },
              "opened": "openedAt",
              "targets": [ { "target": "callBack", "label": { "zh": "回访", "en": "Call back" }, "when": "wanted", "limit": "limit", "done": "calledAt" } ],
              "outcome": { "state": "serviceState", "dueAt": "Instant?" }
            }
            """);
        Assert.Equal("""{"state":"notRequired","dueAt":null}""", document.Decide("""{"openedAt":"2026-01-31T10:00:00+08:00","wanted":false,"asOf":"2026-03-01T00:00:00+08:00"}"""));
        // A month is clamped, and its last day is in time to the end.
        Assert.Equal("""{"state":"met","dueAt":"2026-02-28T23:59:59+08:00"}""", document.Decide("""{"openedAt":"2026-01-31T10:00:00+08:00","wanted":true,"calledAt":"2026-02-28T23:59:59.5+08:00","asOf":"2026-03-01T00:00:00+08:00"}"""));
    }
}
