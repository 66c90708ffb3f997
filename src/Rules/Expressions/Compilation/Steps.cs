using System.Collections.Immutable;
using System.Linq.Expressions;

namespace CrmWorkflows.Rules.Expressions.Compilation;

/// <summary>
/// A whole number that depends on the place of a value alone, as a sum of steps: what it is at the start of the line, and by how much it changes at each bound
/// that the value has reached. Such code does not branch, and what does not branch is not guessed wrongly.
/// </summary>
internal sealed record Steps(Axis Axis, ImmutableArray<(long From, long Number)> Stretches)
{
    private const int Most = 8;

    /// <summary>The first of several places that the value stands on decides; null when they do not cover the line, or when there are too many bounds.</summary>
    /// <param name="otherwise">The number where it stands on none of them; null when there is none.</param>
    public static Steps? Of(Axis axis, IReadOnlyList<(Places Places, long Number)> first, long? otherwise)
    {
        var stretches = new List<(long From, long To, long Number)>();
        var open = axis.Domain;
        foreach (var (places, number) in first)
        {
            stretches.AddRange(places.And(open).Stretches.Select(s => (s.From, s.To, number)));
            open = open.And(places.Not());
        }
        if (otherwise is { } rest) stretches.AddRange(open.Stretches.Select(s => (s.From, s.To, rest)));
        else if (!open.IsEmpty) return null;
        var ordered = stretches.OrderBy(s => s.From).Select(s => (s.From, s.Number)).ToList();
        for (var i = ordered.Count - 1; i > 0; i--)
            if (ordered[i].Number == ordered[i - 1].Number) ordered.RemoveAt(i);
        return ordered.Count is 0 or > Most ? null : new Steps(axis, [.. ordered]);
    }

    /// <summary>Code for the number.</summary>
    public Expression Code()
    {
        Expression sum = Expression.Constant(Stretches[0].Number);
        for (var i = 1; i < Stretches.Length; i++)
            sum = Expression.Add(sum, Expression.Condition(Axis.IsFrom(Stretches[i].From), Expression.Constant(Stretches[i].Number - Stretches[i - 1].Number), Expression.Constant(0L)));
        return sum;
    }
}
