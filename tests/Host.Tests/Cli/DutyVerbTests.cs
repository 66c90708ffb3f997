using System.Text.Json;
using CrmWorkflows.Host.Cli;

namespace CrmWorkflows.Host.Tests.Cli;

/// <summary>The verbs that tell time: deadline, simulate, replay.</summary>
public sealed class DutyVerbTests
{
    private const string Case = """
        {
          "severity": "minor", "receivedAt": "2026-04-28T10:00:00+08:00",
          "events": [
            { "at": "2026-04-28T11:00:00+08:00", "event": "replied" },
            { "at": "2026-04-29T09:00:00+08:00", "event": "waitingForCustomer" },
            { "at": "2026-05-07T09:00:00+08:00", "event": "customerAnswered" },
            { "at": "2026-05-08T09:00:00+08:00", "event": "reclassified", "severity": "major" }
          ]
        }
        """;

    private static readonly string[] Desk = ["--rules", "~/rules", "--line", "bank", "--policy", "complaint-desk"];

    private static readonly string[] Columns =
    [
        "--in", "~/samples/data/bank-complaints.csv", "--date-format", "M/d/yyyy",
        "--map", "receivedOn=Date received", "--map", "sentOn=Date sent to company", "--map", "asOf=Date sent to company",
    ];

    private static readonly string[] Shift = ["--shift-weeks", "2013=574", "--shift-weeks", "2016=470", "--shift-weeks", "2017=470"];

    [Fact]
    public void A_ruler_shows_counted_off_holiday_make_up_and_paused_time_with_the_marks()
    {
        var run = CommandLineRun.With(Case, ["deadline", .. Desk, "--decision", "settlement", "--at", "2026-05-08T12:00:00+08:00"]);
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("First reply: met, due 2026-04-28 14:00", run.Out, StringComparison.Ordinal);
        Assert.Contains("04-28 Tue work                     O=F   W D", run.Out, StringComparison.Ordinal);
        // Paused over the holiday; Saturday the 9th is worked, and the last day.
        Assert.Contains("2026-05-04  04~    05~    06~    07~    08=NW  09+D   10.", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ruler_in_Chinese_has_no_English()
    {
        var run = CommandLineRun.With(Case, ["deadline", .. Desk, "--decision", "settlement", "--at", "2026-05-08T12:00:00+08:00", "--lang", "zh"]);
        Assert.Contains("办结：办理中，期限 2026-05-09 23:59", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("due", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_is_drawn_on_its_calendar_too()
    {
        var run = CommandLineRun.With("""{"callCompletedOn":"2026-09-28","asOf":"2026-09-28"}""", ["deadline", "--rules", "~/rules", "--line", "fund", "--policy", "fund-customer-service", "--decision", "payout-calculation", "--as-of", "2026-09-28"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("a 2026-10-05", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_is_drawn_with_the_days_that_its_facts_bring_and_on_the_day_that_is_asked_about()
    {
        var run = CommandLineRun.With("""{"callCompletedOn":"2026-09-28","holidays":["2026-10-01","2026-10-02","2026-10-05","2026-10-06","2026-10-07"],"extraWorkdays":["2026-10-10"]}""",
            ["deadline", "--rules", "~/rules", "--line", "fund", "--policy", "fund-customer-service", "--decision", "payout-calculation", "--as-of", "2026-09-30"]);
        Assert.Equal(("", 0), (run.Error, run.ExitCode));
        Assert.Contains("2026-09-28  28=    29=    30=N   01x    02x    03.    04.", run.Out, StringComparison.Ordinal);
        Assert.Contains("2026-10-05  05x    06x    07x    08=    09=    10+a   11.", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_json_of_a_deadline_names_every_mark()
    {
        var run = CommandLineRun.With(Case, ["deadline", .. Desk, "--decision", "settlement", "--at", "2026-05-08T12:00:00+08:00", "--json"]);
        var settle = JsonDocument.Parse(run.Out).RootElement.GetProperty("targets")[1];
        Assert.Equal(["warning", "head"], settle.GetProperty("marks").EnumerateArray().Select(m => m.GetProperty("mark").GetString()!));
        Assert.Equal(["paused", "resumed", "retermed"], settle.GetProperty("changes").EnumerateArray().Select(c => c.GetProperty("event").GetString()!));
        Assert.Equal(DateTimeOffset.Parse("2026-05-09T23:59:59+08:00", System.Globalization.CultureInfo.InvariantCulture), settle.GetProperty("dueAt").GetDateTimeOffset());
    }

    [Fact]
    public void A_simulation_lists_what_falls_due_when_for_whom_under_which_clause()
    {
        var bank = CommandLineRun.Of(["simulate", .. Desk, "--from", "2026-04-27", "--to", "2026-05-15", "--facts", "~/samples/duties/complaints.json"]);
        Assert.Equal("", bank.Error);
        Assert.Equal(0, bank.ExitCode);
        Assert.Contains("2026-05-09 Sat  make-up working day\n  23:59  open      T-0417  Complaints sent to the company, Chinese calendar: Sent to the company\n", bank.Out, StringComparison.Ordinal);
        Assert.Contains("  18:00  breached  T-0417  Settlement of a complaint: First reply                                 by Complaint desk\n", bank.Out, StringComparison.Ordinal);
        Assert.Contains("  23:59  reached   T-0418  Settlement of a complaint: Branch head is told                         to Branch head\n", bank.Out, StringComparison.Ordinal);
        Assert.EndsWith("8 due on 7 days, from 2026-04-27 to 2026-05-15\n", bank.Out, StringComparison.Ordinal);
        var fund = CommandLineRun.Of([.. Fund, "--facts", "~/samples/duties/fund.json"]);
        Assert.Contains("2026-09-28 Mon\n  open  F-1007  Time limit for the payout calculation           [clause 第十章 2]\n", fund.Out, StringComparison.Ordinal);
        // The facts make this Saturday a working day.
        Assert.Contains("2026-10-10 Sat  make-up working day\n  open  F-1013", fund.Out, StringComparison.Ordinal);
    }

    private static readonly string[] Fund = ["simulate", "--rules", "~/rules", "--line", "fund", "--policy", "fund-customer-service", "--from", "2026-09-14", "--to", "2026-10-16"];

    [Fact]
    public void What_was_not_supplied_is_one_line_below_the_answer_and_a_list_when_asked_for()
    {
        var brief = CommandLineRun.Of([.. Fund, "--facts", "~/samples/duties/fund.json"]).Out;
        Assert.EndsWith("5 due on 5 days, from 2026-09-14 to 2026-10-16\nNot evaluated, because their facts were not supplied: 10 more (--verbose lists them).\n", brief, StringComparison.Ordinal);
        var listed = CommandLineRun.Of([.. Fund, "--facts", "~/samples/duties/fund.json", "--verbose"]).Out;
        Assert.Contains("  finance-check (Finance checks within two working days) needs Received on (receivedOn)\n", listed, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_facts_a_simulation_says_what_to_supply()
    {
        var run = CommandLineRun.Of([.. Fund, "--lang", "zh"]).Out;
        Assert.StartsWith("2026-09-14 至 2026-10-16 没有应办事项。\n以下 12 份规则文件因未提供事实而未推演：\n", run, StringComparison.Ordinal);
        Assert.Contains("  payout-calculation(兑付计算时限)需要：回访完成日 (callCompletedOn)\n", run, StringComparison.Ordinal);
        Assert.Contains("--facts", run, StringComparison.Ordinal);
    }

    [Fact]
    public void An_entry_in_which_a_fact_was_forgotten_is_named_even_without_asking()
    {
        var run = CommandLineRun.With("""{ "finance-check": { "subject": "F-1" }, "payout-calculation": { "callCompletedOn": "2026-09-21" } }""", [.. Fund, "--facts", "-"]).Out;
        Assert.Contains("finance-check (Finance checks within two working days) was not evaluated; still missing: Received on (receivedOn)\n", run, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_in_the_facts_that_nothing_knows_is_named_with_what_was_meant()
    {
        var wrongFact = CommandLineRun.With("""{ "finance-check": { "subject": "F-1", "recievedOn": "2026-09-21" } }""", [.. Fund, "--facts", "-"]);
        Assert.Equal(ExitCode.Failure, wrongFact.ExitCode);
        Assert.Contains("Did you mean 'receivedOn'?", wrongFact.Error, StringComparison.Ordinal);
        var wrongDocument = CommandLineRun.With("""{ "finance-chek": { "receivedOn": "2026-09-21" } }""", [.. Fund, "--facts", "-"]);
        Assert.Equal("The facts have 'finance-chek', which is neither a document of the policy nor a fact of one. Did you mean 'finance-check'?\n", wrongDocument.Error);
    }

    [Fact]
    public void The_columns_of_a_simulation_line_up_where_Chinese_characters_take_two()
    {
        var run = CommandLineRun.Of([.. Fund, "--facts", "~/samples/duties/fund.json", "--lang", "zh"]).Out;
        var clauses = run.Split('\n').Where(l => l.Contains("〔条款", StringComparison.Ordinal)).Select(l => CellText.Width(l[..l.IndexOf("〔条款", StringComparison.Ordinal)])).Distinct();
        Assert.Single(clauses);
    }

    [Fact]
    public void For_programs_a_simulation_is_json_with_codes()
    {
        var bank = CommandLineRun.Of(["simulate", .. Desk, "--from", "2026-04-27", "--to", "2026-05-15", "--facts", "~/samples/duties/complaints.json", "--json"]);
        var json = JsonDocument.Parse(bank.Out).RootElement;
        Assert.Equal(["met", "breached", "open", "open", "reached", "open", "open", "reached"], json.GetProperty("duties").EnumerateArray().Select(d => d.GetProperty("state").GetString()!));
        Assert.Equal("Complaint desk", json.GetProperty("duties")[0].GetProperty("by").GetString());
        Assert.Equal(10, JsonDocument.Parse(CommandLineRun.Of([.. Fund, "--facts", "~/samples/duties/fund.json", "--json"]).Out).RootElement.GetProperty("undetermined").EnumerateObject().Count());
    }

    [Fact]
    public void A_replay_reads_moments_with_their_offset_and_moments_of_the_local_clock()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, """
                id,level,received,answered
                1,gold,2026-04-28 17:30,2026-04-28 18:30
                2,silver,2026-04-28T17:30:00+08:00,2026-04-28T11:31:00Z
                3,silver,2026-04-28 10:00,tomorrow
                4,unknown,2026-04-28 10:00,2026-04-28 11:00
                """);
            var run = CommandLineRun.Of("replay", "--rules", "~/rules", "--line", "group-services", "--policy", "group-customer-sla", "--decision", "enquiry-reply", "--in", file,
                "--map", "receivedAt=received", "--map", "doneAt=answered", "--map", "asOf=answered", "--map", "level=level", "--set", "windowStart=08:00", "--zone", "Asia/Shanghai", "--shift-weeks", "2026=-52", "--explain");
            Assert.Equal("", run.Error);
            // One hour for gold, to the minute; two for silver and a minute too many.
            Assert.Contains("       1  met\n", run.Out, StringComparison.Ordinal);
            Assert.Contains("       1  breached\n", run.Out, StringComparison.Ordinal);
            Assert.Contains("what column 'answered' says cannot be read as 'Done at'; first in line 4: tomorrow", run.Out, StringComparison.Ordinal);
            Assert.Contains("what column 'level' says cannot be read as 'Customer level'; first in line 5: unknown", run.Out, StringComparison.Ordinal);
            Assert.Contains("met; due 2025-04-29 18:30:00 +08:00, done 2025-04-29 18:30:00 +08:00", run.Out, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_day_to_aim_at_is_listed_and_nobody_is_ever_late()
    {
        string[] leads = ["simulate", "--rules", "~/rules", "--line", "insurance", "--policy", "bancassurance-resource-allocation", "--from", "2026-06-01", "--to", "2026-06-10", "--facts", "-"];
        Assert.Contains("2026-06-05 Fri\n  to aim at  P-1  Release of maturing leads ahead of time", CommandLineRun.With("""{ "maturity-release-lead": { "subject": "P-1", "maturityDate": "2026-06-20" } }""", leads).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_simulation_that_ends_before_it_begins_is_wrong_use() =>
        Assert.Equal(ExitCode.Usage, CommandLineRun.Of(["simulate", .. Desk, "--from", "2026-05-15", "--to", "2026-04-27"]).ExitCode);

    // 1,593 public complaints: how long until they were sent on, against five working days with a warning two days before.
    [Theory]
    [InlineData("acknowledge", 1395, 89, 106)]
    [InlineData("acknowledge-plain", 1341, 130, 119)]
    public void The_complaints_replayed_into_2024_to_2026(string decision, int met, int warned, int breached)
    {
        var run = CommandLineRun.Of(["replay", .. Desk, "--decision", decision, .. Columns, .. Shift, "--explain"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"{met,8}  met\n{warned,8}  met after a warning\n{breached,8}  breached\n       3  rejected: CWF4515", run.Out, StringComparison.Ordinal);
        Assert.Contains("    1593  rows", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("not published", run.Out, StringComparison.Ordinal);
        foreach (var verdict in new[] { "met", "met after a warning", "breached" }) Assert.Contains($"For example, {verdict}: line ", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_shift_every_complaint_that_is_judged_rests_on_an_unpublished_year()
    {
        var run = CommandLineRun.Of(["replay", .. Desk, "--decision", "acknowledge", .. Columns]);
        Assert.Contains("1590 rows rest on years whose holidays are not published: 2013: 174, 2014: 1, 2016: 1407, 2017: 9", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_or_fact_that_is_not_there_is_named_with_the_nearest()
    {
        var run = CommandLineRun.Of(["replay", .. Desk, "--decision", "acknowledge", "--in", "~/samples/data/bank-complaints.csv", "--map", "receivedOn=Date receivd"]);
        Assert.Equal(ExitCode.Failure, run.ExitCode);
        Assert.Contains("Date received", run.Error, StringComparison.Ordinal);
    }
}
