using System.Text.Json;

namespace CrmWorkflows.Host.Tests.Cli;

/// <summary><c>crmwf clauses</c>: the trace of a line, of a policy, of everything.</summary>
public sealed class ClausesTests
{
    private static CommandLineRun Run(params string[] options) =>
        CommandLineRun.Of(["clauses", "--rules", "~/rules", "--cases", "~/tests/Conformance/clauses/cases.json", .. options]);

    [Fact]
    public void A_clause_names_its_document_with_line_cases_and_tests_and_a_prose_clause_its_reason()
    {
        var run = Run("--line", "guarantee");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches(@"-> ApprovalChain rules/guarantee/guarantee-resource-library/use-approval\.json:\d+  \d+ worked cases, \d+ tests", run.Out);
        Assert.Contains("(not executed: ", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Clauses by kind", run.Out, StringComparison.Ordinal);
        Assert.Equal(run.Out, Run("--line", "guarantee", "--policy", "resource-library").Out);
    }

    [Fact]
    public void Kinds_and_functions_are_counted_over_all_policies()
    {
        var run = Run("--lang", "zh");
        Assert.Contains("各文档种类的条款数", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("未说明理由", run.Out, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(Run("--json").Out);
        Assert.Equal(json.RootElement.GetProperty("kinds").EnumerateObject().Sum(k => k.Value.GetInt32()), json.RootElement.GetProperty("clauses").EnumerateArray().Count(c => c.TryGetProperty("file", out _)));
        Assert.All(json.RootElement.GetProperty("functions").EnumerateArray().Where(f => f.GetProperty("clauses").GetInt32() == 1), f => Assert.NotNull(f.GetProperty("reason").GetString()));
    }

    [Fact]
    public void A_line_without_clauses_fails() => Assert.Equal(1, Run("--line", "garantee").ExitCode);
}
