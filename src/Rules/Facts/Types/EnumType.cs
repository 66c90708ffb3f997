using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Facts.Types;

/// <summary>One of a closed set of codes, each with a label.</summary>
public sealed class EnumType : FactType
{
    private readonly EnumDeclaration _declaration;

    /// <summary>The type of a declaration.</summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="nullable">Whether null is a value.</param>
    public EnumType(EnumDeclaration declaration, bool nullable = false)
        : base(nullable) => _declaration = declaration;

    /// <summary>What the document declares.</summary>
    public EnumDeclaration Declaration => _declaration;

    /// <inheritdoc/>
    public override string BaseName => _declaration.Name;

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Text;

    /// <inheritdoc/>
    public override bool Equals(FactType? other) =>
        other is EnumType type && IsNullable == type.IsNullable && _declaration.IsSameAs(type._declaration);

    private protected override FactType With(bool nullable) => new EnumType(_declaration, nullable);
}
