using System.Collections.Immutable;

namespace CrmWorkflows.Rules.Expressions.RulesEngineDialect.Types;

/// <summary>An enum that an input declares by its names, numbered from 0.</summary>
internal sealed class EnumShape(ImmutableArray<string> names) : IEquatable<EnumShape>
{
    public ImmutableArray<string> Names { get; } = names;

    /// <summary>Number of a name in any case; null when there is none.</summary>
    public int? NumberOf(string name)
    {
        for (var i = 0; i < Names.Length; i++)
            if (string.Equals(Names[i], name.Trim(), StringComparison.OrdinalIgnoreCase)) return i;
        return null;
    }

    /// <summary>Name of a number; the number itself when it has none.</summary>
    public string NameOf(int number) =>
        number >= 0 && number < Names.Length ? Names[number] : number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public bool Equals(EnumShape? other) => other is not null && Names.SequenceEqual(other.Names, StringComparer.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as EnumShape);

    public override int GetHashCode() => Names.Aggregate(17, (hash, name) => (hash * 31) + StringComparer.Ordinal.GetHashCode(name));
}
