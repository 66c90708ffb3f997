using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Books;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Facts.Types;

namespace CrmWorkflows.Rules.Policies.Grading;

internal sealed class GradingKind : IPolicyKind
{
    public string Name => "Grading";

    public Type DocumentType => typeof(GradingDocument);

    public void Describe(PolicyDocument document, BookPage page) => new GradingBook((GradingDocument)document, page).Write();

    public KindBody? Link(PolicyDocument document, LinkContext context)
    {
        var grading = (GradingDocument)document;
        var forms = new object?[] { grading.Ladder, grading.Scorecard, grading.Ranking, grading.Moves }.Count(f => f is not null);
        if (forms != 1)
        {
            context.Diagnostics.Add(GradingDiagnostics.OneForm, grading.Span with { Length = 1 }, forms);
            return null;
        }
        // A scorecard may stop at the score: then it has neither tiers nor bands that give them.
        if (grading.Tiers is null != grading.Scorecard is { Bands: null })
        {
            context.Diagnostics.Add(GradingDiagnostics.TiersWithoutUse, grading.Span with { Length = 1 });
            return null;
        }
        if (grading.Tiers is null) return Scored(grading, context);
        if (context.Type(grading.Tiers) is not { } type) return null;
        if (type.NotNull() is not EnumType tiers)
        {
            context.Diagnostics.Add(GradingDiagnostics.NotAnEnum, grading.Tiers.Node.Span, grading.Tiers.Text);
            return null;
        }
        return Body(grading, tiers, context) is { } body ? new AdjustmentLinker(tiers, context).Link(grading, body) : null;
    }

    private static ScorecardBody? Scored(GradingDocument grading, LinkContext context)
    {
        if (grading is not { Review: null, Protection: null, Override: null, Current: null })
        {
            context.Diagnostics.Add(GradingDiagnostics.AdjustmentMisplaced, grading.Span with { Length = 1 });
            return null;
        }
        return new ScorecardLinker(null, context).Link(grading.Scorecard!) is { } card ? new ScorecardBody(null, card) : null;
    }

    private static KindBody? Body(GradingDocument grading, EnumType tiers, LinkContext context)
    {
        if (grading.Ladder is { } ladder) return Ladder(ladder, grading, tiers, context);
        if (grading.Scorecard is { } scorecard) return new ScorecardLinker(tiers, context).Link(scorecard) is { } card ? new ScorecardBody(tiers, card) : null;
        if (grading.Ranking is { } ranking) return new RankingLinker(tiers, context).Link(ranking) is { } parts ? new RankingBody(tiers, parts) : null;
        if (!tiers.Declaration.IsOrdered)
        {
            context.Diagnostics.Add(GradingDiagnostics.NotOrdered, grading.Moves!.Span, tiers.BaseName);
            return null;
        }
        return context.Formula(grading.Moves!.History, new ListType(tiers.OrNull())) is { } history ? new MovesBody(tiers, history, grading.Moves.Span) : null;
    }

    private static LadderBody? Ladder(IReadOnlyList<TierEntry> entries, GradingDocument grading, EnumType tiers, LinkContext context)
    {
        if (entries.Count == 0)
        {
            context.Diagnostics.Add(GradingDiagnostics.NoTiers, grading.Span with { Length = 1 });
            return null;
        }
        var ladder = ImmutableArray.CreateBuilder<LadderTier>();
        var ok = true;
        TierEntry? rest = null;
        foreach (var entry in entries)
        {
            var code = tiers.Declaration.Canonical(entry.Tier);
            if (code is null)
            {
                context.Diagnostics.Add(GradingDiagnostics.UnknownTier, entry.Span, entry.Tier, tiers.BaseName, Suggestion.Phrase(entry.Tier, tiers.Declaration.Members.Select(m => m.Code)));
                ok = false;
            }
            if (rest is not null)
            {
                context.Diagnostics.Add(GradingDiagnostics.Unreachable, entry.Span, entry.Tier);
                ok = false;
            }
            if (entry.When is null) rest = entry;
            if (context.Condition(entry.When, entry) is { } when) ladder.Add(new LadderTier(code ?? entry.Tier, when, entry.When is null, entry.Clause, entry.Span));
            else ok = false;
        }
        return ok ? new LadderBody(tiers, ladder.ToImmutable(), rest is not null) : null;
    }
}
