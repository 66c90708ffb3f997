using System.Collections.Frozen;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Facts.Types;

/// <summary>The types that a document can name: the built-in ones and those that its policy declares. Immutable.</summary>
internal sealed class TypeTable
{
    private static readonly FrozenDictionary<string, FactType> BuiltIn =
        ScalarType.All.ToFrozenDictionary(t => t.Name, t => (FactType)t, StringComparer.Ordinal);

    private readonly FrozenDictionary<string, FactType> _declared;

    private TypeTable(FrozenDictionary<string, FactType> declared) => _declared = declared;

    /// <summary>Only the built-in types.</summary>
    public static TypeTable Default { get; } = new(FrozenDictionary<string, FactType>.Empty);

    public IEnumerable<FactType> Declared => _declared.Values;

    public static bool IsBuiltIn(string name) => BuiltIn.ContainsKey(name) || name is "Money" or "List" or "Map" or "Null";

    /// <summary>This table with more declared types; a later declaration of a name replaces the earlier one.</summary>
    public TypeTable With(IEnumerable<FactType> types)
    {
        var all = _declared.ToDictionary(StringComparer.Ordinal);
        foreach (var type in types) all[type.BaseName] = type;
        return new TypeTable(all.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>Reads a type as a document writes it; null when it is none, and the bag says why.</summary>
    public FactType? Parse(string text, Func<int, int, SourceSpan> spanOf, DiagnosticBag diagnostics)
    {
        var reader = new Reader(this, text, spanOf, diagnostics);
        return reader.Whole();
    }

    private sealed class Reader(TypeTable table, string text, Func<int, int, SourceSpan> spanOf, DiagnosticBag diagnostics)
    {
        private int _at;
        private bool _reported;

        public FactType? Whole()
        {
            var type = Type(0);
            Space();
            return type is not null && _at < text.Length ? Malformed() : type;
        }

        private FactType? Type(int depth)
        {
            Space();
            var start = _at;
            while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] is '_' or '-' or '.')) _at++;
            var name = text[start.._at];
            if (name.Length == 0 || depth > 8) return Malformed();
            FactType? type;
            switch (name)
            {
                case "Money":
                    if (!Take('(')) return Malformed();
                    var currency = _at;
                    while (_at < text.Length && char.IsAsciiLetterUpper(text[_at])) _at++;
                    if (_at - currency != 3) return Malformed();
                    type = new MoneyType(text[currency.._at]);
                    if (!Take(')')) return Malformed();
                    break;
                case "List":
                    if (!Take('<') || Type(depth + 1) is not { } element || !Take('>')) return Malformed();
                    type = new ListType(element);
                    break;
                case "Map":
                    if (!Take('<') || Type(depth + 1) is not { } first) return Malformed();
                    FactType key = ScalarType.Text, value = first;
                    if (Take(','))
                    {
                        if (Type(depth + 1) is not { } second) return Malformed();
                        (key, value) = (first, second);
                    }
                    if (!Take('>') || (key is not EnumType && !key.Equals(ScalarType.Text))) return Malformed();
                    type = new MapType(key, value);
                    break;
                default:
                    type = table._declared.GetValueOrDefault(name) ?? BuiltIn.GetValueOrDefault(name);
                    if (type is null)
                    {
                        diagnostics.Add(TypeDiagnostics.Unknown, spanOf(start, name.Length), name,
                            Suggestion.Phrase(name, BuiltIn.Keys.Concat(["Money", "List", "Map"]).Concat(table._declared.Keys)));
                        _reported = true;
                        return null;
                    }
                    break;
            }
            return Take('?') ? type.OrNull() : type;
        }

        private FactType? Malformed()
        {
            if (!_reported) diagnostics.Add(TypeDiagnostics.Malformed, spanOf(0, text.Length), text);
            _reported = true;
            return null;
        }

        private bool Take(char c)
        {
            Space();
            if (_at >= text.Length || text[_at] != c) return false;
            _at++;
            return true;
        }

        private void Space()
        {
            while (_at < text.Length && text[_at] == ' ') _at++;
        }
    }
}
