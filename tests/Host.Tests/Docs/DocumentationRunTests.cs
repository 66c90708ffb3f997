using System.Diagnostics;
using System.Text.RegularExpressions;

namespace CrmWorkflows.Host.Tests.Docs;

/// <summary>What README and the guides tell a newcomer to type is typed, as it stands; what they show as its output is what comes out.</summary>
public sealed partial class DocumentationRunTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("crmwf-docs-").FullName;

    public DocumentationRunTests()
    {
        foreach (var name in new[] { "rules", "samples", "tests" })
            Directory.CreateSymbolicLink(Path.Combine(_folder, name), Path.Combine(Repository.Root, name));
    }

    public static TheoryData<string, int> Blocks
    {
        get
        {
            var blocks = new TheoryData<string, int>();
            foreach (var page in Pages())
                foreach (Match block in Fence().Matches(File.ReadAllText(Path.Combine(Repository.Root, page))))
                    if (block.Groups["info"].Value == "sh" && Command().IsMatch(block.Groups["text"].Value)) blocks.Add(page, block.Index);
            return blocks;
        }
    }

    [Fact]
    public void Readme_and_guides_are_among_the_pages_that_are_run() =>
        Assert.True(Blocks.Select(b => (string)b[0]).Distinct().Count() >= 3, "README and at least two guides show commands.");

    [Theory]
    [MemberData(nameof(Blocks))]
    public void A_command_of_the_documentation_runs_and_says_what_the_page_shows(string page, int place)
    {
        var blocks = Fence().Matches(File.ReadAllText(Path.Combine(Repository.Root, page))).ToArray();
        var at = Array.FindIndex(blocks, b => b.Index == place);
        var (code, said) = Run(blocks[at].Groups["text"].Value);
        Assert.True(code == 0, $"{page}: exit code {code}\n{said}");
        // The output stands in the next block, when that is plain text; "…" stands for what is left out.
        if (at + 1 >= blocks.Length || blocks[at + 1].Groups["info"].Value != "text") return;
        var lines = Settled(said).Split('\n').Select(l => l.TrimEnd()).ToHashSet(StringComparer.Ordinal);
        foreach (var line in Settled(blocks[at + 1].Groups["text"].Value).Split('\n').Select(l => l.TrimEnd()).Where(l => l.Length > 0 && !l.Contains('…', StringComparison.Ordinal)))
            Assert.True(lines.Contains(line), $"{page} shows a line that does not come out any more:\n{line}\n--- what comes out:\n{said}");
    }

    public void Dispose()
    {
        foreach (var link in Directory.GetDirectories(_folder).Where(d => new DirectoryInfo(d).LinkTarget is not null)) Directory.Delete(link);
        Directory.Delete(_folder, recursive: true);
    }

    private static IEnumerable<string> Pages() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs", "guide"), "*.md").Select(f => Path.GetRelativePath(Repository.Root, f)).Order(StringComparer.Ordinal).Prepend("README.md");

    private (int Code, string Said) Run(string script)
    {
        var start = new ProcessStartInfo("bash", ["-e", "-c", $"crmwf() {{ dotnet '{typeof(Program).Assembly.Location}' \"$@\"; }}\n{script.Replace("./crmwf", "crmwf", StringComparison.Ordinal)}"])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["LC_ALL"] = "C.UTF-8", ["LANG"] = "C.UTF-8" },
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }

    // What differs from run to run, or with every word of a policy, is not held against the page.
    private static string Settled(string text) => Changing().Replace(text, "~");

    [GeneratedRegex(@"^```(?<info>[^\n`]*)\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^(\./)?crmwf ", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex(@"in [\d.,]+ m?s \([\d,.]+ a second\)|(?<=policy hash )[0-9a-f]+|(?<=策略哈希 ?)[0-9a-f]+")]
    private static partial Regex Changing();
}
