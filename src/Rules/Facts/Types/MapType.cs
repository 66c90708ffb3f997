using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Facts.Types;

/// <summary>Values of one type by key.</summary>
/// <param name="key">Type of the keys: Text or an enum.</param>
/// <param name="element">Type of the values.</param>
/// <param name="nullable">Whether null is a value.</param>
public sealed class MapType(FactType key, FactType element, bool nullable = false) : FactType(nullable)
{
    /// <summary>Type of the keys: Text or an enum.</summary>
    public FactType Key { get; } = key;

    /// <summary>Type of the values.</summary>
    public FactType Element { get; } = element;

    /// <inheritdoc/>
    public override string BaseName => Key is ScalarType ? $"Map<{Element.Name}>" : $"Map<{Key.Name}, {Element.Name}>";

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Map;

    /// <inheritdoc/>
    public override bool Equals(FactType? other) =>
        other is MapType map && IsNullable == map.IsNullable && Key.Equals(map.Key) && Element.Equals(map.Element);

    private protected override FactType With(bool nullable) => new MapType(Key, Element, nullable);
}
