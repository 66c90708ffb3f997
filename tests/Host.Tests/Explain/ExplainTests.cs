using CrmWorkflows.Host.Tests.Cli;

namespace CrmWorkflows.Host.Tests.Explain;

/// <summary>What a compliance officer reads of one customer (the texts stand beside this file); CRMWF_GOLDEN=1 writes them anew.</summary>
public sealed class ExplainTests
{
    [Theory]
    [InlineData("bank", "card-customers", "bank-card-customers.csv", "768805383", "en")]
    [InlineData("bank", "card-customers", "bank-card-customers.csv", "768805383", "zh")]
    [InlineData("insurance", "motor-customers", "insurance-customers.csv", "AI49188", "en")]
    [InlineData("insurance", "motor-customers", "insurance-customers.csv", "AI49188", "zh")]
    [InlineData("telecom", "churn-retention", "telecom-customers.csv", "9237-HQITU", "en")]
    [InlineData("telecom", "churn-retention", "telecom-customers.csv", "9237-HQITU", "zh")]
    public void The_reason_reads_as_written_beside_the_test(string line, string policy, string file, string key, string language)
    {
        var run = Explain(line, policy, file, key, language);
        Assert.Equal(("", 0), (run.Error, run.ExitCode));
        // The hash changes with the policy and is no part of the reason.
        var actual = string.Join('\n', run.Out.Split('\n').Where((_, i) => i != 1));
        var golden = Path.Combine(Repository.Root, "tests", "Host.Tests", "Explain", $"{policy}.{language}.txt");
        if (Environment.GetEnvironmentVariable("CRMWF_GOLDEN") == "1") File.WriteAllText(golden, actual);
        Assert.Equal(File.ReadAllText(golden), actual);
    }

    [Fact]
    public void A_key_that_no_row_has_is_said()
    {
        var run = Explain("telecom", "churn-retention", "telecom-customers.csv", "9237-HQITX", "en");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("CWF3321: No row has the key '9237-HQITX' (customerID); 3522 rows were read.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_with_missing_facts_is_explained_by_what_is_missing()
    {
        var row = File.ReadLines(Path.Combine(Repository.Root, "tests", "Conformance", "readers", "cells.csv")).ElementAt(4).Split(',')[0];
        var run = CommandLineRun.Of("explain", "--line", "insurance", "--policy", "motor-customers", "--rules", "~/rules",
            "--in", "~/tests/Conformance/readers/cells.csv", "--key", row, "--lang", "zh");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("无法决定，缺少：月保费", run.Out, StringComparison.Ordinal);
    }

    private static CommandLineRun Explain(string line, string policy, string file, string key, string language) =>
        CommandLineRun.Of("explain", "--line", line, "--policy", policy, "--rules", "~/rules", "--in", "~/samples/data/" + file, "--key", key, "--lang", language);
}
