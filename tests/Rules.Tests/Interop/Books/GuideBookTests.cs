using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Interop.Books;
using CrmWorkflows.Rules.Tests.House;
using CrmWorkflows.Rules.Tests.Policies;

namespace CrmWorkflows.Rules.Tests.Interop.Books;

/// <summary>What the guides and error pages show can be read as a book too: every form of every kind, also those that no policy of this repository uses.</summary>
public sealed class GuideBookTests
{
    private static readonly string[] Folders = ["guide", "errors"];

    [Fact]
    public void Every_sound_sample_of_the_documentation_has_a_book_in_both_languages()
    {
        var pages = Folders.SelectMany(f => Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs", f), "*.md")).Order(StringComparer.Ordinal).ToArray();
        var books = 0;
        foreach (var page in pages)
        {
            foreach (var sample in MarkdownSamples.Of(File.ReadLines(page)).Where(s => s.Fence == "json" && s.Text.Contains("\"kind\"", StringComparison.Ordinal)))
            {
                var load = TestPolicy.LoadAsWritten(sample.Text);
                if (load.HasErrors || load.Library.Policies is not [{ Documents: not [] } policy]) continue;
                foreach (var language in new[] { Language.Chinese, Language.English })
                {
                    var book = PolicyBook.Write(policy, language);
                    Assert.Contains(policy.Documents[0].Title.In(language), book, StringComparison.Ordinal);
                    // A key that has no text would stand there by itself.
                    Assert.DoesNotMatch(@"\b(book|phrase|wording|choice|member|result|amount|grading|penalty|obligation|service|approval|access|allocation|checklist|table|ruleset)\.[a-zA-Z]", book);
                }
                books++;
            }
        }
        Assert.True(books > 40, $"Only {books} samples became books.");
    }
}
