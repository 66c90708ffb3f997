using System.Collections.Frozen;
using System.Collections.Immutable;

namespace CrmWorkflows.Rules.Values;

/// <summary>Values by key; the keys keep the order in which they were supplied. Immutable.</summary>
public sealed class ValueMap : IEquatable<ValueMap>
{
    private readonly FrozenDictionary<string, Value> _byKey;

    /// <summary>A map of entries; of several with one key the last counts.</summary>
    /// <param name="entries">The entries in order.</param>
    public ValueMap(IEnumerable<KeyValuePair<string, Value>> entries)
    {
        var keys = ImmutableArray.CreateBuilder<string>();
        var values = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var (key, value) in entries)
        {
            if (!values.ContainsKey(key)) keys.Add(key);
            values[key] = value;
        }
        Keys = keys.ToImmutable();
        _byKey = values.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The keys in order.</summary>
    public ImmutableArray<string> Keys { get; }

    /// <summary>Number of entries.</summary>
    public int Count => Keys.Length;

    /// <summary>The value of a key; false when the map has no such key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value.</param>
    public bool TryGet(string key, out Value value) => _byKey.TryGetValue(key, out value);

    /// <summary>The value of a key that the map has.</summary>
    /// <param name="key">The key.</param>
    public Value this[string key] => _byKey[key];

    /// <inheritdoc/>
    public bool Equals(ValueMap? other)
    {
        if (other is null || other.Count != Count) return false;
        foreach (var key in Keys)
            if (!other.TryGet(key, out var value) || !value.Equals(_byKey[key])) return false;
        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ValueMap);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = 0;
        foreach (var key in Keys) hash ^= HashCode.Combine(string.GetHashCode(key, StringComparison.Ordinal), _byKey[key]);
        return hash;
    }
}
