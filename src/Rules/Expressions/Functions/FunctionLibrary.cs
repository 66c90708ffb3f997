using System.Collections.Frozen;
using System.Collections.Immutable;

namespace CrmWorkflows.Rules.Expressions.Functions;

/// <summary>The functions that expressions can call: the built-in ones and those that the embedding program registered. Immutable.</summary>
internal sealed class FunctionLibrary
{
    private readonly FrozenDictionary<string, ImmutableArray<Function>> _byName;

    private FunctionLibrary(IEnumerable<Function> functions)
    {
        All = [.. functions];
        _byName = All.GroupBy(f => f.Name, StringComparer.Ordinal).ToFrozenDictionary(g => g.Key, g => g.ToImmutableArray(), StringComparer.Ordinal);
    }

    /// <summary>The built-in functions.</summary>
    public static FunctionLibrary BuiltIn { get; } = new(
        NumberFunctions.All.Concat(TextFunctions.All).Concat(ListFunctions.All).Concat(HistoryFunctions.All).Concat(DateFunctions.All).Concat(WorkingTimeFunctions.All));

    public ImmutableArray<Function> All { get; }

    public IEnumerable<string> Names => _byName.Keys;

    /// <summary>All overloads of a name; empty when there is none.</summary>
    public ImmutableArray<Function> Find(string name) => _byName.GetValueOrDefault(name, []);

    public FunctionLibrary With(IEnumerable<Function> functions) => new(All.Concat(functions));
}
