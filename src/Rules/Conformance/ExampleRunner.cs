using System.Collections.Immutable;
using CrmWorkflows.Rules.Conformance.Mutation;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.PolicySets;

namespace CrmWorkflows.Rules.Conformance;

/// <summary>Runs the tests that stand beside the documents of a policy, and finds what no test reached.</summary>
public static class ExampleRunner
{
    /// <summary>Ending of the files of tests.</summary>
    public const string FileEnding = ".tests.json";

    /// <summary>Runs all files of tests in the folder of a policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="moment">Time inputs of the decisions; a test that names its own day is decided as of that day.</param>
    public static ExampleReport Run(PolicySet policy, EvaluationMoment moment)
    {
        var diagnostics = new DiagnosticBag();
        var outcomes = ImmutableArray.CreateBuilder<ExampleOutcome>();
        var reached = new Dictionary<DecisionDocument, HashSet<string>>();
        foreach (var examples in ExampleFile.ReadAll(policy, diagnostics))
        {
            Equivalents.ReportUnknown(policy, examples, diagnostics);
            foreach (var entry in examples.Tests)
                if (Run(policy, examples, entry, moment, reached, diagnostics) is { } outcome) outcomes.Add(outcome);
        }
        return new ExampleReport(policy, outcomes.ToImmutable(), Coverage(policy, reached), diagnostics.ToImmutable());
    }

    private static ExampleOutcome? Run(
        PolicySet policy, ExamplesDocument examples, ExampleEntry entry, EvaluationMoment moment, Dictionary<DecisionDocument, HashSet<string>> reached, DiagnosticBag diagnostics)
    {
        if (Object(entry.Given, "given", diagnostics) is not { } given || Object(entry.Then, "then", diagnostics) is not { } then) return null;
        var when = entry.AsOf is { } day ? EvaluationMoment.On(day, moment.Now.Offset) : moment;
        if (policy.Find(examples.Document, when.AsOf) is not { } document)
        {
            diagnostics.Add(ConformanceDiagnostics.UnknownDocument, entry.Span, examples.Document, Suggestion.Phrase(examples.Document, policy.Documents.Select(d => d.Name)));
            return null;
        }
        var expected = ConformanceRunner.Excerpt(then);
        var unfit = new DiagnosticBag();
        var facts = FactReader.Read(document, given, unfit);
        if (unfit.HasErrors) return new ExampleOutcome(document.Name, entry.Name, entry.Span, expected, null, [.. unfit.ToImmutable().Select(ConformanceRunner.Words)], null);
        var decision = document.DecideStepwise(facts, when);
        if (!reached.TryGetValue(document, out var points)) reached[document] = points = new HashSet<string>(StringComparer.Ordinal);
        if (decision.Result.IsPresent) points.UnionWith(document.Body.Reached(decision.Result));
        var differences = ConformanceRunner.Compare(decision, then);
        return new ExampleOutcome(
            document.Name, entry.Name, entry.Span, expected, DecisionJson.Write(decision), differences, differences.IsEmpty ? null : document.Decide(facts, when, explain: true));
    }

    private static JsonObjectNode? Object(JsonSourceNode node, string name, DiagnosticBag diagnostics)
    {
        if (node is JsonObjectNode obj) return obj;
        diagnostics.Add(ConformanceDiagnostics.NotAnObject, node.Span, name, node.Excerpt());
        return null;
    }

    private static ImmutableArray<DocumentCoverage> Coverage(PolicySet policy, Dictionary<DecisionDocument, HashSet<string>> reached) =>
    [
        .. policy.Documents
            .Select(d => (Document: d, Points: d.Body.CoveragePoints.DistinctBy(p => p.Id).ToArray()))
            .Where(d => d.Points.Length > 0)
            .Select(d => new DocumentCoverage(d.Document.Name, d.Points.Length,
                [.. d.Points.Where(p => !reached.TryGetValue(d.Document, out var seen) || !seen.Contains(p.Id)).Select(p => (p.Id, p.Span))])),
    ];
}
