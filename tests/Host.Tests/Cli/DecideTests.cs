using System.Text.Json;

namespace CrmWorkflows.Host.Tests.Cli;

/// <summary><c>crmwf decide</c>, as an officer reads it and as a program does.</summary>
public sealed class DecideTests
{
    private static readonly string[] Tiers = ["decide", "--rules", "~/rules", "--line", "fund", "--policy", "fund-customer-service", "--decision", "investor-tiers"];

    [Theory]
    [InlineData("zh", """
        投资者档级
          档级  贵宾客户

        依据：
        ├─ ✗ 档级“不适用”
        │  └─ ✗ 以下不成立
        │     └─ ✓ 合格投资者
        ├─ ✓ 档级“贵宾客户”
        │  └─ ✓ 累计认购金额(5,000,000 元) ≥ 贵宾起点 5,000,000 元
        └─ 档级：贵宾客户

        """)]
    [InlineData("en", """
        Investor tiers
          Tier  VIP

        Why:
        ├─ ✗ Tier Out of scope
        │  └─ ✗ the following does not hold
        │     └─ ✓ Qualified investor
        ├─ ✓ Tier VIP
        │  └─ ✓ Total subscription (CNY 5,000,000.00) ≥ VIP from CNY 5,000,000.00
        └─ Tier: VIP

        """)]
    public void The_outcome_is_said_with_labels_and_the_reason_as_a_tree(string language, string expected)
    {
        var run = CommandLineRun.With("""{ "cumulativeSubscription": 5000000, "qualifiedInvestor": true }""", [.. Tiers, "--explain", "--lang", language]);
        Assert.Equal(expected.ReplaceLineEndings("\n"), run.Out);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public void For_programs_the_decision_is_json_with_the_hash_of_the_policy()
    {
        var run = CommandLineRun.With("""{ "cumulativeSubscription": 1 }""", [.. Tiers, "--json"]);
        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal("""["qualifiedInvestor"]""", JsonSerializer.Serialize(json.RootElement.GetProperty("outcome").GetProperty("missingFacts")));
        Assert.Equal(64, json.RootElement.GetProperty("hash").GetString()!.Length);
    }

    [Fact]
    public void A_missing_fact_is_named_by_its_label()
    {
        var run = CommandLineRun.With("{}", [.. Tiers, "--lang", "zh"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("尚无法决定，缺少：累计认购金额 (cumulativeSubscription)", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fact_that_does_not_fit_is_a_finding_with_its_place()
    {
        var run = CommandLineRun.With("""{ "cumulativeSubscription": "x", "qualifiedInvstor": true }""", Tiers);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("input(1,29): error CWF3010", run.Error, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'qualifiedInvestor'?", run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Out);
    }
}
