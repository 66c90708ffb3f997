using CrmWorkflows.Rules.Interop;

namespace CrmWorkflows.Rules.Tests.Interop;

/// <summary>A rule file is data that anybody may have written: no expression can take the machine for itself.</summary>
public sealed class LimitTests
{
    private static readonly string Input = System.Text.Json.JsonSerializer.Serialize(new { list = Enumerable.Range(0, 300), name = new string('a', 90_000), big = 1.5 });

    [Theory]
    [InlineData("input1.list.All(a => input1.list.All(b => input1.list.All(c => a + b + c >= 0)))")]
    [InlineData("input1.list.Count(a => input1.list.Contains(a) && input1.list.Where(b => b > a).Any(b => input1.list.Any(c => c == b + 1000))) == 0")]
    [InlineData("input1.list.SelectMany(a => input1.list).SelectMany(a => input1.list).Count() > 5")]
    [InlineData("input1.list.SelectMany(a => input1.list).SelectMany(a => input1.list).OrderBy(it).First() > 5")]
    public void Lists_within_lists_end_at_a_number_of_steps(string expression) => Assert.Equal("CWF5154", Engines.FailureOf(Engines.Run(expression, Input)));

    [Theory]
    [InlineData("input1.name + input1.name == \"x\"")]
    [InlineData("input1.name.PadLeft(2000000000) == \"x\"")]
    [InlineData("input1.name.PadRight(2000000000, ' ') == \"x\"")]
    [InlineData("input1.name.Replace(\"a\", input1.name) == \"x\"")]
    [InlineData("string('a', 2000000000) == \"x\"")]
    [InlineData("string.Concat(input1.name, input1.name) == \"x\"")]
    [InlineData("string.Join(\",\", input1.list.Select(i => input1.name)) == \"x\"")]
    [InlineData("string.Format(\"{0,999999999}\", 1) == \"x\"")]
    [InlineData("input1.big.ToString(\"F999999999\") == \"x\"")]
    [InlineData("input1.name.Insert(0, input1.name) == \"x\"")]
    public void Texts_end_at_a_length(string expression) => Assert.Equal("CWF5155", Engines.FailureOf(Engines.Run(expression, Input)));

    [Theory]
    [InlineData("string.Format(\"{0:00000000}\", 42) == \"00000042\"")]
    [InlineData("string.Format(\"{0,12}\", 42).Length == 12")]
    [InlineData("input1.big.ToString(\"0.0000000000\") == \"1.5000000000\"")]
    [InlineData("input1.big.ToString(\"F20\").Length == 22")]
    public void Formats_of_every_day_are_untouched(string expression) => Assert.True(Engines.Run(expression, Input).IsSuccess);

    [Fact]
    public void Locals_that_double_a_list_or_a_text_end_too()
    {
        var locals = Enumerable.Range(1, 40).Select(i => new { Name = $"a{i}", Expression = i == 1 ? "input1.list" : $"a{i - 1}.Concat(a{i - 1})" });
        var texts = Enumerable.Range(1, 40).Select(i => new { Name = $"t{i}", Expression = i == 1 ? "\"ab\"" : $"t{i - 1} + t{i - 1}" });
        var json = System.Text.Json.JsonSerializer.Serialize(new
        {
            WorkflowName = "w",
            Rules = new object[] { new { RuleName = "lists", Expression = "a40.Count() > 1", LocalParams = locals }, new { RuleName = "texts", Expression = "t40 == \"x\"", LocalParams = texts } },
        });
        var results = Engines.Of(json).All("w", RuleParameter.FromJson("input1", Input));
        Assert.Equal(["CWF5154", "CWF5155"], results.Select(Engines.FailureOf));
    }

    [Fact]
    public void Each_rule_has_its_own_steps()
    {
        var results = Engines.RunAll(null, Input, [.. Enumerable.Repeat("input1.list.Count(a => input1.list.Any(b => b > a)) == 299", 30)]);
        Assert.All(results, r => Assert.True(r.IsSuccess, r.ExceptionMessage));
    }

    [Fact]
    public void An_output_that_fails_when_it_is_looked_through_is_a_failure_of_its_action()
    {
        const string Json = """
            { "WorkflowName": "w", "Rules": [{ "RuleName": "r", "Expression": "true", "Actions": { "OnSuccess": { "Name": "OutputExpression", "Context": { "expression": "input1.list.Select(i => 1 / (i - 5))" } } } }] }
            """;
        var result = Engines.Of(Json).All("w", RuleParameter.FromJson("input1", Input))[0];
        Assert.True(result.IsSuccess);
        Assert.Equal("CWF5153", result.ActionResult.Diagnostic?.Code.Id);
    }
}
