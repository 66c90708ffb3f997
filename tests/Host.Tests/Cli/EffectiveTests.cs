namespace CrmWorkflows.Host.Tests.Cli;

/// <summary><c>crmwf effective</c> prints what is hashed and approved; names that do not exist are findings with the nearest one.</summary>
public sealed class EffectiveTests
{
    private static readonly string[] Tiers = ["effective", "--rules", "~/rules", "--line", "fund", "--policy", "fund-customer-service", "--decision", "investor-tiers"];

    [Fact]
    public void The_effective_document_is_printed()
    {
        var run = CommandLineRun.Of(Tiers);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("""{ "tier": "vip", "when": "cumulativeSubscription >= vipFrom" }""", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4, "fond", "There is no business line 'fond'. Did you mean 'fund'?")]
    [InlineData(6, "fund-customer-servic", "The business line 'fund' has no policy 'fund-customer-servic'. Did you mean 'fund-customer-service'?")]
    [InlineData(8, "investor-tier", "has no document 'investor-tier'. Did you mean 'investor-tiers'?")]
    public void A_name_that_does_not_exist_is_answered_with_the_nearest(int word, string written, string expected)
    {
        var run = CommandLineRun.Of([.. Tiers.Select((t, i) => i == word ? written : t)]);
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("", run.Out);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }
}
