using System.Text.Json;

namespace CrmWorkflows.Host.Tests.Cli;

/// <summary><c>crmwf test</c> and <c>crmwf fmt</c> on a small policy.</summary>
public sealed class TestAndFmtTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crmwf-");

    public TestAndFmtTests()
    {
        Write("policy.json", """{ "kind": "Policy", "name": "cards", "line": "bank", "title": { "zh": "信用卡客户", "en": "Card customers" } }""");
        Write("tiers.json", """
            { "kind": "Grading", "name": "tiers", "title": { "zh": "档级", "en": "Tiers" },
              "types": { "grade": { "enum": [ { "code": "plain", "label": { "zh": "普通", "en": "Plain" } }, { "code": "vip", "label": { "zh": "贵宾", "en": "VIP" } } ] } },
              "facts": [ { "name": "isVip", "type": "Boolean", "label": { "zh": "是否贵宾", "en": "Is VIP" } } ],
              "tiers": "grade", "ladder": [ { "tier": "vip", "when": "isVip&&true" }, { "tier": "plain" } ],
              "outcome": [ { "name": "tier", "type": "grade", "label": { "zh": "档级", "en": "Tier" }, "value": "result.tier" } ] }
            """);
    }

    private string Rules => Path.Combine(_folder.FullName, "rules");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Tests_pass_and_what_was_not_reached_is_listed()
    {
        Write("tiers.tests.json", """{ "document": "tiers", "tests": [ { "name": "vip", "given": { "isVip": true }, "then": { "tier": "vip" } } ] }""");
        var run = CommandLineRun.Of("test", Rules);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal("""
            bank/cards: 1 of 1 tests passed
              tiers: 1 of 2 parts reached
                not reached: plain (rules/bank/cards/tiers.json(4,75))
            1 passed, 0 failed; coverage 1 of 2 (50 %)

            """.ReplaceLineEndings("\n"), run.Out);
        Assert.Equal(1, CommandLineRun.Of("test", Rules, "--min-coverage", "50.1").ExitCode);
        Assert.Equal(0, CommandLineRun.Of("test", Rules, "--min-coverage", "50").ExitCode);
        Assert.Equal(2, CommandLineRun.Of("test", Rules, "--min-coverage", "500").ExitCode);
    }

    [Fact]
    public void A_failed_test_says_what_differs_and_why_in_the_readers_language()
    {
        Write("tiers.tests.json", """{ "document": "tiers", "tests": [ { "name": "vip", "given": { "isVip": false }, "then": { "tier": "vip" } } ] }""");
        var run = CommandLineRun.Of("test", Rules, "--lang", "zh");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("tier：应为 \"vip\"，实际为 \"plain\"", run.Out, StringComparison.Ordinal);
        Assert.Contains("└─ ✗ 是否贵宾", run.Out.Replace("├", "└", StringComparison.Ordinal), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(CommandLineRun.Of("test", Rules, "--json").Out);
        Assert.False(json.RootElement.GetProperty("tests")[0].GetProperty("passed").GetBoolean());
        Assert.Equal("vip", json.RootElement.GetProperty("coverage")[0].GetProperty("unreached")[0].GetString());
    }

    [Fact]
    public void Formatting_is_checked_done_and_then_done_with()
    {
        Assert.Equal(1, CommandLineRun.Of("fmt", Rules, "--check").ExitCode);
        Assert.Equal(0, CommandLineRun.Of("fmt", Rules).ExitCode);
        Assert.Contains("\"when\": \"isVip and true\"", File.ReadAllText(Path.Combine(Rules, "bank", "cards", "tiers.json")), StringComparison.Ordinal);
        var again = CommandLineRun.Of("fmt", Rules, "--check");
        Assert.Equal((0, "Files: 2, of these laid out differently: 0\n"), (again.ExitCode, again.Out));
        Assert.Equal(0, CommandLineRun.Of("check", Rules).ExitCode);
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(Rules, "bank", "cards", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
