using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.PolicySets;

/// <summary>Links the documents of one policy, each after those that it uses. Used by one thread, once.</summary>
internal sealed class FolderLinker(FolderSources sources, DiagnosticBag diagnostics)
{
    private readonly Dictionary<PolicyDocument, DecisionDocument?> _linked = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<PolicyDocument> _linking = new();

    /// <summary>All documents in their order; default when one of them does not hold together and the bag says why.</summary>
    public ImmutableArray<DecisionDocument> Link()
    {
        foreach (var document in sources.Documents) Link(document);
        return _linked.ContainsValue(null) ? default : [.. sources.Documents.Select(d => _linked[d.Document]!)];
    }

    /// <summary>Takes a document as it was linked before, so that only what changed is linked again.</summary>
    public void Keep(DecisionDocument document) => _linked[document.Source] = document;

    private DecisionDocument? Link(SourceDocument source)
    {
        var document = source.Document;
        if (_linked.TryGetValue(document, out var known)) return known;
        if (_linking.Contains(document))
        {
            diagnostics.Add(DocumentDiagnostics.Cycle, document.Span with { Length = 1 }, document.Name, string.Join(" → ", _linking.Reverse().Select(d => d.Name)));
            return null;
        }
        _linking.Push(document);
        var names = sources.Documents.Select(d => d.Document.Name).Distinct();
        var linker = new DocumentLinker(document, sources.Types, sources.Shared.Functions, sources.Shared.Calendar, name => FindVersion(name, document), names, diagnostics)
        {
            Overrides = source.Overrides,
            ForeignFile = path => sources.Foreign.Beside(document, path),
        };
        var linked = linker.Link(source.Kind);
        _linking.Pop();
        return _linked[document] = linked;
    }

    // The version that is in force when the using document begins to be.
    private DecisionDocument? FindVersion(string name, PolicyDocument user)
    {
        var versions = sources.Documents.Where(d => d.Document.Name == name).OrderBy(d => d.Document.Effective?.From ?? DateOnly.MinValue).ToArray();
        var day = user.Effective?.From ?? DateOnly.MaxValue.AddDays(-1);
        var version = versions.LastOrDefault(d => (d.Document.Effective?.From ?? DateOnly.MinValue) <= day);
        return (version ?? versions.FirstOrDefault()) is { } found ? Link(found) : null;
    }
}
