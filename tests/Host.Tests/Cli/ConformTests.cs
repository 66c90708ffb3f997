using System.Text.Json;

namespace CrmWorkflows.Host.Tests.Cli;

/// <summary><c>crmwf conform</c>: worked cases, and the shifts that none of them notices.</summary>
public sealed class ConformTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crmwf-");

    public ConformTests()
    {
        Write("rules/bank/cards/policy.json", """
            { "kind": "Policy", "name": "cards", "line": "bank", "title": { "zh": "信用卡客户", "en": "Card customers" },
              "catalogue": [ { "id": "cards/vip", "reference": "1", "title": { "zh": "贵宾", "en": "VIP" }, "outcome": [ { "name": "vip", "type": "boolean" } ] } ] }
            """);
        Write("rules/bank/cards/vip.json", """
            { "kind": "Calculation", "name": "vip", "title": { "zh": "贵宾", "en": "VIP" }, "decides": ["cards/vip"],
              "parameters": { "from": { "type": "Integer", "value": 100, "label": { "zh": "起点", "en": "From" } } },
              "facts": [ { "name": "assets", "type": "Integer", "label": { "zh": "资产", "en": "Assets" } } ],
              "outcome": [ { "name": "vip", "type": "Boolean", "label": { "zh": "贵宾", "en": "VIP" }, "value": "assets >= from" } ] }
            """);
        Write("cases.json", """[ { "clause": "cards/vip", "name": "at the threshold", "given": { "assets": 100 }, "then": { "vip": true } } ]""");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Worked_cases_end_with_one_line_of_totals() =>
        Assert.EndsWith("1 passed, 0 failed, 0 not implemented\n", Run().Out, StringComparison.Ordinal);

    [Fact]
    public void A_shift_that_nothing_notices_is_listed_with_its_place_and_fails_the_run()
    {
        var run = Run("--mutate");
        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.Equal("""
            rules/bank/cards/vip.json(2,57) bank/cards/vip /parameters/from/value  From: 100 -> 99
            2 mutants, 1 noticed, 1 survived

            """.ReplaceLineEndings("\n"), run.Out);
        Assert.Contains("起点: 100 -> 99", Run("--mutate", "--lang", "zh").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_test_on_the_other_side_of_the_threshold_closes_the_gap()
    {
        Write("rules/bank/cards/vip.tests.json", """{ "document": "vip", "tests": [ { "name": "below", "given": { "assets": 99 }, "then": { "vip": false } } ] }""");
        var run = Run("--mutate");
        Assert.Equal((0, "2 mutants, 2 noticed, 0 survived\n"), (run.ExitCode, run.Out));
    }

    [Fact]
    public void What_is_stated_to_make_no_difference_is_shown_with_its_reason_and_not_counted()
    {
        Write("rules/bank/cards/vip.tests.json", """
            { "document": "vip", "tests": [],
              "equivalent": [ { "at": "/parameters/from/value", "change": "100 -> 99", "reason": { "zh": "资产按百元计", "en": "Assets come in hundreds" } } ] }
            """);
        var run = Run("--mutate");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("From: 100 -> 99 (Assets come in hundreds)", run.Out, StringComparison.Ordinal);
        Assert.EndsWith("1 mutants, 1 noticed, 0 survived\n", run.Out, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(Run("--mutate", "--json").Out);
        Assert.Equal(1, json.RootElement.GetProperty("mutants").GetInt32());
        var entry = json.RootElement.GetProperty("list")[0];
        Assert.Equal(("equivalent", 2, "100 -> 99"), (entry.GetProperty("status").GetString(), entry.GetProperty("line").GetInt32(), entry.GetProperty("change").GetString()));
    }

    private CommandLineRun Run(params string[] options) =>
        CommandLineRun.Of(["conform", Path.Combine(_folder.FullName, "cases.json"), "--rules", Path.Combine(_folder.FullName, "rules"), .. options]);

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
