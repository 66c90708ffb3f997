using System.Collections.Immutable;
using System.Globalization;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Facts.Reading;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Facts.Writing;
using CrmWorkflows.Rules.PolicySets;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Conformance;

/// <summary>Runs worked cases of clauses against the policies: finds the document by the clause, feeds it, compares every expected field.</summary>
public static class ConformanceRunner
{
    /// <summary>Runs a file of cases.</summary>
    /// <param name="library">The policies.</param>
    /// <param name="file">Name of the file, for messages.</param>
    /// <param name="utf8">Its content.</param>
    /// <param name="moment">Time inputs of the decisions; cases that depend on a day give it as a fact.</param>
    public static ConformanceReport Run(PolicyLibrary library, string file, ReadOnlySpan<byte> utf8, EvaluationMoment moment)
    {
        var diagnostics = new DiagnosticBag();
        var outcomes = ImmutableArray.CreateBuilder<ConformanceOutcome>();
        foreach (var item in Cases(file, utf8, diagnostics)) outcomes.Add(Run(library, item, moment));
        diagnostics.AddRange(ClauseContract.Check(library));
        return new ConformanceReport(outcomes.ToImmutable(), diagnostics.ToImmutable());
    }

    internal static IEnumerable<ConformanceCase> Cases(string file, ReadOnlySpan<byte> utf8, DiagnosticBag diagnostics)
    {
        var cases = new List<ConformanceCase>();
        switch (JsonSource.Parse(file, utf8, diagnostics))
        {
            case JsonArrayNode array:
                foreach (var item in array.Items)
                {
                    if (item is JsonObjectNode obj && obj["clause"] is JsonTextNode clause && obj["name"] is JsonTextNode name
                        && obj["given"] is JsonObjectNode given && obj["then"] is JsonObjectNode then)
                        cases.Add(new ConformanceCase(clause.Value, name.Value, given, then));
                    else
                        diagnostics.Add(ConformanceDiagnostics.NotACase, item.Span, item.Excerpt());
                }
                break;
            case { } other: diagnostics.Add(ConformanceDiagnostics.NotACase, other.Span, other.Excerpt()); break;
        }
        return cases;
    }

    internal static ConformanceOutcome Run(PolicyLibrary library, ConformanceCase item, EvaluationMoment moment)
    {
        var policy = item.Clause.Split('/')[0];
        var expected = Excerpt(item.Then);
        if (library.FindByClause(item.Clause, moment.AsOf) is not var (_, document))
            return new ConformanceOutcome(item.Clause, item.Name, ConformanceStatus.NotImplemented, policy, null, expected, null, [], null);
        var diagnostics = new DiagnosticBag();
        var facts = FactReader.Read(document, item.Given, diagnostics);
        if (diagnostics.HasErrors)
            return new ConformanceOutcome(item.Clause, item.Name, ConformanceStatus.Failed, policy, document.Kind, expected, null, [.. diagnostics.ToImmutable().Select(Words)], null);
        var decision = document.Decide(facts, moment);
        var differences = Compare(decision, item.Then);
        return differences.IsEmpty
            ? new ConformanceOutcome(item.Clause, item.Name, ConformanceStatus.Passed, policy, document.Kind, expected, DecisionJson.Write(decision), [], null)
            : new ConformanceOutcome(item.Clause, item.Name, ConformanceStatus.Failed, policy, document.Kind, expected, DecisionJson.Write(decision), differences, document.Decide(facts, moment, explain: true));
    }

    /// <summary>What differs between a decision and an expected outcome; empty when nothing does.</summary>
    internal static ImmutableArray<LocalizedText> Compare(Decision decision, JsonObjectNode then)
    {
        if (decision.Fault is { } fault) return [Words(fault)];
        if (then["undetermined"] is JsonBooleanNode { Value: true })
        {
            var missing = then["missingFacts"] is JsonArrayNode list ? list.Items.OfType<JsonTextNode>().Select(t => t.Value).ToArray() : [];
            return decision.IsUndetermined && decision.MissingFacts.SequenceEqual(missing) && then.Members.Length == 2
                ? [] : [Text("conformance.notUndetermined", string.Join(", ", missing), DecisionJson.Write(decision))];
        }
        if (decision.IsUndetermined) return [Text("conformance.notDecided", string.Join(", ", decision.MissingFacts))];
        var differences = ImmutableArray.CreateBuilder<LocalizedText>();
        foreach (var member in then.Members)
        {
            var index = decision.Document.Fields.ToList().FindIndex(f => f.Name == member.Name);
            if (index < 0) differences.Add(Text("conformance.fieldMissing", member.Name, Excerpt(member.Value)));
            else if (!Same(decision.Outcome!.Values[index], member.Value))
                differences.Add(Text("conformance.fieldDiffers", member.Name, Excerpt(member.Value), DecisionJson.Write(decision.Outcome.Values[index])));
        }
        return differences.ToImmutable();
    }

    /// <summary>Numbers by value, instants as instants, lists in order, maps by key.</summary>
    internal static bool Same(Value actual, JsonSourceNode expected) => (actual.Kind, expected) switch
    {
        (ValueKind.Null, JsonNullNode) => true,
        (ValueKind.Boolean, JsonBooleanNode b) => actual.IsTrue == b.Value,
        (ValueKind.Integer or ValueKind.Decimal, JsonNumberNode n) =>
            decimal.TryParse(n.Written, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number == actual.AsDecimal(),
        (ValueKind.Instant, JsonTextNode t) => ScalarText.TryParse(t.Value, ScalarType.Instant, out var instant) && instant == actual,
        (ValueKind.List, JsonArrayNode a) => actual.AsList().Count == a.Items.Length && a.Items.Zip(actual.AsList().Items).All(p => Same(p.Second, p.First)),
        (ValueKind.Map, JsonObjectNode o) => actual.AsMap().Count == o.Members.Length
            && o.Members.All(m => actual.AsMap().TryGet(m.Name, out var value) && Same(value, m.Value)),
        (ValueKind.Record, JsonObjectNode o) => actual.AsRecord().Names.Length == o.Members.Length && o.Members.All(m => Same(actual.AsRecord()[m.Name], m.Value)),
        (> ValueKind.Null and not (ValueKind.List or ValueKind.Map or ValueKind.Record or ValueKind.Boolean or ValueKind.Integer or ValueKind.Decimal), JsonTextNode t) =>
            ScalarText.Write(actual) == t.Value,
        _ => false,
    };

    internal static string Excerpt(JsonSourceNode node) => node.Source.Text[node.Start..node.End];

    private static LocalizedText Text(string key, params ReadOnlySpan<object?> arguments) =>
        new(TextCatalog.Rules.Format(key, Language.Chinese, arguments), TextCatalog.Rules.Format(key, Language.English, arguments));

    internal static LocalizedText Words(Diagnostic diagnostic) => new(diagnostic.Render(Language.Chinese), diagnostic.Render(Language.English));
}
