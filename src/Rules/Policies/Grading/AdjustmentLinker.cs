using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Facts.Types;

namespace CrmWorkflows.Rules.Policies.Grading;

/// <summary>Links review, protection and override of a tier.</summary>
internal sealed class AdjustmentLinker(EnumType tiers, LinkContext context)
{
    /// <summary>The body with what the document says beyond the computation; the body itself when it says nothing.</summary>
    public KindBody? Link(GradingDocument document, KindBody body)
    {
        if (document is { Review: null, Protection: null, Override: null, Current: null }) return body;
        if (document.Ladder is null && document.Scorecard is null)
        {
            context.Diagnostics.Add(GradingDiagnostics.AdjustmentMisplaced, document.Span with { Length = 1 });
            return null;
        }
        if ((document.Protection is not null || document.Review?.KeepsTier == true) != document.Current is not null)
            context.Diagnostics.Add(GradingDiagnostics.AdjustmentNeedsTier, document.Span with { Length = 1 });
        if (document.Protection is not null && !tiers.Declaration.IsOrdered)
            context.Diagnostics.Add(GradingDiagnostics.NotOrdered, document.Protection.Span with { Length = 1 }, tiers.BaseName);
        if (document.Protection is { When: null, Until: null, MaxSteps: null } empty)
            context.Diagnostics.Add(GradingDiagnostics.EmptyProtection, empty.Span);

        var current = document.Current is null ? null : context.Formula(document.Current, tiers.OrNull());
        var review = Review(document.Review);
        var protection = Protection(document.Protection);
        var manual = Override(document.Override);
        var isWhole = (document.Current is null) == (current is null) && (document.Review is null) == (review is null)
            && (document.Protection is null) == (protection is null) && (document.Override is null) == (manual is null);
        return isWhole ? new AdjustedBody(body, tiers, new Adjustments(current, review, protection, manual)) : null;
    }

    private LinkedReview? Review(ReviewEntry? entry)
    {
        if (entry is null) return null;
        var last = context.Formula(entry.Last, ScalarType.Date.OrNull());
        var every = context.Formula(entry.Every, ScalarType.Period);
        return last is null || every is null ? null : new LinkedReview(last, every, entry.KeepsTier, entry.Span);
    }

    private LinkedProtection? Protection(ProtectionEntry? entry)
    {
        if (entry is null) return null;
        var when = entry.When is null ? null : context.Condition(entry.When);
        var until = entry.Until is null ? null : context.Formula(entry.Until, ScalarType.Date.OrNull());
        var steps = entry.MaxSteps is null ? null : context.Formula(entry.MaxSteps, ScalarType.Integer);
        if ((entry.When is null) != (when is null) || (entry.Until is null) != (until is null) || (entry.MaxSteps is null) != (steps is null)) return null;
        return new LinkedProtection(when, until, steps, entry.Span);
    }

    private LinkedOverride? Override(OverrideEntry? entry)
    {
        if (entry is null) return null;
        var tier = context.Formula(entry.Tier, tiers.OrNull());
        var reason = context.Formula(entry.Reason, ScalarType.Text.OrNull());
        var until = context.Formula(entry.Until, ScalarType.Date.OrNull());
        return tier is null || reason is null || until is null ? null : new LinkedOverride(tier, reason, until, entry.Span);
    }
}
