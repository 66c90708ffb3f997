using System.Collections.Immutable;
using CrmWorkflows.Rules.Calendars;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Expressions.Functions;
using CrmWorkflows.Rules.Facts.Types;

namespace CrmWorkflows.Rules.PolicySets;

/// <summary>Reads policies from folders: a folder with a <c>policy.json</c> is a policy, its other documents stand beside it.</summary>
public static class PolicyLoader
{
    /// <summary>Reads a root of rules, a line's folder, one policy's folder, or one file of a policy.</summary>
    /// <param name="paths">Folders or files.</param>
    public static LoadResult Load(params IEnumerable<string> paths)
    {
        var diagnostics = new DiagnosticBag();
        var policies = ImmutableArray.CreateBuilder<PolicySet>();
        var folders = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            if (File.Exists(path)) folders.Add(Path.GetDirectoryName(Path.GetFullPath(path))!);
            else if (Directory.Exists(path)) folders.UnionWith(PolicyFolders(path, diagnostics));
            else diagnostics.Add(PolicySetDiagnostics.NotFound, SourceSpan.In(path), path);
        }
        var shared = new Dictionary<string, SharedRules>(StringComparer.Ordinal);
        foreach (var folder in folders)
        {
            var root = RootOf(folder);
            if (!shared.TryGetValue(root, out var rules)) shared[root] = rules = SharedRules.Read(root, diagnostics);
            if (new FolderLoader(folder, rules, diagnostics).Load() is { } policy) policies.Add(policy);
        }
        return new LoadResult(new PolicyLibrary(policies.ToImmutable()), diagnostics.ToImmutable());
    }

    private static IEnumerable<string> PolicyFolders(string path, DiagnosticBag diagnostics)
    {
        var found = Directory.EnumerateFiles(path, "policy.json", SearchOption.AllDirectories)
            .Select(f => Path.GetDirectoryName(Path.GetFullPath(f))!)
            .ToArray();
        if (found.Length == 0) diagnostics.Add(PolicySetDiagnostics.NoPolicy, SourceSpan.In(path), path);
        return found;
    }

    // The root of the rules is the folder above the lines; shared calendars and bases stand in it.
    private static string RootOf(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
            if (Directory.Exists(Path.Combine(at.FullName, "_calendars")) || Directory.Exists(Path.Combine(at.FullName, "_base"))) return at.FullName;
        return Directory.GetParent(folder)?.Parent?.FullName ?? folder;
    }
}
