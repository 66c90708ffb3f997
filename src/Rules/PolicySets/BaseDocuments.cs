using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;

namespace CrmWorkflows.Rules.PolicySets;

/// <summary>
/// The documents below <c>_base</c> that others extend. A base is named by its path from the root of the rules, without <c>.json</c>;
/// it may extend a base itself.
/// </summary>
internal sealed class BaseDocuments(SharedRules shared)
{
    public const string FolderName = "_base";

    private readonly Dictionary<string, JsonObjectNode?> _read = new(StringComparer.Ordinal);

    /// <summary>The names of all bases.</summary>
    public IEnumerable<string> Names
    {
        get
        {
            var folder = Path.Combine(shared.Root, FolderName);
            if (!Directory.Exists(folder)) return [];
            return Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)
                .Where(f => !f.EndsWith(".tests.json", StringComparison.Ordinal))
                .Select(f => Path.GetRelativePath(shared.Root, f).Replace('\\', '/')[..^".json".Length])
                .Order(StringComparer.Ordinal);
        }
    }

    /// <summary>A document with what its bases give it; null when it cannot be had and the bag says why.</summary>
    public EffectiveDocument? Effective(JsonObjectNode own, DiagnosticBag diagnostics) => Effective(own, [], diagnostics);

    /// <summary>A base by its name, with what its own bases give it.</summary>
    public EffectiveDocument? Find(string name, DiagnosticBag diagnostics) =>
        Read(name, diagnostics) is { } node ? Effective(node, [name], diagnostics) : null;

    /// <summary>The kind that a document names; null when there is none and the bag says so.</summary>
    public static IPolicyKind? KindOf(JsonSourceNode node, DiagnosticBag diagnostics)
    {
        if (node is not JsonObjectNode obj || obj["kind"] is not JsonTextNode name)
        {
            diagnostics.Add(DocumentDiagnostics.MissingProperty, node.Span with { Length = 1 }, "kind");
            return null;
        }
        if (PolicyKinds.All.TryGetValue(name.Value, out var kind)) return kind;
        diagnostics.Add(DocumentDiagnostics.UnknownKind, name.Span, name.Value, Suggestion.Phrase(name.Value, PolicyKinds.All.Keys), string.Join(", ", PolicyKinds.All.Keys.Order(StringComparer.Ordinal)));
        return null;
    }

    private EffectiveDocument? Effective(JsonObjectNode own, ImmutableArray<string> below, DiagnosticBag diagnostics)
    {
        if (KindOf(own, diagnostics) is not { } kind) return null;
        // Anything but a name is reported by the reader of the document.
        if (own["extends"] is not JsonTextNode reference) return new EffectiveDocument(own, kind, []);
        var name = reference.Value;
        if (below.Contains(name))
        {
            diagnostics.Add(ExtendsDiagnostics.Circle, reference.Span, name, string.Join(" → ", below));
            return null;
        }
        if (!Names.Contains(name, StringComparer.Ordinal))
        {
            diagnostics.Add(ExtendsDiagnostics.UnknownBase, reference.Span, name, Suggestion.Phrase(name, Names));
            return null;
        }
        if (Read(name, diagnostics) is not { } node || Effective(node, [.. below, name], diagnostics) is not { } found) return null;
        if (found.Kind != kind)
        {
            diagnostics.Add(ExtendsDiagnostics.OtherKind, reference.Span, kind.Name, name, found.Kind.Name);
            return null;
        }
        return new DocumentMerger(kind, diagnostics).Merge(own, found);
    }

    private JsonObjectNode? Read(string name, DiagnosticBag diagnostics)
    {
        if (_read.TryGetValue(name, out var known) && known is not null) return known;
        var node = RuleFile.Read(Path.Combine(shared.Root, name + ".json"), shared, diagnostics);
        if (node is not null and not JsonObjectNode) KindOf(node, diagnostics);
        return _read[name] = node as JsonObjectNode;
    }
}
