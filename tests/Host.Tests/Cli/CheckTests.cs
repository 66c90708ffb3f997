using System.Text.Json;

namespace CrmWorkflows.Host.Tests.Cli;

/// <summary><c>crmwf check</c> shows a finding with the line of the file, a mark under the text, and what to do.</summary>
public sealed class CheckTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crmwf-");

    public CheckTests() => Write("policy.json", """
        { "kind": "Policy", "name": "cards", "line": "bank", "title": { "zh": "信用卡客户", "en": "Card customers" } }
        """);

    private string Rules => Path.Combine(_folder.FullName, "rules");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_rules_of_the_repository_are_sound()
    {
        var run = CommandLineRun.Of("check", "~/rules");
        Assert.Equal(0, run.ExitCode);
        Assert.EndsWith("errors: 0, warnings: 0\n", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", """
        rules/bank/cards/grade.json(4,96): error CWF2101: There is no fact, parameter or intermediate result 'scor'. Did you mean 'score'?
            4 |   "outcome": [ { "name": "x", "type": "Decimal", "label": { "zh": "得分", "en": "X" }, "value": "scor + 1" } ]
              |                                                                                                  ^^^^
        """)]
    [InlineData("zh", """
        rules/bank/cards/grade.json(4,96): 错误 CWF2101：没有名为“scor”的事实、参数或中间结果。是否想写“score”？
            4 |   "outcome": [ { "name": "x", "type": "Decimal", "label": { "zh": "得分", "en": "X" }, "value": "scor + 1" } ]
              |                                                                                                  ^^^^
        """)]
    public void A_finding_is_shown_with_its_line_and_a_mark(string language, string expected)
    {
        Write("grade.json", """
            { "kind": "Calculation", "name": "grade",
              "title": { "zh": "评分", "en": "Grade" },
              "facts": [ { "name": "score", "type": "Decimal", "label": { "zh": "得分", "en": "Score" } } ],
              "outcome": [ { "name": "x", "type": "Decimal", "label": { "zh": "得分", "en": "X" }, "value": "scor + 1" } ]
            }
            """);
        var run = CommandLineRun.Of("check", Rules, "--lang", language);
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith(expected.ReplaceLineEndings("\n"), run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void For_programs_the_findings_are_json()
    {
        Write("broken.json", "{ \"kind\": ");
        var run = CommandLineRun.Of("check", Rules, "--json");
        Assert.Equal(1, run.ExitCode);
        using var json = JsonDocument.Parse(run.Out);
        var finding = Assert.Single(json.RootElement.GetProperty("diagnostics").EnumerateArray());
        Assert.Equal("CWF0101", finding.GetProperty("code").GetString());
        Assert.Equal("rules/bank/cards/broken.json", finding.GetProperty("file").GetString());
        Assert.Equal(1, finding.GetProperty("line").GetInt32());
        Assert.Equal(1, json.RootElement.GetProperty("errors").GetInt32());
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(Rules, "bank", "cards", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
