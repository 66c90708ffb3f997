using System.Text.RegularExpressions;
using CrmWorkflows.Rules.Tests.House;

namespace CrmWorkflows.Rules.Tests.Embedding;

/// <summary>What the guide shows is what the samples run.</summary>
public sealed partial class EmbeddingGuideTests
{
    [Fact]
    public void Every_line_of_code_in_the_guide_stands_in_a_sample_that_is_run()
    {
        var samples = Directory.EnumerateFiles(Path.Combine(Repository.Root, "samples", "embedding"), "*.cs")
            .SelectMany(File.ReadAllLines).Select(l => l.Trim()).ToHashSet(StringComparer.Ordinal);
        var guide = File.ReadAllText(Path.Combine(Repository.Root, "docs", "guide", "embedding.md"));
        var shown = CodeFence().Matches(guide).SelectMany(m => m.Groups[1].Value.Split('\n')).Select(l => l.Trim()).Where(l => l.Length > 0).ToArray();
        Assert.NotEmpty(shown);
        Assert.Equal([], shown.Where(l => !samples.Contains(l)));
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeFence();
}
