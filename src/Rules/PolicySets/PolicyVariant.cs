using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;

namespace CrmWorkflows.Rules.PolicySets;

/// <summary>
/// A policy with one value of one document changed, without a file being touched. Only the changed document and those that use it are linked again.
/// </summary>
/// <param name="policy">The policy as it is.</param>
/// <param name="changed">The document that is changed.</param>
internal sealed class PolicyVariant(PolicySet policy, DecisionDocument changed)
{
    /// <summary>The documents whose decisions the change can move: the changed one, and all that use it.</summary>
    public ImmutableArray<DecisionDocument> Affected { get; } = AffectedBy(policy, changed);

    /// <summary>
    /// The affected documents as they are after the change, in the order of <see cref="Affected"/>; default when the changed document is
    /// refused and the bag says why.
    /// </summary>
    /// <param name="place">The value to be replaced.</param>
    /// <param name="value">What takes its place.</param>
    /// <param name="diagnostics">Takes the findings.</param>
    public ImmutableArray<DecisionDocument> Link(JsonSourceNode place, JsonSourceNode value, DiagnosticBag diagnostics)
    {
        var source = policy.Sources.Documents.First(d => ReferenceEquals(d.Document, changed.Source));
        var root = NodeReplacement.In(source.Document.Node, place, value);
        if (new DocumentReader(diagnostics).Read(root, source.Kind.DocumentType) is not PolicyDocument document) return default;
        var variant = source with { Document = document, Overrides = [.. source.Overrides.Select(o => o with { Own = NodeReplacement.In(o.Own, place, value) })] };
        var sources = policy.Sources with { Documents = policy.Sources.Documents.Replace(source, variant) };
        var linker = new FolderLinker(sources, diagnostics);
        foreach (var kept in policy.Documents.Where(d => !Affected.Contains(d))) linker.Keep(kept);
        var linked = linker.Link();
        if (linked.IsDefault || diagnostics.HasErrors) return default;
        foreach (var each in linked) each.Body.CheckSet(each, linked, diagnostics);
        if (diagnostics.HasErrors) return default;
        return [.. Affected.Select(before => linked[policy.Documents.IndexOf(before)])];
    }

    private static ImmutableArray<DecisionDocument> AffectedBy(PolicySet policy, DecisionDocument changed)
    {
        var affected = new List<DecisionDocument> { changed };
        for (var i = 0; i < affected.Count; i++)
            affected.AddRange(policy.Documents.Where(d => !affected.Contains(d) && d.Parts.Steps.OfType<UseStep>().Any(u => u.Document == affected[i])));
        return [.. affected];
    }
}
