using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.Compilation;
using CrmWorkflows.Rules.Facts.Reading;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Facts.Writing;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Embedding;

/// <summary>Reads .NET objects as values of a type; what does not fit is a diagnostic.</summary>
internal static class ObjectValues
{
    public static Value Read(object? given, FactType type, LocalizedText what, DiagnosticBag diagnostics)
    {
        if (given is Value value) return value;
        if (given is null)
        {
            if (type.IsNullable) return Value.Null;
            diagnostics.Add(ReadingDiagnostics.NullNotAllowed, SourceSpan.None, what);
            return default;
        }
        switch (type, given)
        {
            case (ListType list, IEnumerable items) when given is not (string or IDictionary):
                return Value.Of(new ValueList([.. items.Cast<object?>().Select(i => Read(i, list.Element, what, diagnostics))]));
            case (MapType map, IEnumerable<KeyValuePair<string, object?>> entries):
                return Value.Of(new ValueMap(entries.Select(e => new KeyValuePair<string, Value>(e.Key, Read(e.Value, map.Element, what, diagnostics)))));
            case (RecordType record, IEnumerable<KeyValuePair<string, object?>> members): return Record(members.ToDictionary(), record, what, diagnostics);
            case (ListType or MapType or RecordType, _): return Wrong(given, type, what, diagnostics);
        }
        if (given is string text) return ScalarText.TryParse(text, type, out var parsed) ? parsed : Wrong(given, type, what, diagnostics);
        if (type.Kind == ValueKind.Integer && FactMember.IsWhole(given.GetType())) return Value.Of(Convert.ToInt64(given, CultureInfo.InvariantCulture));
        if (type.Kind == ValueKind.Decimal && (given is decimal || FactMember.IsWhole(given.GetType()))) return Value.Of(Convert.ToDecimal(given, CultureInfo.InvariantCulture));
        if (type.Kind == ValueKind.Decimal && given is double or float && Math.Abs(Convert.ToDouble(given, CultureInfo.InvariantCulture)) <= DoubleAxis.Limit)
            return Value.Of(DoubleAxis.Exact(Convert.ToDouble(given, CultureInfo.InvariantCulture)));
        return (type.Kind, given) switch
        {
            (ValueKind.Boolean, bool b) => Value.Of(b),
            (ValueKind.Date, DateOnly d) => Value.Of(d),
            (ValueKind.Instant, DateTimeOffset i) => Value.Of(i),
            (ValueKind.TimeOfDay, TimeOnly t) => Value.Of(t),
            (ValueKind.Duration, TimeSpan t) => Value.Of(t),
            _ => Wrong(given, type, what, diagnostics),
        };
    }

    private static Value Record(Dictionary<string, object?> members, RecordType type, LocalizedText what, DiagnosticBag diagnostics)
    {
        foreach (var name in members.Keys.Where(n => !type.MemberNames.Contains(n)))
            diagnostics.Add(ReadingDiagnostics.UnknownMember, SourceSpan.None, what, name, Suggestion.Phrase(name, type.MemberNames));
        var values = type.Members.Select(m => members.TryGetValue(m.Name, out var given) ? Read(given, m.Type, m.Label ?? LocalizedText.Same(m.Name), diagnostics) : Value.Missing(m.Name));
        return Value.Of(new ValueRecord(type.MemberNames, [.. values]));
    }

    private static Value Wrong(object given, FactType type, LocalizedText what, DiagnosticBag diagnostics)
    {
        diagnostics.Add(ReadingDiagnostics.WrongType, SourceSpan.None, what, Convert.ToString(given, CultureInfo.InvariantCulture), TypeText.Label(type), TypeText.Sample(type));
        return default;
    }
}
