using System.Collections.Immutable;

namespace CrmWorkflows.Rules.Expressions.Compilation;

/// <summary>A set of places of an axis: half-open stretches from a key to a key, in order and apart.</summary>
internal sealed record Places(ImmutableArray<(long From, long To)> Stretches)
{
    public static Places All { get; } = new([(Axis.Start, Axis.End)]);

    public static Places Between(long from, long to) => new(from < to ? [(from, to)] : []);

    public bool IsEmpty => Stretches.IsEmpty;

    public Places Within(long from, long to) =>
        new([.. Stretches.Select(s => (From: Math.Max(s.From, from), To: Math.Min(s.To, to))).Where(s => s.From < s.To)]);

    public bool Covers(long from, long to)
    {
        foreach (var stretch in Stretches)
            if (stretch.From <= from && to <= stretch.To) return true;
        return false;
    }

    public bool Touches(long from, long to)
    {
        foreach (var stretch in Stretches)
            if (Math.Max(stretch.From, from) < Math.Min(stretch.To, to)) return true;
        return false;
    }

    public Places Or(Places other)
    {
        var merged = new List<(long From, long To)>();
        foreach (var stretch in Stretches.Concat(other.Stretches).OrderBy(s => s.From))
        {
            if (merged.Count > 0 && stretch.From <= merged[^1].To) merged[^1] = (merged[^1].From, Math.Max(merged[^1].To, stretch.To));
            else merged.Add(stretch);
        }
        return new([.. merged]);
    }

    public Places And(Places other) => Not().Or(other.Not()).Not();

    public Places Not()
    {
        var rest = new List<(long, long)>();
        var from = Axis.Start;
        foreach (var stretch in Stretches)
        {
            if (from < stretch.From) rest.Add((from, stretch.From));
            from = stretch.To;
        }
        if (from < Axis.End) rest.Add((from, Axis.End));
        return new([.. rest]);
    }
}
