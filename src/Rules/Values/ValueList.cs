using System.Collections.Immutable;

namespace CrmWorkflows.Rules.Values;

/// <summary>Values in order. Immutable.</summary>
/// <param name="items">The values.</param>
public sealed class ValueList(ImmutableArray<Value> items) : IEquatable<ValueList>
{
    /// <summary>The empty list.</summary>
    public static ValueList Empty { get; } = new([]);

    /// <summary>The values.</summary>
    public ImmutableArray<Value> Items { get; } = items;

    /// <summary>Number of values.</summary>
    public int Count => Items.Length;

    /// <inheritdoc/>
    public bool Equals(ValueList? other) => other is not null && Items.AsSpan().SequenceEqual(other.Items.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ValueList);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in Items) hash.Add(item);
        return hash.ToHashCode();
    }
}
