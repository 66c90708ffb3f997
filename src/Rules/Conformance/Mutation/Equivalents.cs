using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.PolicySets;

namespace CrmWorkflows.Rules.Conformance.Mutation;

/// <summary>The shifts that the files of tests of a policy state to be equivalent. A statement that excuses nothing is a finding.</summary>
internal sealed class Equivalents
{
    private readonly ILookup<string, EquivalentEntry> _byDocument;
    private readonly HashSet<EquivalentEntry> _excusing = new(ReferenceEqualityComparer.Instance);

    public Equivalents(IEnumerable<ExamplesDocument> files) =>
        _byDocument = files.SelectMany(f => f.Equivalent.Select(e => (f.Document, Entry: e))).ToLookup(p => p.Document, p => p.Entry, StringComparer.Ordinal);

    /// <summary>Why a shift that nothing noticed is equivalent; null when nobody says so.</summary>
    public LocalizedText? ReasonFor(DecisionDocument document, FigureShift shift)
    {
        if (_byDocument[document.Name].FirstOrDefault(e => Matches(e, shift)) is not { } entry) return null;
        _excusing.Add(entry);
        return entry.Reason;
    }

    /// <summary>Reports the statements that excused nothing, because a test notices what they excuse.</summary>
    public void ReportIdle(IReadOnlyList<DecisionDocument> documents, DiagnosticBag diagnostics)
    {
        foreach (var entry in documents.SelectMany(d => _byDocument[d.Name]).Where(e => !_excusing.Contains(e)).Distinct())
            diagnostics.Add(ConformanceDiagnostics.ExcusesNothing, entry.Span with { Length = 1 }, entry.At, entry.Change ?? "*", TextCatalog.Rules.Find("conformance.noticed"));
    }

    /// <summary>Reports the statements about places or changes that the policy does not have.</summary>
    public static void ReportUnknown(PolicySet policy, ExamplesDocument file, DiagnosticBag diagnostics)
    {
        if (file.Equivalent.Count == 0) return;
        var shifts = policy.Documents.Where(d => d.Name == file.Document).SelectMany(d => d.Parts.Figures.SelectMany(f => FigureShifts.Of(d, f))).ToImmutableArray();
        foreach (var entry in file.Equivalent.Where(e => !shifts.Any(s => Matches(e, s))))
            diagnostics.Add(ConformanceDiagnostics.ExcusesNothing, entry.Span with { Length = 1 }, entry.At, entry.Change ?? "*", TextCatalog.Rules.Find("conformance.noSuchShift"));
    }

    private static bool Matches(EquivalentEntry entry, FigureShift shift) => entry.At == shift.Pointer && (entry.Change is null || entry.Change == shift.Change);
}
