using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Explanations;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Facts.Writing;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.Grading;

/// <summary>What a document says about the tier beyond its computation; null where it says nothing.</summary>
internal sealed record Adjustments(Formula? Current, LinkedReview? Review, LinkedProtection? Protection, LinkedOverride? Override);

internal sealed record LinkedReview(Formula Last, Formula Every, bool KeepsTier, SourceSpan Span);

internal sealed record LinkedProtection(Formula? When, Formula? Until, Formula? MaxSteps, SourceSpan Span);

internal sealed record LinkedOverride(Formula Tier, Formula Reason, Formula Until, SourceSpan Span);

/// <summary>
/// Takes the computed tier and applies, in this order: the tier stays until the next review; it does not fall while it is protected, nor further than
/// allowed; a tier set by hand with a reason counts until its last day.
/// </summary>
internal sealed class AdjustedBody : KindBody
{
    private readonly KindBody _computed;
    private readonly EnumType _tiers;
    private readonly Adjustments _adjust;
    private readonly int _tier;

    public AdjustedBody(KindBody computed, EnumType tiers, Adjustments adjust)
    {
        _computed = computed;
        _tiers = tiers;
        _adjust = adjust;
        var inner = computed.ResultType!;
        _tier = inner.MemberNames.IndexOf("tier");
        var members = inner.Members.Add(new RecordMember("computed", inner.Members[_tier].Type));
        if (adjust.Protection is not null) members = members.Add(new RecordMember("protected", ScalarType.Boolean));
        if (adjust.Override is not null) members = members.Add(new RecordMember("overridden", ScalarType.Boolean));
        if (adjust.Review is not null) members = members.Add(new RecordMember("reviewDue", ScalarType.Date)).Add(new RecordMember("reviewIsDue", ScalarType.Boolean));
        ResultType = TypeRules.RecordOf(members);
    }

    /// <summary>The body that computes the tier.</summary>
    public KindBody Computed => _computed;

    public override RecordType ResultType { get; }

    public override IEnumerable<CoveragePoint> CoveragePoints
    {
        get
        {
            var points = _computed.CoveragePoints;
            if (_adjust.Protection is { } protection) points = points.Append(new CoveragePoint("protection", protection.Span));
            if (_adjust.Override is { } manual) points = points.Append(new CoveragePoint("override", manual.Span));
            return points;
        }
    }

    // What the computation reached counts, whatever the tier became.
    public override IEnumerable<string> Reached(Value result)
    {
        var record = result.AsRecord();
        var inner = record.Values.Take(_computed.ResultType!.Members.Length).ToArray();
        inner[_tier] = record["computed"];
        var reached = _computed.Reached(Value.Of(new ValueRecord(_computed.ResultType.MemberNames, [.. inner])));
        if (record["protected"].IsTrue) reached = reached.Append("protection");
        return record["overridden"].IsTrue ? reached.Append("override") : reached;
    }

    public override Value Decide(EvaluationContext context)
    {
        var result = _computed.Decide(context);
        if (result.IsMissing) return result;
        var builder = ExplanationBuilder.Of(context);
        var current = _adjust.Current?.Evaluate(context) ?? Value.Null;
        if (current.IsMissing) return current;
        var computed = result.AsRecord().Values[_tier];
        var tier = computed;

        DateOnly due = default;
        if (_adjust.Review is { } review)
        {
            var day = ReviewDay(review, context);
            if (day.IsMissing) return day;
            due = day.AsDate();
            if (review.KeepsTier && current.IsPresent && context.AsOf < due && tier != current)
            {
                tier = current;
                builder?.Add("grading.keeps", review.Span, null, null, Label(tier), Written(due));
            }
        }
        var unprotected = tier;
        if (_adjust.Protection is { } protection && current.IsPresent && tier.IsPresent)
        {
            tier = Protected(protection, tier, current, context);
            if (tier.IsMissing) return tier;
            if (tier != unprotected) builder?.Add("grading.protected", protection.Span, null, null, Label(unprotected), Label(tier));
        }
        var isProtected = tier != unprotected;
        var manual = _adjust.Override is null ? Value.Null : Manual(_adjust.Override, context, builder);
        if (manual.IsMissing) return manual;
        if (manual.IsPresent) tier = manual;

        var values = result.AsRecord().Values.SetItem(_tier, tier).Add(computed);
        if (_adjust.Protection is not null) values = values.Add(Value.Of(isProtected));
        if (_adjust.Override is not null) values = values.Add(Value.Of(manual.IsPresent));
        if (_adjust.Review is not null) values = values.Add(Value.Of(due)).Add(Value.Of(context.AsOf >= due));
        return Value.Of(new ValueRecord(ResultType.MemberNames, values));
    }

    // Without an earlier review the first one is due today.
    private static Value ReviewDay(LinkedReview review, EvaluationContext context)
    {
        var last = review.Last.Evaluate(context);
        var every = review.Every.Evaluate(context);
        if (last.IsMissing || every.IsMissing) return Operators.Missing(last, every);
        return last.IsNull || every.IsNull ? Value.Of(context.AsOf) : Operators.Arithmetic(ArithmeticOperator.Add, last, every, context);
    }

    private Value Protected(LinkedProtection protection, Value tier, Value current, EvaluationContext context)
    {
        var (to, from) = (Place(tier), Place(current));
        if (to >= from) return tier;
        var holds = protection.When?.Evaluate(context) ?? Value.False;
        if (holds.IsTrue) return current;
        var until = protection.Until?.Evaluate(context) ?? Value.Null;
        if (until.IsPresent && context.AsOf <= until.AsDate()) return current;
        if (holds.IsMissing || until.IsMissing) return Operators.Missing(holds, until);
        var steps = protection.MaxSteps?.Evaluate(context) ?? Value.Null;
        if (!steps.IsPresent) return steps.IsMissing ? steps : tier;
        var lowest = from - (int)Math.Clamp(steps.AsInteger(), 0, from);
        return to >= lowest ? tier : Value.Of(_tiers.Declaration.Members[lowest].Code);
    }

    // Null when no tier was set by hand, or it no longer counts, or nobody said why.
    private Value Manual(LinkedOverride manual, EvaluationContext context, ExplanationBuilder? builder)
    {
        var tier = manual.Tier.Evaluate(context);
        if (!tier.IsPresent) return tier;
        var reason = manual.Reason.Evaluate(context);
        var until = manual.Until.Evaluate(context);
        var hasReason = reason.IsPresent && reason.AsText().Trim().Length > 0;
        var counts = until.IsPresent && context.AsOf <= until.AsDate();
        if ((reason.IsPresent && !hasReason) || reason.IsNull || (until.IsPresent && !counts) || until.IsNull)
        {
            builder?.Add("grading.override.lapsed", manual.Span, false, null, Label(tier));
            return Value.Null;
        }
        if (reason.IsMissing || until.IsMissing) return Operators.Missing(reason, until);
        builder?.Add("grading.override", manual.Span, true, null, Label(tier), Written(until.AsDate()), reason.AsText());
        return tier;
    }

    private int Place(Value tier) => _tiers.Declaration.IndexOf(tier.AsText());

    private LocalizedText Label(Value tier) => _tiers.Declaration.LabelOf(tier.IsPresent ? tier.AsText() : "–");

    private static LocalizedText Written(DateOnly day) => LocalizedText.Same(ValueText.Of(Value.Of(day), ScalarType.Date, Language.English));
}
