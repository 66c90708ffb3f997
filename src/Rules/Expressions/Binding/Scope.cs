using CrmWorkflows.Rules.Expressions.Functions;
using CrmWorkflows.Rules.Facts.Types;

namespace CrmWorkflows.Rules.Expressions.Binding;

/// <summary>
/// The names that the expressions of one document can use, and how many local slots they need. Not thread-safe: used while a document is linked.
/// </summary>
internal sealed class Scope(FunctionLibrary functions, TypeTable types, bool hasCalendar = false)
{
    private readonly Dictionary<string, Symbol> _symbols = new(StringComparer.Ordinal)
    {
        ["now"] = new InputSymbol("now", ScalarType.Instant, null, EvaluationInput.Now),
        ["today"] = new InputSymbol("today", ScalarType.Date, null, EvaluationInput.Today),
        ["asOf"] = new InputSymbol("asOf", ScalarType.Date, null, EvaluationInput.AsOf),
    };

    private readonly HashSet<string> _broken = new(StringComparer.Ordinal);

    // Shared with the inner scopes: a slot belongs to one name of the whole document.
    private SlotCounter _slots = new();

    public FunctionLibrary Functions { get; } = functions;

    public TypeTable Types { get; } = types;

    /// <summary>Whether the document names a calendar, so that working days can be counted.</summary>
    public bool HasCalendar { get; init; } = hasCalendar;

    /// <summary>Number of local slots that all expressions bound so far need together, those of inner scopes included.</summary>
    public int LocalCount => _slots.Count;

    /// <summary>Names of the functions that the expressions bound so far call.</summary>
    public SortedSet<string> UsedFunctions { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Names of the facts that something of the document looked up so far; what is only declared is not among them.</summary>
    public HashSet<string> UsedFacts { get; private init; } = new(StringComparer.Ordinal);

    public IEnumerable<string> Names => _symbols.Keys;

    public Symbol? Find(string name)
    {
        var symbol = _symbols.GetValueOrDefault(name);
        if (symbol is FactSymbol) UsedFacts.Add(name);
        return symbol;
    }

    /// <summary>Adds a name whose declaration was refused: what uses it is neither linked nor reported again.</summary>
    public void AddBroken(string name) => _broken.Add(name);

    public bool IsBroken(string name) => _broken.Contains(name);

    /// <summary>Adds a name; false when the document already uses it. A fact may take the name of an input of the evaluation.</summary>
    public bool TryAdd(Symbol symbol)
    {
        if (_symbols.TryGetValue(symbol.Name, out var other) && other is not InputSymbol) return false;
        _symbols[symbol.Name] = symbol;
        return true;
    }

    /// <summary>Adds a local with a slot of its own; null when the name is taken.</summary>
    public LocalSymbol? TryAddLocal(string name, FactType type, Diagnostics.LocalizedText? label = null)
    {
        var symbol = new LocalSymbol(name, type, label, LocalCount);
        if (!TryAdd(symbol)) return null;
        _slots.Take();
        return symbol;
    }

    /// <summary>A slot for a lambda parameter, which is no name outside its lambda.</summary>
    public LocalSymbol NewLambdaParameter(string name, FactType type, string? itemOf = null) => new(name, type, null, _slots.Take()) { ItemOf = itemOf };

    /// <summary>A copy with the same names, for a part of the document that adds names of its own.</summary>
    public Scope Inner()
    {
        var inner = new Scope(Functions, Types) { HasCalendar = HasCalendar, UsedFunctions = UsedFunctions, UsedFacts = UsedFacts, _slots = _slots };
        foreach (var (name, symbol) in _symbols) inner._symbols[name] = symbol;
        inner._broken.UnionWith(_broken);
        return inner;
    }

    private sealed class SlotCounter
    {
        public int Count { get; private set; }

        public int Take() => Count++;
    }
}
