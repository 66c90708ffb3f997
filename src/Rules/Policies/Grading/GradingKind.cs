using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Facts.Types;

namespace CrmWorkflows.Rules.Policies.Grading;

internal sealed class GradingKind : IPolicyKind
{
    public string Name => "Grading";

    public Type DocumentType => typeof(GradingDocument);

    public KindBody? Link(PolicyDocument document, LinkContext context)
    {
        var grading = (GradingDocument)document;
        if (context.Type(grading.Tiers) is not { } type) return null;
        if (type is not EnumType tiers)
        {
            context.Diagnostics.Add(GradingDiagnostics.NotAnEnum, grading.Tiers.Node.Span, grading.Tiers.Text);
            return null;
        }
        if (grading.Ladder.Count == 0)
        {
            context.Diagnostics.Add(GradingDiagnostics.NoTiers, grading.Span);
            return null;
        }
        var ladder = ImmutableArray.CreateBuilder<LadderTier>();
        var ok = true;
        TierEntry? rest = null;
        foreach (var entry in grading.Ladder)
        {
            var codes = tiers.Declaration.Members.Select(m => m.Code).ToArray();
            if (!codes.Contains(entry.Tier))
            {
                context.Diagnostics.Add(GradingDiagnostics.UnknownTier, entry.Span, entry.Tier, tiers.BaseName, Suggestion.Phrase(entry.Tier, codes));
                ok = false;
            }
            if (rest is not null)
            {
                context.Diagnostics.Add(GradingDiagnostics.Unreachable, entry.Span, entry.Tier);
                ok = false;
            }
            if (entry.When is null) rest = entry;
            if (context.Condition(entry.When, entry) is { } when) ladder.Add(new LadderTier(entry.Tier, when, entry.When is null, entry.Clause, entry.Span));
            else ok = false;
        }
        return ok ? new LadderBody(tiers, ladder.ToImmutable(), rest is not null) : null;
    }
}
