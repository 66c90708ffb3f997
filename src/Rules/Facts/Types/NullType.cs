using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Facts.Types;

/// <summary>The type of the literal <c>null</c>, before it meets another type.</summary>
public sealed class NullType : FactType
{
    private NullType()
        : base(true)
    {
    }

    /// <summary>The only instance.</summary>
    public static NullType Instance { get; } = new();

    /// <inheritdoc/>
    public override string BaseName => "Null";

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Null;

    private protected override FactType With(bool nullable) => this;
}
