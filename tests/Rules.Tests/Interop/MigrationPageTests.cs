using System.Globalization;
using CrmWorkflows.Rules.Interop;
using CrmWorkflows.Rules.Tests.House;

namespace CrmWorkflows.Rules.Tests.Interop;

/// <summary>The migration page: its expressions have the outcomes that it says, its program compiles and runs.</summary>
public sealed class MigrationPageTests
{
    private static readonly string[] Page = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "guide", "migrating-from-rulesengine.md"));

    public static TheoryData<string, string> Samples
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (_, _, text) in MarkdownSamples.Of(Page).Where(s => s.Fence == "rulesengine-sample"))
                foreach (var line in text.Split('\n'))
                    data.Add(line[..line.LastIndexOf("=> ", StringComparison.Ordinal)].Trim(), line[(line.LastIndexOf("=> ", StringComparison.Ordinal) + 3)..].Trim());
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_sample_has_the_outcome_that_the_page_says(string expression, string outcome)
    {
        var input = MarkdownSamples.Of(Page).Single(s => s.Fence == "json rulesengine-input").Text;
        if (outcome.StartsWith("refused ", StringComparison.Ordinal))
        {
            Assert.Contains(outcome["refused ".Length..], Engines.Codes(Engines.Workflow(expression)));
            return;
        }
        var result = Engines.Run(expression, input);
        Assert.Equal(outcome, Engines.FailureOf(result) is { } code ? "failed " + code : result.IsSuccess ? "true" : "false");
    }

    [Fact]
    public async Task The_program_of_the_page_is_this_one()
    {
        var json = File.ReadAllText(Path.Combine(Repository.Root, "samples", "rulesengine", "discount.json"));
        var order = new Order("Ada", 4, 0, 1250.5m, [new Line(3), new Line(1)]);
        var newerJson = json;
        var Console = new StringWriter(CultureInfo.InvariantCulture);
        // begin
        var load = RulesEngine.Load([KeyValuePair.Create("discount.json", json)], new ReSettings().WithType(typeof(Utils)));
        if (load.Engine is not { } engine) throw new InvalidOperationException(string.Join("\n", load.Diagnostics));

        var results = await engine.ExecuteAllRulesAsync("Discount", new RuleParameter("order", order));
        foreach (var result in results)
            Console.WriteLine($"{result.RuleName}: {result.IsSuccess} {result.SuccessEvent} {result.ExceptionMessage} {result.ActionResult.Output}");

        var one = await engine.ExecuteActionWorkflowAsync("Discount", "LoyalCustomer", new RuleParameter("order", order));
        var findings = engine.AddOrUpdateWorkflow(newerJson);
        var why = engine.Explain("Discount", new RuleParameter("order", order));
        // end
        Assert.Equal("LoyalCustomer: True 10  1125.45", Console.ToString().Split('\n')[0].Trim());
        Assert.Equal(1125.45m, one.Output);
        Assert.Empty(findings);
        Assert.NotEmpty(why[0].Explanation);
        var source = File.ReadAllLines(Path.Combine(Repository.Root, "tests", "Rules.Tests", "Interop", "MigrationPageTests.cs")).Select(l => l.Length > 8 ? l[8..] : l.Trim()).ToList();
        var shown = MarkdownSamples.Of(Page).Single(s => s.Fence == "csharp").Text;
        Assert.Equal(shown, string.Join('\n', source[(source.IndexOf("// begin") + 1)..source.IndexOf("// end")]));
    }

    private sealed record Order(string Name, int Years, int Complaints, decimal Total, IReadOnlyList<Line> Lines);

    private sealed record Line(int Quantity);

    public static class Utils
    {
        public static bool IsAny(string value, string list) => list.Split(',').Contains(value);
    }
}
