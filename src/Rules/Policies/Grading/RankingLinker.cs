using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.Grading;

/// <summary>Links a ranking: what is ranked by what, and the groups.</summary>
internal sealed class RankingLinker(EnumType tiers, LinkContext context)
{
    public RankingParts? Link(RankingEntry entry)
    {
        var population = context.Formula(entry.Population);
        var groups = Groups(entry);
        if (population is null || groups is null) return null;
        switch (population.Type.NotNull())
        {
            case MapType map when entry.Key is null && entry.By is null && TypeRules.IsNumeric(map.Element):
                return new RankingParts(population, -1, -1, map.Key, map.Element.NotNull(), entry.Order, entry.Ties, groups.Value);
            case ListType { Element: var element } when element.NotNull() is RecordType record && entry.Key is not null && entry.By is not null:
                var (key, by) = (record.MemberNames.IndexOf(entry.Key), record.MemberNames.IndexOf(entry.By));
                if (key < 0 || by < 0 || record.Members[key].Type.Kind != ValueKind.Text || !TypeRules.IsNumeric(record.Members[by].Type)) break;
                return new RankingParts(population, key, by, record.Members[key].Type.NotNull(), record.Members[by].Type.NotNull(), entry.Order, entry.Ties, groups.Value);
        }
        context.Diagnostics.Add(GradingDiagnostics.PopulationShape, entry.Population.Span, population.Type.Name);
        return null;
    }

    private ImmutableArray<RankingGroup>? Groups(RankingEntry entry)
    {
        var groups = ImmutableArray.CreateBuilder<RankingGroup>();
        var used = new HashSet<string>(StringComparer.Ordinal);
        var ok = entry.Groups.Count > 0;
        if (!ok) context.Diagnostics.Add(GradingDiagnostics.NoTiers, entry.Span with { Length = 1 });
        for (var i = 0; i < entry.Groups.Count; i++)
        {
            var group = entry.Groups[i];
            if (tiers.Declaration.Canonical(group.Tier) is not { } code)
            {
                context.Diagnostics.Add(GradingDiagnostics.UnknownTier, group.Span, group.Tier, tiers.BaseName, Suggestion.Phrase(group.Tier, tiers.Declaration.Members.Select(m => m.Code)));
                ok = false;
                continue;
            }
            var limits = new[] { (GroupMeasure.Share, group.Share), (GroupMeasure.Portion, group.Portion), (GroupMeasure.Quota, group.Quota) }.Where(l => l.Item2 is not null).ToArray();
            // A group without a limit takes everybody who is left, so it is the last.
            if (limits.Length > 1 || (limits.Length == 0 && i < entry.Groups.Count - 1) || !used.Add(code))
            {
                context.Diagnostics.Add(GradingDiagnostics.GroupShape, group.Span, group.Tier);
                ok = false;
                continue;
            }
            var (measure, text) = limits.Length == 0 ? (GroupMeasure.Rest, null) : limits[0];
            var limit = text is null ? null : context.Formula(text, measure == GroupMeasure.Quota ? ScalarType.Integer : ScalarType.Decimal);
            ok &= text is null || limit is not null;
            groups.Add(new RankingGroup(code, measure, limit, group.Clause, group.Span));
        }
        return ok ? groups.ToImmutable() : null;
    }
}
