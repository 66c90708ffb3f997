using System.Text;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Tests.House;

namespace CrmWorkflows.Rules.Tests.Policies;

/// <summary>The pages of a kind tell the truth: what a guide shows loads without a finding, what an error page calls bad raises its code.</summary>
internal static class DocumentPages
{
    /// <summary>The complete documents that a guide page shows, each loaded without a finding.</summary>
    public static void AssertSound(string guide)
    {
        var samples = Samples(Path.Combine(Repository.Root, "docs", "guide", guide)).Where(s => s.Fence == "json").ToList();
        Assert.NotEmpty(samples);
        Assert.All(samples, s => Assert.Empty(TestPolicy.LoadAsWritten(s.Text).Diagnostics.Select(d => d.ToString())));
    }

    /// <summary>The page of a code: its title, a bad sample that raises exactly that code, a good one that raises nothing.</summary>
    public static void AssertTrue(string id)
    {
        var page = Path.Combine(Repository.Root, "docs", "errors", id + ".md");
        var title = TextCatalog.Rules.Find(id + ".title")!;
        Assert.Equal($"# {id}: {title.En} / {title.Zh}", File.ReadLines(page).First());
        var samples = Samples(page).ToList();
        foreach (var heading in new[] { "Bad", "Good" })
        {
            // What one document forbids another is shown by both.
            var documents = samples.Where(s => s.Heading == heading && s.Fence == "json").Select(s => s.Text).ToArray();
            Assert.NotEmpty(documents);
            var facts = samples.SingleOrDefault(s => s.Heading == heading && s.Fence == "json facts").Text;
            var found = Findings(documents, facts);
            Assert.True(found.Select(d => d.Code.Id).Distinct().SequenceEqual(heading == "Bad" ? [id] : []), $"{id} {heading}: {string.Join("; ", found)}");
            foreach (var diagnostic in found)
                foreach (var language in new[] { Language.English, Language.Chinese })
                    Assert.DoesNotContain("{", diagnostic.Message(language).Replace("{\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    private static IReadOnlyList<Diagnostic> Findings(string[] documents, string? facts)
    {
        var load = TestPolicy.LoadAsWritten(documents);
        if (facts is null || !load.Diagnostics.IsEmpty) return load.Diagnostics;
        var only = Assert.Single(Assert.Single(load.Library.Policies).Documents);
        var diagnostics = new DiagnosticBag();
        var values = FactReader.Read(only, "facts", Encoding.UTF8.GetBytes(facts), diagnostics);
        if (only.Decide(values, TestPolicy.Moment).Fault is { } fault) diagnostics.Add(fault);
        return diagnostics.ToImmutable();
    }

    private static IEnumerable<(string Heading, string Fence, string Text)> Samples(string page)
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
                yield return (heading, fence, string.Join('\n', text));
                (fence, text) = (null, []);
            }
            else if (fence is not null) text.Add(line);
        }
    }
}
