using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Policies.FactModel;

namespace CrmWorkflows.Rules.PolicySets;

/// <summary>Reads and links the documents of one policy folder.</summary>
internal sealed class FolderLoader(string folder, SharedRules shared, DiagnosticBag diagnostics)
{
    private readonly List<SourceDocument> _documents = [];
    private readonly ForeignFiles _foreign = new(folder, shared);

    public PolicySet? Load()
    {
        var mine = new DiagnosticBag();
        var policy = Load(mine);
        diagnostics.AddRange(mine.ToImmutable());
        return mine.HasErrors ? null : policy;
    }

    private PolicySet? Load(DiagnosticBag mine)
    {
        var path = Path.Combine(folder, "policy.json");
        if (RuleFile.Read(path, shared, mine) is not { } node) return null;
        if (node is JsonObjectNode { } obj && obj["kind"] is JsonTextNode { Value: not "Policy" } kind)
        {
            mine.Add(PolicySetDiagnostics.NotAPolicy, kind.Span, kind.Value);
            return null;
        }
        if (new DocumentReader(mine).Read<PolicyDescription>(node) is not { } description) return null;
        var model = shared.FactModel(Directory.GetParent(folder)?.FullName ?? folder, mine);
        var types = DeclaredTypes.Read(description.Types, model.Model?.Types ?? TypeTable.Default, mine);

        // What a code or an entity means follows from the line's fact model: another model is another policy.
        var nodes = new List<JsonSourceNode> { node };
        if (model.Source is { } source) nodes.Add(source);
        var files = Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Where(f => Path.GetFileName(f) != "policy.json" && !f.EndsWith(".tests.json", StringComparison.Ordinal)).ToArray();
        nodes.AddRange(_foreign.Read(files, mine));
        foreach (var file in files.Where(f => !_foreign.Contains(f)))
            if (ReadDocument(file, mine) is { } root) nodes.Add(root);
        CheckNames(mine);
        var sources = new FolderSources([.. _documents], types, shared, _foreign);
        var linked = new FolderLinker(sources, mine).Link();
        if (linked.IsDefault || mine.HasErrors) return null;
        CheckClauses(description, linked, mine);
        foreach (var document in linked) document.Body.CheckSet(document, linked, mine);
        foreach (var document in linked) FactPaths.Check(document, model.Model, mine);
        return new PolicySet(description, linked, model.Model, ContentHash.Of(nodes), folder, sources);
    }

    private JsonSourceNode? ReadDocument(string file, DiagnosticBag mine)
    {
        if (RuleFile.Read(file, shared, mine) is not { } node || EffectiveOf(node, mine) is not { } effective) return null;
        if (new DocumentReader(mine).Read(effective.Node, effective.Kind.DocumentType) is not PolicyDocument document) return null;
        _documents.Add(new SourceDocument(effective.Kind, document, effective.Overrides));
        return effective.Node;
    }

    private EffectiveDocument? EffectiveOf(JsonSourceNode node, DiagnosticBag mine)
    {
        if (node is JsonObjectNode obj) return shared.Bases.Effective(obj, mine);
        BaseDocuments.KindOf(node, mine);
        return null;
    }

    // Versions of one name follow each other in time.
    private void CheckNames(DiagnosticBag mine)
    {
        foreach (var versions in _documents.Select(d => d.Document).GroupBy(d => d.Name, StringComparer.Ordinal))
        {
            var inTime = versions.OrderBy(d => d.Effective?.From ?? DateOnly.MinValue).ToArray();
            for (var i = 1; i < inTime.Length; i++)
            {
                var end = inTime[i - 1].Effective?.To ?? DateOnly.MaxValue;
                var start = inTime[i].Effective?.From ?? DateOnly.MinValue;
                if (start < end) mine.Add(PolicySetDiagnostics.SameName, inTime[i].Span with { Length = 1 }, inTime[i].Name, inTime[i - 1].Span.File);
                else if (start > end) mine.Add(PolicySetDiagnostics.Gap, inTime[i].Span with { Length = 1 }, inTime[i].Name, end, start);
            }
        }
    }

    private static void CheckClauses(PolicyDescription description, ImmutableArray<DecisionDocument> documents, DiagnosticBag mine)
    {
        var executable = description.Catalogue.Where(c => c.Prose is null).Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
        var decidedBy = new Dictionary<string, DecisionDocument>(StringComparer.Ordinal);
        foreach (var document in documents)
        {
            foreach (var clause in document.Decides)
            {
                if (!executable.Contains(clause))
                    mine.Add(PolicySetDiagnostics.UnknownClause, document.Source.Span with { Length = 1 }, clause, Suggestion.Phrase(clause, executable));
                else if (decidedBy.TryGetValue(clause, out var other) && other.Name != document.Name)
                    mine.Add(PolicySetDiagnostics.SameClause, document.Source.Span with { Length = 1 }, clause, other.Name);
                decidedBy[clause] = document;
            }
        }
    }
}
