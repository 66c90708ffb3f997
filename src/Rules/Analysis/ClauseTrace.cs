using System.Collections.Immutable;
using CrmWorkflows.Rules.Conformance;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Expressions.Functions;
using CrmWorkflows.Rules.PolicySets;

namespace CrmWorkflows.Rules.Analysis;

/// <summary>
/// From the published text to what runs and what proves it: every clause of every policy, with the document that decides it and the cases and tests that
/// it has, or the reason why none does.
/// </summary>
/// <param name="Lines">The clauses, in the order of the catalogues.</param>
/// <param name="Kinds">The clauses that each kind of document decides.</param>
/// <param name="Functions">The clauses that each library function serves, those of documents that a clause's document uses included; functions that serve none come last.</param>
/// <param name="Diagnostics">What was wrong with the files of cases and tests.</param>
public sealed record ClauseTrace(ImmutableArray<ClauseTraceLine> Lines, ImmutableArray<ClauseUse> Kinds, ImmutableArray<ClauseUse> Functions, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Traces the clauses of a library and runs the tests beside its documents.</summary>
    /// <param name="library">The policies.</param>
    /// <param name="moment">Time inputs of the tests.</param>
    /// <param name="file">Name of a file of worked cases, for messages; null when there is none.</param>
    /// <param name="cases">Its content.</param>
    public static ClauseTrace Of(PolicyLibrary library, EvaluationMoment moment, string? file = null, ReadOnlySpan<byte> cases = default)
    {
        var diagnostics = new DiagnosticBag();
        var worked = (file is null ? [] : ConformanceRunner.Cases(file, cases, diagnostics)).CountBy(c => c.Clause, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var lines = ImmutableArray.CreateBuilder<ClauseTraceLine>();
        foreach (var policy in library.Policies)
        {
            var report = ExampleRunner.Run(policy, moment);
            diagnostics.AddRange(report.Diagnostics);
            lines.AddRange(policy.Clauses.Select(clause => Line(policy, clause, report, worked, moment)));
        }
        var decided = lines.Where(l => l.Document is not null).ToArray();
        var functions = Uses(decided.SelectMany(l => FunctionsOf(l.Document!).Select(f => (f, l.Clause.Id))));
        var idle = FunctionLibrary.BuiltIn.Names.Except(functions.Select(f => f.Name)).Order(StringComparer.Ordinal);
        return new ClauseTrace(
            lines.ToImmutable(), Uses(decided.Select(l => (l.Document!.Kind, l.Clause.Id))), [.. functions, .. idle.Select(name => new ClauseUse(name, []))], diagnostics.ToImmutable());
    }

    private static ClauseTraceLine Line(PolicySet policy, PolicyClause clause, ExampleReport report, Dictionary<string, int> worked, EvaluationMoment moment)
    {
        if (policy.FindByClause(clause.Id, moment.AsOf) is not { } document) return new ClauseTraceLine(policy, clause, null, default, 0, 0, null);
        var coverage = report.Coverage.FirstOrDefault(c => c.Document == document.Name);
        return new ClauseTraceLine(
            policy, clause, document, PlaceOf(document, clause.Id), worked.GetValueOrDefault(clause.Id), report.Outcomes.Count(o => o.Document == document.Name), coverage);
    }

    // The line on which the document says that it decides the clause.
    private static SourceSpan PlaceOf(DecisionDocument document, string clause) =>
        document.Source.Node is JsonObjectNode root && root["decides"] is JsonArrayNode decides
            && decides.Items.OfType<JsonTextNode>().FirstOrDefault(t => t.Value == clause) is { } item
            ? item.Span : document.Span with { Length = 1 };

    private static IEnumerable<string> FunctionsOf(DecisionDocument document) =>
        document.Parts.Steps.OfType<UseStep>().SelectMany(u => FunctionsOf(u.Document)).Concat(document.Parts.Functions).Distinct(StringComparer.Ordinal);

    private static ImmutableArray<ClauseUse> Uses(IEnumerable<(string Name, string Clause)> uses) =>
        [.. uses.GroupBy(u => u.Name, StringComparer.Ordinal)
            .Select(g => new ClauseUse(g.Key, [.. g.Select(u => u.Clause)]))
            .OrderByDescending(u => u.Clauses.Length).ThenBy(u => u.Name, StringComparer.Ordinal)];
}
