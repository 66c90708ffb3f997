using System.Text.RegularExpressions;

namespace CrmWorkflows.Rules.Tests.House;

/// <summary>References run one way: between projects, and between the folders of a project.</summary>
public sealed partial class NamespaceOrderTests
{
    private static readonly string[] RulesOrder =
    [
        "Diagnostics", "Values", "Calendars", "Facts", "Expressions", "Explanations", "Deciding", "Policies", "PolicySets", "Conformance", "Analysis", "Interop", "Embedding",
    ];

    [Fact]
    public void A_folder_of_Rules_uses_only_folders_to_its_left()
    {
        var violations = new List<string>();
        foreach (var (folder, file, text) in Sources("Rules"))
        {
            var own = Array.IndexOf(RulesOrder, folder);
            Assert.True(own >= 0 || folder == "", $"The folder {folder} has no place in the order of namespaces.");
            foreach (Match use in RulesNamespace().Matches(text))
            {
                var used = Array.IndexOf(RulesOrder, use.Groups[1].Value);
                if (own >= 0 && used > own) violations.Add($"{file} ({folder}) uses {use.Groups[1].Value}");
            }
        }
        Assert.Empty(violations);
    }

    [Fact]
    public void A_kind_never_refers_to_another_kind()
    {
        var violations = new List<string>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Rules", "Policies"), "*.cs", SearchOption.AllDirectories))
        {
            var kind = Path.GetRelativePath(Path.Combine(Repository.Root, "src", "Rules", "Policies"), file).Split(Path.DirectorySeparatorChar)[0];
            foreach (Match use in PolicyNamespace().Matches(File.ReadAllText(file)))
                if (use.Groups[1].Value != kind) violations.Add($"{kind} uses {use.Groups[1].Value}");
        }
        Assert.Empty(violations);
    }

    [Fact]
    public void Projects_refer_only_downwards()
    {
        var rules = typeof(Rules.Diagnostics.Diagnostic).Assembly;
        Assert.DoesNotContain(rules.GetReferencedAssemblies(), a => a.Name is "crmwf" or "CrmWorkflows.Workflows");
        var workflows = File.ReadAllText(Path.Combine(Repository.Root, "src", "Workflows", "CrmWorkflows.Workflows.csproj"));
        Assert.DoesNotContain("Host", workflows, StringComparison.Ordinal);
    }

    private static IEnumerable<(string Folder, string File, string Text)> Sources(string project)
    {
        var root = Path.Combine(Repository.Root, "src", project);
        foreach (var file in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(root, file).Replace('\\', '/');
            if (relative.StartsWith("obj/", StringComparison.Ordinal) || relative.StartsWith("bin/", StringComparison.Ordinal)) continue;
            yield return (relative.Contains('/', StringComparison.Ordinal) ? relative[..relative.IndexOf('/', StringComparison.Ordinal)] : "", relative, File.ReadAllText(file));
        }
    }

    [GeneratedRegex(@"CrmWorkflows\.Rules\.([A-Z]\w*)")]
    private static partial Regex RulesNamespace();

    [GeneratedRegex(@"using CrmWorkflows\.Rules\.Policies\.(\w+)")]
    private static partial Regex PolicyNamespace();
}
