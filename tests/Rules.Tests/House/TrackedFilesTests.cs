using System.Diagnostics;
using System.Text.RegularExpressions;

namespace CrmWorkflows.Rules.Tests.House;

/// <summary>What is tracked stands on its own: it names no machine, and nothing is left unfinished.</summary>
public sealed partial class TrackedFilesTests
{
    private static readonly string[] Texts = [".cs", ".csproj", ".props", ".md", ".json", ".txt", ".yml", ".sh", ".sln", ".editorconfig", ""];

    // This test names what it looks for.
    private const string Own = "tests/Rules.Tests/House/TrackedFilesTests.cs";

    [Fact]
    public void No_tracked_file_names_a_path_of_a_machine()
    {
        var found = Lines().Where(l => MachinePath().IsMatch(l.Text)).Select(l => $"{l.File}:{l.Number}: {l.Text.Trim()}").ToArray();
        Assert.True(found.Length == 0, string.Join('\n', found.Take(20)));
    }

    [Fact]
    public void Nothing_tracked_is_marked_as_unfinished()
    {
        var found = Lines().Where(l => Unfinished().IsMatch(l.Text)).Select(l => $"{l.File}:{l.Number}: {l.Text.Trim()}").ToArray();
        Assert.True(found.Length == 0, string.Join('\n', found.Take(20)));
    }

    [Fact]
    public void Every_link_in_the_documentation_leads_somewhere()
    {
        var broken = new List<string>();
        foreach (var file in Tracked().Where(f => f.EndsWith(".md", StringComparison.Ordinal)))
            foreach (Match link in Link().Matches(File.ReadAllText(Path.Combine(Repository.Root, file))))
                if (!Path.Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(file)!, link.Groups[1].Value))) broken.Add($"{file}: {link.Groups[1].Value}");
        Assert.Empty(broken);
    }

    private static IEnumerable<(string File, int Number, string Text)> Lines()
    {
        foreach (var file in Tracked())
        {
            var path = Path.Combine(Repository.Root, file);
            if (file == Own || !Texts.Contains(Path.GetExtension(file)) || file.StartsWith("samples/data/", StringComparison.Ordinal) || !File.Exists(path)) continue;
            var number = 0;
            foreach (var line in File.ReadLines(path)) yield return (file, ++number, line);
        }
    }

    // From git where there is one; a checkout without it is looked through file by file.
    private static List<string> Tracked()
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["-C", Repository.Root, "ls-files"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var names = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            if (git.ExitCode == 0) return [.. names.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(n => !n.StartsWith('"'))];
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // No git on this machine.
        }
        return [.. Directory.EnumerateFiles(Repository.Root, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Repository.Root, f).Replace('\\', '/'))
            .Where(f => !f.Split('/').Any(part => part is "bin" or "obj" or ".git" or "TestResults" or "node_modules"))];
    }

    [GeneratedRegex(@"(?<![\w.])/(work|tmp|root|home|Users)/|[A-Z]:\\Users\\|\.\./shared/")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\b(TODO|FIXME|XXX|HACK)\b|NotImplementedException")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)")]
    private static partial Regex Link();
}
