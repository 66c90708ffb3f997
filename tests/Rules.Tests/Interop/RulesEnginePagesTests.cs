using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Interop;
using CrmWorkflows.Rules.Tests.House;

namespace CrmWorkflows.Rules.Tests.Interop;

/// <summary>The pages of the 5xxx codes tell the truth: the bad sample raises the page's code, the good one does not.</summary>
public sealed class RulesEnginePagesTests
{
    private const string Input = """
        { "name": "Ada", "amount": 9, "vip": true, "zero": 0, "none": null, "opened": "2024-01-31T00:00:00", "asOf": "2026-06-01T00:00:00", "items": [{ "price": 12 }] }
        """;

    public static TheoryData<string> Codes => [.. TextsTests.Codes().Select(c => c.Id).Where(id => id.StartsWith("CWF5", StringComparison.Ordinal)).Order()];

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_page_has_the_title_of_its_code_and_samples_that_are_as_bad_or_good_as_it_says(string id)
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "errors", id + ".md"));
        Assert.Equal($"# {id}: {TextCatalog.Rules.Get(id + ".title", Language.English)} / {TextCatalog.Rules.Get(id + ".title", Language.Chinese)}", lines[0]);
        Assert.Contains("## Bad", lines);
        Assert.Contains("## Good", lines);
        foreach (var (heading, fence, text) in MarkdownSamples.Of(lines))
        {
            var found = fence == "expression-rulesengine" ? Failures(text) : Engines.Codes(text);
            if (heading == "Bad") Assert.Contains(id, found);
            else Assert.Empty(found);
        }
    }

    private static IEnumerable<string> Failures(string expression)
    {
        var load = RulesEngine.Load(Engines.Workflow(expression));
        if (load.Engine is not { } engine) return load.Diagnostics.Select(d => d.Code.Id);
        var result = engine.All("w", RuleParameter.FromJson("input1", Input), RuleParameter.FromJson("other", "1"))[0];
        return Engines.FailureOf(result) is { } code ? [code] : [];
    }
}
