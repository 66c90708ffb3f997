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

    public static TheoryData<string> Runnable => [.. PagesToRun()];

    [Fact]
    public void Readme_and_guides_are_among_the_pages_that_are_run() => Assert.True(PagesToRun().Count() >= 3, "README and at least two guides show commands.");

    [Theory]
    [MemberData(nameof(Runnable))]
    public void What_a_page_says_to_write_and_to_type_does_what_the_page_shows(string page)
    {
        (string Info, string Text)? before = null;
        var said = "";
        foreach (var block in Blocks(page))
        {
            if (IsScript(block)) said = Run(page, block.Text);
            // The output stands in the block behind the command, when that is plain text; "…" stands for what is left out.
            else if (block.Info == "text" && before is { } command && IsScript(command)) Compare(page, block.Text, said);
            else if (File().Match(block.Info) is { Success: true } file) Write(file.Groups["name"].Value, block.Text);
            before = block;
        }
    }

    public void Dispose()
    {
        foreach (var link in Directory.GetDirectories(_folder).Where(d => new DirectoryInfo(d).LinkTarget is not null)) Directory.Delete(link);
        Directory.Delete(_folder, recursive: true);
    }

    private static IEnumerable<string> Pages() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs", "guide"), "*.md").Select(f => Path.GetRelativePath(Repository.Root, f)).Order(StringComparer.Ordinal).Prepend("README.md");

    private static IEnumerable<string> PagesToRun() => Pages().Where(p => Blocks(p).Any(IsScript));

    private static IEnumerable<(string Info, string Text)> Blocks(string page) =>
        Fence().Matches(System.IO.File.ReadAllText(Path.Combine(Repository.Root, page))).Select(m => (m.Groups["info"].Value, m.Groups["text"].Value));

    private static bool IsScript((string Info, string Text) block) => block.Info == "sh" && Command().IsMatch(block.Text);

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, text);
    }

    private static void Compare(string page, string shown, string said)
    {
        var lines = Settled(said).Split('\n').Select(l => l.TrimEnd()).ToHashSet(StringComparer.Ordinal);
        foreach (var line in Settled(shown).Split('\n').Select(l => l.TrimEnd()).Where(l => l.Length > 0 && !l.Contains('…', StringComparison.Ordinal)))
            Assert.True(lines.Contains(line), $"{page} shows a line that does not come out any more:\n{line}\n--- what comes out:\n{said}");
    }

    private string Run(string page, string script)
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
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        said += error.Result;
        Assert.True(process.ExitCode == 0, $"{page}: exit code {process.ExitCode}\n{script}\n{said}");
        return said;
    }

    // What differs from run to run, or with every word of a policy, is not held against the page.
    private static string Settled(string text) => Changing().Replace(text, "~");

    [GeneratedRegex(@"^```(?<info>[^\n`]*)\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^\w+ (?<name>\S+[./]\S+)$")]
    private static partial Regex File();

    [GeneratedRegex(@"^(\./|.*\| ?)?crmwf ", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex(@"in [\d.,]+ m?s \([\d,.]+ a second\)|(?<=policy hash )[0-9a-f]+|(?<=策略哈希 ?)[0-9a-f]+")]
    private static partial Regex Changing();
}
