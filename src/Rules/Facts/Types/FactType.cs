using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Facts.Types;

/// <summary>
/// The type of a fact, a parameter, an intermediate result or a field of an outcome. Two types are equal when they are written alike
/// (<see cref="Name"/>) and, for enums and records, come from one declaration. Immutable.
/// </summary>
public abstract class FactType : IEquatable<FactType>
{
    private protected FactType(bool nullable) => IsNullable = nullable;

    /// <summary>How a document writes the type, with a question mark when null is allowed: <c>List&lt;Date&gt;?</c>.</summary>
    public string Name => IsNullable && this is not NullType ? BaseName + "?" : BaseName;

    /// <summary>How a document writes the type, without the question mark.</summary>
    public abstract string BaseName { get; }

    /// <summary>Whether null is a value of the type.</summary>
    public bool IsNullable { get; }

    /// <summary>Kind of the values that are present.</summary>
    public abstract ValueKind Kind { get; }

    /// <summary>The type with null as a value.</summary>
    public FactType OrNull() => IsNullable ? this : With(true);

    /// <summary>The type without null.</summary>
    public FactType NotNull() => IsNullable && this is not NullType ? With(false) : this;

    private protected abstract FactType With(bool nullable);

    /// <inheritdoc/>
    public virtual bool Equals(FactType? other) => other is not null && Name == other.Name;

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as FactType);

    /// <inheritdoc/>
    public sealed override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public sealed override string ToString() => Name;
}
