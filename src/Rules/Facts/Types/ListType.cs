using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Facts.Types;

/// <summary>Values of one type in order.</summary>
/// <param name="element">Type of the values.</param>
/// <param name="nullable">Whether null is a value.</param>
public sealed class ListType(FactType element, bool nullable = false) : FactType(nullable)
{
    /// <summary>Type of the values.</summary>
    public FactType Element { get; } = element;

    /// <inheritdoc/>
    public override string BaseName => $"List<{Element.Name}>";

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.List;

    /// <inheritdoc/>
    public override bool Equals(FactType? other) => other is ListType list && IsNullable == list.IsNullable && Element.Equals(list.Element);

    private protected override FactType With(bool nullable) => new ListType(Element, nullable);
}
