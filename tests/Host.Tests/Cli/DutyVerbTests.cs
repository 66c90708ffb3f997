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
        Assert.Contains("办结:办理中,期限 2026-05-09 23:59", run.Out, StringComparison.Ordinal);
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
    public void The_json_of_a_deadline_names_every_mark()
    {
        var run = CommandLineRun.With(Case, ["deadline", .. Desk, "--decision", "settlement", "--at", "2026-05-08T12:00:00+08:00", "--json"]);
        var settle = JsonDocument.Parse(run.Out).RootElement.GetProperty("targets")[1];
        Assert.Equal(["warning", "head"], settle.GetProperty("marks").EnumerateArray().Select(m => m.GetProperty("mark").GetString()!));
        Assert.Equal(DateTimeOffset.Parse("2026-05-09T23:59:59+08:00", System.Globalization.CultureInfo.InvariantCulture), settle.GetProperty("dueAt").GetDateTimeOffset());
    }

    [Fact]
    public void A_simulation_lists_what_falls_due_when_for_whom_under_which_clause()
    {
        var bank = CommandLineRun.Of(["simulate", .. Desk, "--from", "2026-04-27", "--to", "2026-05-15", "--facts", "~/samples/duties/complaints.json"]);
        Assert.Equal("", bank.Error);
        Assert.Equal(0, bank.ExitCode);
        Assert.Contains("2026-05-09 Sat make\n  23:59  Complaints sent to the company, Chinese calendar - Sent to the company  [T-0417]", bank.Out, StringComparison.Ordinal);
        Assert.Contains("Branch head is told  [T-0418]  by Branch head  reached", bank.Out, StringComparison.Ordinal);
        Assert.EndsWith("8 due on 7 days\n", bank.Out, StringComparison.Ordinal);
        var fund = CommandLineRun.Of("simulate", "--rules", "~/rules", "--line", "fund", "--policy", "fund-customer-service", "--from", "2026-09-14", "--to", "2026-10-16", "--facts", "~/samples/duties/fund.json");
        Assert.Contains("2026-09-28 Mon work\n         Time limit for the payout calculation  [F-1007]  [clause fund-customer-service/payout-calculation]  open", fund.Out, StringComparison.Ordinal);
        Assert.Contains("finance-check: cannot be evaluated, missing receivedOn", fund.Out, StringComparison.Ordinal);
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
