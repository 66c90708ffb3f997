using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;

namespace CrmWorkflows.Rules.PolicySets;

/// <summary>
/// The files of other products in a policy's folder: those that a document names under <c>file</c>. They are no documents of ours and
/// stay byte for byte as they are, but what they say is part of the policy and of its hash.
/// </summary>
internal sealed class ForeignFiles(string folder, SharedRules shared)
{
    private readonly Dictionary<string, JsonSourceNode> _files = new(StringComparer.Ordinal);

    public bool Contains(string file) => _files.ContainsKey(Path.GetFullPath(file));

    /// <summary>Reads the foreign ones among the files of the folder.</summary>
    public IEnumerable<JsonSourceNode> Read(IReadOnlyList<string> files, DiagnosticBag diagnostics)
    {
        var known = files.ToDictionary(Path.GetFullPath, f => f, StringComparer.Ordinal);
        foreach (var file in files)
        {
            if (File.ReadAllBytes(file).AsSpan().IndexOf("\"file\""u8) < 0) continue;
            // What is wrong with a document itself is told when it is read as one.
            if (RuleFile.Read(file, shared, new DiagnosticBag()) is not JsonObjectNode { } document) continue;
            if (document["kind"] is not JsonTextNode || document["file"] is not JsonTextNode named) continue;
            var path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, named.Value));
            if (known.ContainsKey(path) && !_files.ContainsKey(path) && RuleFile.Read(path, shared, diagnostics) is { } foreign) _files[path] = foreign;
        }
        return _files.Values;
    }

    /// <summary>A file by its path from the folder of a document; null when it is none of the policy's.</summary>
    public JsonSourceNode? Beside(PolicyDocument document, string path)
    {
        var name = document.Span.File ?? "";
        return _files.FirstOrDefault(f => Matches(f.Key, name, path)).Value;
    }

    private bool Matches(string file, string document, string path)
    {
        var full = Path.GetFullPath(Path.Combine(folder, path));
        if (file == full) return true;
        var below = document.Contains('/', StringComparison.Ordinal) ? document[..document.LastIndexOf('/')] : "";
        return RuleFile.NameOf(file, shared.Root) == Path.Combine(below, path).Replace('\\', '/');
    }
}
