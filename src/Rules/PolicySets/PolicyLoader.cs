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
    public static LoadResult Load(params IEnumerable<string> paths) => Load(FunctionLibrary.BuiltIn, paths);

    /// <summary>Reads rules whose expressions may also call the functions of an embedding program.</summary>
    internal static LoadResult Load(FunctionLibrary functions, IEnumerable<string> paths)
    {
        var diagnostics = new DiagnosticBag();
        var policies = ImmutableArray.CreateBuilder<PolicySet>();
        var folders = new SortedSet<string>(StringComparer.Ordinal);
        var bases = new SortedSet<string>(StringComparer.Ordinal);
        var shared = new Dictionary<string, SharedRules>(StringComparer.Ordinal);
        foreach (var given in paths)
        {
            var path = Path.GetFullPath(given);
            if (!Path.Exists(path))
            {
                diagnostics.Add(PolicySetDiagnostics.NotFound, SourceSpan.In(given), given);
                continue;
            }
            var rules = SharedOf(File.Exists(path) ? Path.GetDirectoryName(path)! : path, shared, functions, diagnostics);
            var below = rules.Bases.Names.Where(name => IsWithin(Path.Combine(rules.Root, name + ".json"), path)).Select(name => Path.Combine(rules.Root, name + ".json")).ToArray();
            bases.UnionWith(below);
            if (IsShared(path, rules.Root)) continue;
            if (File.Exists(path)) folders.Add(Path.GetDirectoryName(path)!);
            else folders.UnionWith(PolicyFolders(path, given, below.Length > 0, diagnostics));
        }
        foreach (var folder in folders)
            if (new FolderLoader(folder, SharedOf(folder, shared, functions, diagnostics), diagnostics).Load() is { } policy) policies.Add(policy);
        foreach (var file in bases) BaseCheck.Run(file, SharedOf(Path.GetDirectoryName(file)!, shared, functions, diagnostics), diagnostics);
        return new LoadResult(new PolicyLibrary(policies.ToImmutable()), Distinct(diagnostics.ToImmutable()))
        {
            Files = shared.Values.SelectMany(s => s.Files).DistinctBy(f => f.Key).ToImmutableDictionary(),
        };
    }

    // A finding in a base is found by everyone who extends it, and told once.
    private static ImmutableArray<Diagnostic> Distinct(ImmutableArray<Diagnostic> diagnostics) =>
        [.. diagnostics.DistinctBy(d => (d.Code.Id, d.Span, d.Message(Language.English)))];

    private static SharedRules SharedOf(string folder, Dictionary<string, SharedRules> shared, FunctionLibrary functions, DiagnosticBag diagnostics)
    {
        var root = RootOf(folder);
        if (!shared.TryGetValue(root, out var rules)) shared[root] = rules = SharedRules.Read(root, functions, diagnostics);
        return rules;
    }

    // Calendars and bases are no policies.
    private static bool IsShared(string path, string root) =>
        path != root && Path.GetRelativePath(root, path).Split(Path.DirectorySeparatorChar)[0] is SharedRules.CalendarFolder or BaseDocuments.FolderName;

    private static bool IsWithin(string file, string path) =>
        file == path || file.StartsWith(Path.TrimEndingDirectorySeparator(path) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string[] PolicyFolders(string path, string given, bool hasBases, DiagnosticBag diagnostics)
    {
        var found = Directory.EnumerateFiles(path, "policy.json", SearchOption.AllDirectories)
            .Select(f => Path.GetDirectoryName(Path.GetFullPath(f))!)
            .ToArray();
        if (found.Length == 0 && !hasBases) diagnostics.Add(PolicySetDiagnostics.NoPolicy, SourceSpan.In(given), given);
        return found;
    }

    // The root of the rules is the folder above the lines; shared calendars and bases stand in it.
    private static string RootOf(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
            if (Directory.Exists(Path.Combine(at.FullName, SharedRules.CalendarFolder)) || Directory.Exists(Path.Combine(at.FullName, BaseDocuments.FolderName))) return at.FullName;
        return Directory.GetParent(folder)?.Parent?.FullName ?? folder;
    }
}
