using System.Collections.Immutable;

namespace CrmWorkflows.Rules.Values;

/// <summary>Named members, in the order of their record type. Immutable.</summary>
/// <param name="names">Names of the members; shared by all records of a type.</param>
/// <param name="values">The values, one a name; a member that was not supplied is missing.</param>
public sealed class ValueRecord(ImmutableArray<string> names, ImmutableArray<Value> values) : IEquatable<ValueRecord>
{
    /// <summary>Names of the members.</summary>
    public ImmutableArray<string> Names { get; } = names;

    /// <summary>Values of the members, in the order of <see cref="Names"/>.</summary>
    public ImmutableArray<Value> Values { get; } = values;

    /// <summary>The value of a member; missing when the record has none of that name.</summary>
    /// <param name="name">Name of the member.</param>
    public Value this[string name]
    {
        get
        {
            var index = Names.IndexOf(name);
            return index < 0 ? Value.Missing(name) : Values[index];
        }
    }

    /// <inheritdoc/>
    public bool Equals(ValueRecord? other) =>
        other is not null && Names.AsSpan().SequenceEqual(other.Names.AsSpan()) && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ValueRecord);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var value in Values) hash.Add(value);
        return hash.ToHashCode();
    }
}
