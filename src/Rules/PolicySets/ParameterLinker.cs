using CrmWorkflows.Rules.Deciding;
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
internal sealed class ParameterLinker(LinkContext context, IEnumerable<ParameterOverride> overrides)
{
    private readonly Scope _scope = context.Scope;
    private readonly DiagnosticBag _diagnostics = context.Diagnostics;

    public void Link(IReadOnlyDictionary<string, ParameterEntry> parameters)
    {
        foreach (var (name, entry) in parameters)
        {
            if (entry.Type is null || entry.Label is null)
            {
                _diagnostics.Add(DocumentDiagnostics.ParameterUntyped, entry.Span with { Length = 1 }, name, entry.Type is null ? "type" : "label");
                _scope.AddBroken(name);
                continue;
            }
            if (_scope.Types.Parse(entry.Type.Text, entry.Type.Node.SpanOf, _diagnostics) is not { } type)
            {
                _scope.AddBroken(name);
                continue;
            }
            var value = JsonValueReader.Read(entry.Value, type, entry.Label, _diagnostics);
            context.Figures.Add(new LinkedFigure(entry.Value, type, entry.Label, name));
            Range(name, entry, type, value);
            if (entry.Override is ParameterLock.Floor or ParameterLock.Ceiling && !TypeRules.IsOrdered(type.NotNull()))
                _diagnostics.Add(ExtendsDiagnostics.NoOrder, entry.Span with { Length = 1 }, name, type.Name);
            else
                foreach (var over in overrides.Where(o => o.Parameter == name)) Override(over, entry.Label, type);
            if (!_scope.TryAdd(new ParameterSymbol(name, type, entry.Label, value) { Unit = entry.Unit }))
                _diagnostics.Add(DocumentDiagnostics.NameTaken, entry.Span, name);
        }
    }

    private void Range(string name, ParameterEntry entry, FactType type, Value value)
    {
        if (entry.Min is null && entry.Max is null) return;
        var min = Bound(entry.Min, type, entry.Label!);
        var max = Bound(entry.Max, type, entry.Label!);
        if (!value.IsPresent) return;
        if ((min.IsPresent && Operators.Order(value, min, type.NotNull()) < 0) || (max.IsPresent && Operators.Order(value, max, type.NotNull()) > 0))
            _diagnostics.Add(DocumentDiagnostics.ParameterRange, entry.Value.Span, name, TextOf(value, type), TextOf(min, type), TextOf(max, type));
    }

    // Both values were or will be read where they stand; what does not fit the type is reported there.
    private void Override(ParameterOverride over, LocalizedText label, FactType type)
    {
        if (over.Lock is not JsonTextNode { Value: { } permitted }) return;
        var silent = new DiagnosticBag();
        var own = JsonValueReader.Read(over.Own, type, label, silent);
        var below = JsonValueReader.Read(over.Base, type, label, silent);
        if (silent.HasErrors || own.Equals(below)) return;
        // Where one of the two is null there is no limit to keep to: neither side may take it away or invent it.
        var order = own.IsPresent && below.IsPresent ? Operators.Order(own, below, type.NotNull()) : (int?)null;
        DiagnosticCode? code = permitted switch
        {
            "locked" => ExtendsDiagnostics.Locked,
            "floor" when order is null or < 0 => ExtendsDiagnostics.BelowFloor,
            "ceiling" when order is null or > 0 => ExtendsDiagnostics.AboveCeiling,
            _ => null,
        };
        if (code is not null) _diagnostics.Add(code, over.Own.Span, over.Parameter, TextOf(own, type), TextOf(below, type), over.Base.Span.ToString());
    }

    private Value Bound(JsonSourceNode? node, FactType type, LocalizedText label) =>
        node is null ? Value.Null : JsonValueReader.Read(node, type, label, _diagnostics);

    private static LocalizedText TextOf(Value value, FactType type) =>
        value.IsNull ? LocalizedText.Same("…") : ValueText.Of(value, type);
}
