using System.Reflection;
using CrmWorkflows.Host.Cli;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Host.Tests.Cli;

/// <summary>The pages of what the command line reports: the bad command raises the code, the good one runs.</summary>
public sealed class HostErrorPageTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "docs", "errors");

    public static TheoryData<string> Codes => [.. typeof(CliDiagnostics).GetFields(BindingFlags.Static | BindingFlags.Public).Select(f => ((DiagnosticCode)f.GetValue(null)!).Id)];

    public static TheoryData<string> Commands => [.. Directory.EnumerateFiles(Folder).Where(f => File.ReadAllText(f).Contains("```shell", StringComparison.Ordinal)).Select(f => Path.GetFileNameWithoutExtension(f)).Order()];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_code_has_texts_and_a_page_with_its_title(string id)
    {
        var texts = CommandLineContext.Texts;
        Assert.All(new[] { ".title", ".message", ".remedy" }, part => Assert.NotNull(texts.Find(id + part)));
        var title = texts.Find(id + ".title")!;
        Assert.Equal($"# {id}: {title.En} / {title.Zh}", File.ReadLines(Path.Combine(Folder, id + ".md")).First());
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void The_bad_command_raises_the_code_and_the_good_one_does_not(string id)
    {
        var commands = File.ReadAllLines(Path.Combine(Folder, id + ".md")).Where(l => l.StartsWith("crmwf ", StringComparison.Ordinal)).ToArray();
        Assert.Equal(2, commands.Length);
        var bad = Run(commands[0]);
        Assert.Contains(id, bad.Out + bad.Error, StringComparison.Ordinal);
        Assert.Equal(1, bad.ExitCode);
        var good = Run(commands[1]);
        Assert.DoesNotContain("CWF", good.Out + good.Error, StringComparison.Ordinal);
    }

    // Paths in the documentation are written from the root of the repository.
    private static CommandLineRun Run(string command)
    {
        var words = command.Split(' ')[1..].Select(w => w.Contains('/', StringComparison.Ordinal) || w is "rules" or "ruls" or "docs" ? "~/" + w : w).ToList();
        if (words[0] is "effective" or "conform") words.AddRange(["--rules", "~/rules"]);
        return CommandLineRun.Of([.. words]);
    }
}
