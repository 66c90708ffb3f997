using System.Text.Json;

namespace CrmWorkflows.Host.Tests.Cli;

/// <summary><c>crmwf eval</c> runs RulesEngine files as they stand; <c>crmwf conform</c> holds them against the real engine.</summary>
public sealed class EvalTests
{
    private static readonly string[] Discount =
        ["eval", "~/samples/rulesengine/discount.json", "--workflow", "Discount", "--input", "order=" + Path.Combine(Repository.Root, "samples", "rulesengine", "order.json")];

    [Fact]
    public void Each_rule_is_listed_with_its_verdict_message_and_output()
    {
        var run = CommandLineRun.Of([.. Discount, "--lang", "en"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("""
            + LoyalCustomer: 10
                = 1125.45
            - LargeOrOften: neither large nor often
              - Large
              - Often

            """.ReplaceLineEndings("\n"), run.Out);
    }

    [Fact]
    public void Why_is_told_with_the_values_read()
    {
        var run = CommandLineRun.Of([.. Discount, "--explain", "--lang", "en"]);
        Assert.Contains("- order.total (1250.5) > 50000", run.Out, StringComparison.Ordinal);
        Assert.Contains("+ loyal\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_result_tree_is_JSON_for_programs()
    {
        var run = CommandLineRun.Of([.. Discount, "--json"]);
        using var json = JsonDocument.Parse(run.Out);
        var first = json.RootElement[0];
        Assert.Equal("LoyalCustomer", first.GetProperty("ruleName").GetString());
        Assert.Equal(1125.45, first.GetProperty("output").GetDouble());
        Assert.Equal(2, json.RootElement[1].GetProperty("childResults").GetArrayLength());
    }

    [Fact]
    public void An_unknown_workflow_or_input_is_a_failure_with_a_remedy()
    {
        var run = CommandLineRun.Of([.. Discount.Select(d => d == "Discount" ? "Discuont" : d), "--lang", "en"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Did you mean 'Discount'?", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, CommandLineRun.Of("eval", "~/samples/rulesengine/discount.json", "--input", "order").ExitCode);
    }

    [Fact]
    public void Cases_of_the_real_engine_are_recognised_and_their_outcomes_written_in_their_shape()
    {
        var results = Path.GetTempFileName();
        try
        {
            var run = CommandLineRun.Of("conform", "~/tests/Conformance/rulesengine/cases.json", "--results", results, "--lang", "en");
            Assert.Equal(0, run.ExitCode);
            Assert.Contains("107 cases: 104 the same", run.Out, StringComparison.Ordinal);
            using var json = JsonDocument.Parse(File.ReadAllText(results));
            Assert.Equal(107, json.RootElement.GetArrayLength());
            Assert.Equal(["id", "expected", "throws", "expectedAction", "actionThrows"], json.RootElement[0].EnumerateObject().Select(m => m.Name));
        }
        finally
        {
            File.Delete(results);
        }
    }
}
