using System.Text.RegularExpressions;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.Syntax;

namespace CrmWorkflows.Rules.Tests.Expressions.Syntax;

/// <summary>The pages under docs/errors tell the truth: the bad sample raises exactly the page's code, the good one nothing.</summary>
public sealed partial class ErrorPageTests
{
    private static readonly string[] Fences = ["expression", "expression-rulesengine", "unary-test"];
    private static readonly string Pages = Path.Combine(Root(), "docs", "errors");

    public static TheoryData<string> SyntaxCodes => [.. typeof(SyntaxDiagnostics).GetFields()
        .Select(member => member.GetValue(null)).OfType<DiagnosticCode>().Select(code => code.Id)];

    [Theory]
    [MemberData(nameof(SyntaxCodes))]
    public void Every_code_has_texts_in_both_languages_and_a_page(string id)
    {
        foreach (var part in new[] { ".title", ".message", ".remedy" })
        {
            var text = TextCatalog.Rules.Find(id + part);
            Assert.True(text is { En.Length: > 0, Zh.Length: > 0 }, id + part);
            Assert.True(text.Zh.Any(sign => sign is >= '\u4E00' and <= '\u9FFF'), text.Zh);
        }
        var title = TextCatalog.Rules.Find(id + ".title")!;
        Assert.Equal($"# {id}: {title.En} / {title.Zh}", File.ReadLines(Path.Combine(Pages, id + ".md")).First());
    }

    [Theory]
    [MemberData(nameof(SyntaxCodes))]
    public void Samples_of_a_page_are_as_bad_or_good_as_it_says(string id)
    {
        var samples = Samples(Path.Combine(Pages, id + ".md")).ToList();
        Assert.Contains(samples, sample => sample.Bad);
        Assert.Contains(samples, sample => !sample.Bad);
        foreach (var (bad, fence, text) in samples)
        {
            var codes = Codes(fence, text).Distinct();
            Assert.True(codes.SequenceEqual(bad ? [id] : []), $"{fence}: {text}: {string.Join(' ', codes)}");
        }
    }

    [Fact]
    public void Samples_of_the_reference_are_sound()
    {
        var samples = Samples(Path.Combine(Root(), "docs", "reference", "expressions.md")).Where(sample => Fences.Contains(sample.Fence)).ToList();
        Assert.All(Fences, fence => Assert.Contains(samples, sample => sample.Fence == fence));
        Assert.All(samples, sample => Assert.Empty(Codes(sample.Fence, sample.Text)));
    }

    private static IEnumerable<string> Codes(string fence, string text)
    {
        var errors = new ParseErrors();
        switch (fence)
        {
            case "expression": Parser.ParseExpression(text, Dialect.Own, errors); break;
            case "expression repeated": Parser.ParseExpression(Repeated(text), Dialect.Own, errors); break;
            case "expression-rulesengine": Parser.ParseExpression(text, Dialect.RulesEngine, errors); break;
            case "unary-test": Parser.ParseUnaryTest(text, errors); break;
            default: Assert.Fail($"The fence '{fence}' is unknown."); break;
        }
        return errors.Items.Select(error => error.Code.Id);
    }

    private static string Repeated(string text) =>
        Repetition().Replace(text, part => string.Concat(Enumerable.Repeat(part.Groups[1].Value, int.Parse(part.Groups[2].ValueSpan, null))));

    private static IEnumerable<(bool Bad, string Fence, string Text)> Samples(string page)
    {
        var heading = "";
        string? fence = null;
        var text = new List<string>();
        foreach (var line in File.ReadLines(page))
        {
            if (fence is null && line.StartsWith("## ", StringComparison.Ordinal)) heading = line[3..];
            else if (fence is null && line.StartsWith("```", StringComparison.Ordinal)) fence = line[3..];
            else if (fence is not null && line == "```")
            {
                yield return (heading == "Bad", fence, string.Join('\n', text));
                fence = null;
                text.Clear();
            }
            else if (fence is not null) text.Add(line);
        }
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CrmWorkflows.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }

    [GeneratedRegex(@"\{(.+?)\}×(\d+)")]
    private static partial Regex Repetition();
}
