using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Reading;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Facts.Writing;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.PolicySets;

/// <summary>Reads the figures and lists of a document and holds them to their permitted range.</summary>
internal sealed class ParameterLinker(Scope scope, DiagnosticBag diagnostics)
{
    public void Link(IReadOnlyDictionary<string, ParameterEntry> parameters)
    {
        foreach (var (name, entry) in parameters)
        {
            if (entry.Type is null || entry.Label is null)
            {
                diagnostics.Add(DocumentDiagnostics.ParameterUntyped, entry.Span with { Length = 1 }, name, entry.Type is null ? "type" : "label");
                continue;
            }
            if (scope.Types.Parse(entry.Type.Text, entry.Type.Node.SpanOf, diagnostics) is not { } type) continue;
            var value = JsonValueReader.Read(entry.Value, type, entry.Label, diagnostics);
            Range(name, entry, type, value);
            if (!scope.TryAdd(new ParameterSymbol(name, type, entry.Label, value)))
                diagnostics.Add(DocumentDiagnostics.NameTaken, entry.Span, name);
        }
    }

    private void Range(string name, ParameterEntry entry, FactType type, Value value)
    {
        if (entry.Min is null && entry.Max is null) return;
        var min = Bound(entry.Min, type, entry.Label!);
        var max = Bound(entry.Max, type, entry.Label!);
        if (!value.IsPresent) return;
        if ((min.IsPresent && Operators.Order(value, min, type.NotNull()) < 0) || (max.IsPresent && Operators.Order(value, max, type.NotNull()) > 0))
            diagnostics.Add(DocumentDiagnostics.ParameterRange, entry.Value.Span, name, TextOf(value, type), TextOf(min, type), TextOf(max, type));
    }

    private Value Bound(JsonSourceNode? node, FactType type, LocalizedText label) =>
        node is null ? Value.Null : JsonValueReader.Read(node, type, label, diagnostics);

    private static LocalizedText TextOf(Value value, FactType type) =>
        value.IsNull ? LocalizedText.Same("…") : new(ValueText.Of(value, type, Language.Chinese), ValueText.Of(value, type, Language.English));
}
