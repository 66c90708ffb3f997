using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;

namespace CrmWorkflows.Rules.PolicySets;

/// <summary>Reads one rule file. File names are reported from the root of the rules, as their authors know them.</summary>
internal static class RuleFile
{
    public const int SizeLimit = 16 * 1024 * 1024;

    public static JsonSourceNode? Read(string path, SharedRules? shared, DiagnosticBag diagnostics)
    {
        var name = NameOf(path, shared?.Root);
        shared?.Seen(name, path);
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > SizeLimit } file)
            {
                diagnostics.Add(PolicySetDiagnostics.Unreadable, SourceSpan.In(name), name, $"{file.Length} > {SizeLimit}");
                return null;
            }
            return JsonSource.Parse(name, File.ReadAllBytes(path), diagnostics);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(PolicySetDiagnostics.Unreadable, SourceSpan.In(name), name, e.Message);
            return null;
        }
    }

    public static string NameOf(string path, string? root) =>
        root is null ? path : Path.Combine(Path.GetFileName(root), Path.GetRelativePath(root, path)).Replace('\\', '/');
}
