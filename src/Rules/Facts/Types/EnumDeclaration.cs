using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Facts.Types;

/// <summary>A closed set of codes, each with a label in both languages; the order counts when it is declared to.</summary>
public sealed class EnumDeclaration
{
    private const int LongestSearch = 24;

    private readonly FrozenDictionary<string, int> _indexes;
    private readonly ImmutableArray<byte[]> _utf8;

    /// <summary>Declares an enum.</summary>
    /// <param name="name">Name by which documents refer to it.</param>
    /// <param name="members">The members in order; ascending when <paramref name="ordered"/>.</param>
    /// <param name="ordered">Whether members compare by their place.</param>
    public EnumDeclaration(string name, ImmutableArray<EnumMember> members, bool ordered = false)
    {
        Name = name;
        Members = members;
        IsOrdered = ordered;
        _indexes = members.Select((m, i) => (m.Code, i)).DistinctBy(x => x.Code).ToFrozenDictionary(x => x.Code, x => x.i, StringComparer.Ordinal);
        _utf8 = [.. members.Select(m => Encoding.UTF8.GetBytes(m.Code))];
    }

    /// <summary>Name by which documents refer to it.</summary>
    public string Name { get; }

    /// <summary>The members in order.</summary>
    public ImmutableArray<EnumMember> Members { get; }

    /// <summary>Whether members compare by their place.</summary>
    public bool IsOrdered { get; }

    /// <summary>Place of a member; -1 when the code is none of this enum.</summary>
    /// <param name="code">The code.</param>
    public int IndexOf(string code) => _indexes.GetValueOrDefault(code, -1);

    /// <summary>The member's own text instance, so that equal codes are the same object; null when the code is none of this enum.</summary>
    /// <param name="code">The code.</param>
    public string? Canonical(ReadOnlySpan<char> code)
    {
        var lookup = _indexes.GetAlternateLookup<ReadOnlySpan<char>>();
        return lookup.TryGetValue(code, out var index) ? Members[index].Code : null;
    }

    /// <summary>The member's own text instance, from a code in UTF-8; null when it is none of this enum.</summary>
    internal string? Canonical(ReadOnlySpan<byte> code)
    {
        if (_utf8.Length > LongestSearch) return Canonical(Encoding.UTF8.GetString(code));
        for (var i = 0; i < _utf8.Length; i++)
            if (code.SequenceEqual(_utf8[i])) return Members[i].Code;
        return null;
    }

    /// <summary>What a person reads for a code; the code itself when it has no label.</summary>
    /// <param name="code">The code.</param>
    public LocalizedText LabelOf(string code)
    {
        var index = IndexOf(code);
        return index < 0 ? LocalizedText.Same(code) : Members[index].Label ?? LocalizedText.Same(code);
    }

    /// <summary>Whether two declarations have the same codes in the same order.</summary>
    /// <param name="other">The other declaration.</param>
    public bool IsSameAs(EnumDeclaration other) =>
        ReferenceEquals(this, other)
        || (Name == other.Name && IsOrdered == other.IsOrdered && Members.Select(m => m.Code).SequenceEqual(other.Members.Select(m => m.Code)));
}
