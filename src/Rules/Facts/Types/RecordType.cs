using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Facts.Types;

/// <summary>Named members, each of its own type.</summary>
/// <param name="name">Name of the declaration, or the members written out.</param>
/// <param name="members">The members in order.</param>
/// <param name="nullable">Whether null is a value.</param>
public sealed class RecordType(string name, ImmutableArray<RecordMember> members, bool nullable = false) : FactType(nullable)
{
    /// <summary>The members in order.</summary>
    public ImmutableArray<RecordMember> Members { get; } = members;

    /// <summary>Names of the members, shared by all records of the type.</summary>
    public ImmutableArray<string> MemberNames { get; } = [.. members.Select(m => m.Name)];

    /// <inheritdoc/>
    public override string BaseName { get; } = name;

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Record;

    /// <inheritdoc/>
    public override bool Equals(FactType? other) =>
        other is RecordType type && IsNullable == type.IsNullable && Members.SequenceEqual(type.Members);

    private protected override FactType With(bool nullable) => new RecordType(BaseName, Members, nullable);
}
