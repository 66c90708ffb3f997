using System.Collections.Immutable;

namespace CrmWorkflows.Rules.Expressions.RulesEngineDialect.Types;

/// <summary>The members of a record, in order. Two shapes with the same members are the same shape.</summary>
internal sealed class RecordShape : IEquatable<RecordShape>
{
    private readonly int _hash;

    public RecordShape(ImmutableArray<string> names, ImmutableArray<StaticType> types, bool isOpen)
    {
        (Names, Types, IsOpen) = (names, types, isOpen);
        var hash = new HashCode();
        hash.Add(isOpen);
        for (var i = 0; i < names.Length; i++)
        {
            hash.Add(names[i], StringComparer.Ordinal);
            hash.Add(types[i]);
        }
        _hash = hash.ToHashCode();
    }

    public ImmutableArray<string> Names { get; }

    public ImmutableArray<StaticType> Types { get; }

    /// <summary>Whether a member that is not there reads as null instead of being an error.</summary>
    public bool IsOpen { get; }

    /// <summary>Index of a member; the first that matches when case does not count, -1 when there is none.</summary>
    public int IndexOf(string name, bool ignoreCase)
    {
        for (var i = 0; i < Names.Length; i++)
            if (string.Equals(Names[i], name, ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal)) return i;
        return -1;
    }

    public bool Equals(RecordShape? other)
    {
        if (ReferenceEquals(this, other)) return true;
        if (other is null || _hash != other._hash || IsOpen != other.IsOpen || Names.Length != other.Names.Length) return false;
        for (var i = 0; i < Names.Length; i++)
            if (Names[i] != other.Names[i] || !Types[i].Equals(other.Types[i])) return false;
        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as RecordShape);

    public override int GetHashCode() => _hash;
}
