using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.UnaryTests;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.Grading;

/// <summary>A band of values and what it gives.</summary>
/// <param name="Heading">The band as the document writes it.</param>
/// <param name="Test">Whether a value lies in it; null for the band that takes every other value.</param>
internal sealed record Band<T>(string Heading, Formula? Test, T Gives, SourceSpan Span);

/// <summary>Bands of one value: linked, checked for gaps and overlaps, searched.</summary>
internal static class Bands
{
    /// <summary>Links bands written as an object; null after a finding.</summary>
    public static ImmutableArray<Band<T>>? Link<T>(JsonObjectNode bands, BoundNode value, Func<JsonSourceNode, T?> gives, LinkContext context)
        where T : class
    {
        var linker = new UnaryTestLinker(context);
        var linked = ImmutableArray.CreateBuilder<Band<T>>();
        var ok = true;
        foreach (var member in bands.Members)
        {
            ok &= linker.TryLink(CellText.Heading(member), value, out var test);
            if (gives(member.Value) is { } given) linked.Add(new Band<T>(member.Name.Trim(), test, given, member.NameSpan));
            else ok = false;
        }
        return ok ? linked.ToImmutable() : null;
    }

    /// <summary>The band in which the value lies; null when it lies in none, or when <paramref name="unknown"/> says what is missing.</summary>
    public static Band<T>? Find<T>(ImmutableArray<Band<T>> bands, EvaluationContext context, out Value unknown)
    {
        unknown = Value.Null;
        Band<T>? rest = null;
        foreach (var band in bands)
        {
            if (band.Test is null)
            {
                rest = band;
                continue;
            }
            var holds = band.Test.Evaluate(context);
            if (holds.IsTrue) return band;
            if (!holds.IsMissing) continue;
            unknown = holds;
            return null;
        }
        return rest;
    }

    /// <summary>Reports bands that overlap, bands without values, and values without a band, as far as bounds are constant.</summary>
    /// <param name="range">What is known of the values beyond their type; null when nothing is.</param>
    /// <returns>Whether every value is proved to have a band.</returns>
    public static bool Check<T>(ImmutableArray<Band<T>> bands, BoundNode value, LocalizedText what, SourceSpan span, ScoreRange? range, LinkContext context)
    {
        var domain = new ValueDomain(value, bands.Select(b => b.Test?.Tree));
        var sets = bands.Select(b => b.Test is null ? null : domain.SetOf(b.Test.Tree)).ToArray();
        for (var i = 0; i < bands.Length; i++)
        {
            if (sets[i] is null) continue;
            if (sets[i]!.IsEmpty) context.Diagnostics.Add(GradingDiagnostics.EmptyBand, bands[i].Span, bands[i].Heading, what);
            for (var j = 0; j < i; j++)
            {
                if (sets[j] is null || sets[i]!.And(sets[j]!) is not { IsEmpty: false } both) continue;
                context.Diagnostics.Add(GradingDiagnostics.BandOverlap, bands[i].Span, what, bands[j].Heading, bands[i].Heading, domain.Describe(both.First()));
                break;
            }
        }
        if (bands.Any(b => b.Test is null)) return true;
        var uncovered = sets.Aggregate(domain.Everything, (left, set) => set is null ? left : left.Without(set));
        var isProved = sets.All(s => s is not null);
        var gaps = Enumerable.Range(0, domain.Count).Where(uncovered.Contains).Select(s => (Segment: s, Reach: Reach(domain, s, range))).Where(g => g.Reach != Reachable.No).ToArray();
        if (isProved && gaps.FirstOrDefault(g => g.Reach == Reachable.Yes) is { Reach: Reachable.Yes } gap)
            context.Diagnostics.Add(GradingDiagnostics.BandGap, span, what, domain.Describe(gap.Segment));
        return isProved && gaps.Length == 0;
    }

    private static Reachable Reach(ValueDomain domain, int segment, ScoreRange? range) =>
        range is null || !domain.TryBounds(segment, out var low, out var high) ? Reachable.Yes : range.Between(low?.AsDecimal(), high?.AsDecimal());
}
