using System.Numerics;

namespace CrmWorkflows.Rules.Deciding.UnaryTests;

/// <summary>A set of segments of a <see cref="ValueDomain"/>. Immutable.</summary>
internal sealed class SegmentSet
{
    private readonly ulong[] _words;

    private SegmentSet(ulong[] words) => _words = words;

    public static SegmentSet Of(int count, Func<int, bool> contains)
    {
        var words = new ulong[(count + 63) / 64];
        for (var i = 0; i < count; i++)
            if (contains(i)) words[i / 64] |= 1UL << (i % 64);
        return new SegmentSet(words);
    }

    public bool IsEmpty => !_words.AsSpan().ContainsAnyExcept(0UL);

    public bool Contains(int segment) => (_words[segment / 64] & (1UL << (segment % 64))) != 0;

    /// <summary>The first segment of a set that is not empty.</summary>
    public int First()
    {
        var word = _words.AsSpan().IndexOfAnyExcept(0UL);
        return word * 64 + BitOperations.TrailingZeroCount(_words[word]);
    }

    public SegmentSet And(SegmentSet other) => Combine(other, (a, b) => a & b);

    public SegmentSet Or(SegmentSet other) => Combine(other, (a, b) => a | b);

    public SegmentSet Without(SegmentSet other) => Combine(other, (a, b) => a & ~b);

    private SegmentSet Combine(SegmentSet other, Func<ulong, ulong, ulong> combine)
    {
        var words = new ulong[_words.Length];
        for (var i = 0; i < words.Length; i++) words[i] = combine(_words[i], other._words[i]);
        return new SegmentSet(words);
    }
}
