using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Explanations;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;
using CrmWorkflows.Rules.Values.Time;

namespace CrmWorkflows.Rules.Policies.ObligationPlan;

/// <summary>What one tier is owed.</summary>
internal sealed record QuotaTier(string Code, Formula? When, Formula? Role, Formula Minimum, Formula? Target, string? Clause, SourceSpan Span);

/// <summary>Which records count, and within which period.</summary>
internal sealed record QuotaCount(Formula? Records, int RecordSlot, Formula? Date, Formula? Counts, int? RoleSlot, Formula? Counted, PeriodUnit Unit, Formula? Day);

/// <summary>So many records within a period: a minimum that binds, a target that does not, by the first tier whose condition holds.</summary>
internal sealed class QuotaBody(ObligationFrame frame, ImmutableArray<QuotaTier> tiers, QuotaCount count, Formula asOf, FactType? role) : ObligationBody(
    frame,
    [
        Member("state", ObligationState.Type),
        Member("tier", ScalarType.Text.OrNull()),
        Member("role", (role ?? ScalarType.Text).OrNull()),
        Member("minimum", ScalarType.Integer),
        Member("target", ScalarType.Integer),
        Member("counted", ScalarType.Integer),
        Member("shortfall", ScalarType.Integer),
        Member("compliant", ScalarType.Boolean),
        Member("targetMet", ScalarType.Boolean),
        .. count.Day is null ? ImmutableArray<RecordMember>.Empty : [Member("window", WindowBody.Type), Member("due", ScalarType.Date)],
    ])
{
    public override IEnumerable<CoveragePoint> CoveragePoints => [.. tiers.Select(t => new CoveragePoint(t.Code, t.Span)), .. base.CoveragePoints];

    public override IEnumerable<string> Reached(Value result) =>
        result.AsRecord()["tier"] is { IsPresent: true } tier ? [tier.AsText(), .. base.Reached(result)] : base.Reached(result);

    public static QuotaBody? Link(ObligationPlanDocument plan, ObligationFrame frame, LinkContext context) => new QuotaLinker(plan, context).Link(frame);

    protected override ImmutableArray<Value> Evaluate(EvaluationContext context, out Value unknown)
    {
        unknown = Value.Null;
        var (tier, wanted, minimum, target) = Owed(context);
        var day = count.Day?.Evaluate(context) ?? Value.Null;
        var seen = asOf.Evaluate(context);
        if (ObligationState.Unknown(tier, wanted, minimum, target, day, seen) is { } cause) return Missing(cause, out unknown);
        LabelledPeriod? period = day.IsPresent ? Periods.Of(day.AsDate(), count.Unit) : null;
        var counted = Counted(wanted, period, context);
        if (counted.IsMissing) return Missing(counted, out unknown);
        var (least, most, got) = (minimum.IsPresent ? minimum.AsInteger() : 0, target.IsPresent ? target.AsInteger() : 0, counted.IsPresent ? counted.AsInteger() : 0);
        var state = tier.IsNull ? ObligationState.NotRequired
            : got >= least ? ObligationState.Met
            : period is { } p && seen.IsPresent && p.HasEndedBefore(seen.AsDate()) ? ObligationState.Breached
            : ObligationState.Open;
        ExplanationBuilder.Of(context)?.Add("obligation.quota." + state.AsText(), (count.Records ?? count.Counted)?.Span ?? SourceSpan.None,
            tier.IsNull ? null : got >= least, null, got, least, most, period?.Label ?? "");
        ImmutableArray<Value> values =
        [
            state, tier, wanted, Value.Of(least), Value.Of(most), Value.Of(got), Value.Of(Math.Max(0, least - got)), Value.Of(got >= least), Value.Of(got >= most),
        ];
        return count.Day is null ? values
            : period is { } w ? [.. values, WindowBody.Of(w.First, w.Last), Value.Of(w.Last)]
            : [.. values, Value.Null, Value.Null];
    }

    protected override ImmutableArray<Value> NotRequired()
    {
        var zero = Value.Of(0L);
        ImmutableArray<Value> values = [ObligationState.NotRequired, Value.Null, Value.Null, zero, zero, zero, zero, Value.True, Value.True];
        return count.Day is null ? values : [.. values, Value.Null, Value.Null];
    }

    // The first tier whose condition holds; a condition that misses a fact stops the search.
    private (Value Tier, Value Role, Value Minimum, Value Target) Owed(EvaluationContext context)
    {
        var builder = ExplanationBuilder.Of(context);
        foreach (var tier in tiers)
        {
            builder?.Begin();
            var holds = tier.When?.Evaluate(context) ?? Value.True;
            builder?.End("obligation.quota.tier", tier.Span, holds.IsTrue ? true : holds.IsMissing ? null : false, tier.Clause, tier.Code);
            if (holds.IsMissing) return (holds, Value.Null, Value.Null, Value.Null);
            if (!holds.IsTrue) continue;
            var minimum = tier.Minimum.Evaluate(context);
            return (Value.Of(tier.Code), tier.Role?.Evaluate(context) ?? Value.Null, minimum, tier.Target?.Evaluate(context) ?? minimum);
        }
        return (Value.Null, Value.Null, Value.Null, Value.Null);
    }

    private Value Counted(Value wanted, LabelledPeriod? period, EvaluationContext context)
    {
        if (count.Counted is not null) return count.Counted.Evaluate(context);
        var records = count.Records!.Evaluate(context);
        if (!records.IsPresent) return records;
        if (count.RoleSlot is { } slot) context.Locals[slot] = wanted;
        var observer = context.Observer;
        // The records are told as a number, not one by one.
        context.Observer = null;
        try
        {
            var (number, unknown) = (0L, Value.Null);
            foreach (var record in records.AsList().Items)
            {
                context.Step();
                context.Locals[count.RecordSlot] = record;
                var counts = Counts(period, context);
                if (counts.IsMissing) unknown = Operators.Missing(unknown, counts);
                else if (counts.IsTrue) number++;
            }
            return unknown.IsMissing ? unknown : Value.Of(number);
        }
        finally
        {
            context.Observer = observer;
        }
    }

    private Value Counts(LabelledPeriod? period, EvaluationContext context)
    {
        var counts = count.Counts?.Evaluate(context) ?? Value.True;
        if (counts.IsFalse || count.Date is null || period is not { } within) return counts;
        var date = count.Date.Evaluate(context);
        return date.IsMissing ? date : Operators.Logical(true, counts, Value.Of(date.IsPresent && within.Contains(date.AsDate())));
    }
}
