using System.Collections.Frozen;

namespace CrmWorkflows.Rules.Expressions.RulesEngineDialect.Binding;

/// <summary>What a method over a list gives.</summary>
internal enum SequenceResult
{
    /// <summary>A sequence of the same items.</summary>
    Same,

    /// <summary>The same in an order that can be refined.</summary>
    Ordered,

    /// <summary>One item.</summary>
    Item,

    /// <summary>What the call itself gives: a count, a truth value, a sum.</summary>
    Own,

    /// <summary>A sequence of what the selector gives.</summary>
    Selected,

    /// <summary>A sequence of the items of the lists that the selector gives.</summary>
    Flattened,

    /// <summary>The least or greatest item, or what the selector gives.</summary>
    Extreme,

    /// <summary>Groups by what the selector gives.</summary>
    Groups,

    /// <summary>A list of the same items.</summary>
    List,

    /// <summary>An array of the same items.</summary>
    Array,
}

/// <summary>The methods over lists that the dialect has.</summary>
/// <param name="Name">As the base library spells it.</param>
/// <param name="Result">What it gives.</param>
/// <param name="TakesValue">Whether its argument is a value, not a condition or selector over the items.</param>
internal sealed record SequenceMethod(string Name, SequenceResult Result, bool TakesValue = false);

/// <summary>The methods over lists that the dialect has, by their names.</summary>
internal static class Sequences
{
    private static readonly FrozenDictionary<string, SequenceMethod> ByName = new SequenceMethod[]
    {
        new("Any", SequenceResult.Own), new("All", SequenceResult.Own), new("Count", SequenceResult.Own), new("LongCount", SequenceResult.Own),
        new("Sum", SequenceResult.Own), new("Average", SequenceResult.Own), new("Min", SequenceResult.Extreme), new("Max", SequenceResult.Extreme),
        new("Where", SequenceResult.Same), new("TakeWhile", SequenceResult.Same), new("SkipWhile", SequenceResult.Same), new("Distinct", SequenceResult.Same), new("Reverse", SequenceResult.Same),
        new("Skip", SequenceResult.Same, TakesValue: true), new("Take", SequenceResult.Same, TakesValue: true), new("DefaultIfEmpty", SequenceResult.Same, TakesValue: true),
        new("Concat", SequenceResult.Same, TakesValue: true), new("Except", SequenceResult.Same, TakesValue: true), new("Intersect", SequenceResult.Same, TakesValue: true), new("Union", SequenceResult.Same, TakesValue: true),
        new("OrderBy", SequenceResult.Ordered), new("OrderByDescending", SequenceResult.Ordered), new("ThenBy", SequenceResult.Ordered), new("ThenByDescending", SequenceResult.Ordered),
        new("First", SequenceResult.Item), new("FirstOrDefault", SequenceResult.Item), new("Last", SequenceResult.Item), new("LastOrDefault", SequenceResult.Item),
        new("Single", SequenceResult.Item), new("SingleOrDefault", SequenceResult.Item),
        new("Contains", SequenceResult.Own, TakesValue: true), new("SequenceEqual", SequenceResult.Own, TakesValue: true),
        new("Select", SequenceResult.Selected), new("SelectMany", SequenceResult.Flattened), new("GroupBy", SequenceResult.Groups),
        new("ToList", SequenceResult.List), new("ToArray", SequenceResult.Array),
    }.ToFrozenDictionary(m => m.Name, StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> Names => ByName.Keys;

    public static SequenceMethod? Find(string name) => ByName.GetValueOrDefault(name);
}
