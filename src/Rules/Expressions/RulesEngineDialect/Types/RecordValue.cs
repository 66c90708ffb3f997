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

    /// <summary>As RulesEngine writes an object: <c>{ name = Li, years = 3 }</c>.</summary>
    public override string ToString() => Values.Length == 0 ? "{ }" : "{ " + string.Join(", ", Values.Select((v, i) => $"{Shape.Names[i]} = {Written(v)}")) + " }";

    private static string? Written(object? value) => value is IFormattable formattable ? formattable.ToString(null, System.Globalization.CultureInfo.InvariantCulture) : value?.ToString();

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var value in Values) hash.Add(value);
        return hash.ToHashCode();
    }
}
