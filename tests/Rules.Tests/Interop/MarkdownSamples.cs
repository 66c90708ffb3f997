namespace CrmWorkflows.Rules.Tests.Interop;

/// <summary>The fenced samples of a page with the heading under which they stand.</summary>
internal static class MarkdownSamples
{
    public static IEnumerable<(string Heading, string Fence, string Text)> Of(IEnumerable<string> lines)
    {
        var heading = "";
        string? fence = null;
        var text = new List<string>();
        foreach (var line in lines)
        {
            if (fence is null && line.StartsWith("## ", StringComparison.Ordinal)) heading = line[3..];
            else if (fence is null && line.StartsWith("```", StringComparison.Ordinal)) fence = line[3..];
            else if (fence is not null && line == "```")
            {
                yield return (heading, fence, string.Join('\n', text));
                fence = null;
                text.Clear();
            }
            else if (fence is not null) text.Add(line);
        }
    }
}
