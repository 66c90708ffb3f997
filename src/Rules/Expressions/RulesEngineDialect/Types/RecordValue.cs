namespace CrmWorkflows.Rules.Expressions.RulesEngineDialect.Types;

/// <summary>A record: the values of its members in the order of its shape. Equal when all members are.</summary>
internal sealed class RecordValue(RecordShape shape, object?[] values) : IEquatable<RecordValue>
{
    public RecordShape Shape { get; } = shape;

    // A field, because compiled expressions read it directly.
    public readonly object?[] Values = values;

    public object? this[string name] => Shape.IndexOf(name, ignoreCase: false) is >= 0 and var index ? Values[index] : null;

    public bool Equals(RecordValue? other)
    {
        if (other is null || Values.Length != other.Values.Length) return false;
        for (var i = 0; i < Values.Length; i++)
            if (!Equals(Values[i], other.Values[i])) return false;
        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as RecordValue);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var value in Values) hash.Add(value);
        return hash.ToHashCode();
    }
}
