using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Explanations;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Facts.Writing;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.ObligationPlan;

/// <summary>A day or moment to aim at. A policy that says "about" sets no limit: there is no state, and nobody is late.</summary>
internal sealed class TargetBody(ObligationFrame frame, Formula target) : ObligationBody(frame, Member("target", target.Type))
{
    public static TargetBody? Link(ObligationPlanDocument plan, ObligationFrame frame, LinkContext context)
    {
        if (context.Formula(plan.Target!) is not { } target) return null;
        if (Moments.IsMoment(target.Type)) return new TargetBody(frame, target);
        context.Diagnostics.Add(ObligationPlanDiagnostics.NotADay, plan.Target!.Span, target.Type.Name);
        return null;
    }

    // Without a state the condition is told by whether there is a day.
    public override IEnumerable<string> Reached(Value result) => HasCondition && result.AsRecord()["target"].IsNull ? ["notRequired"] : [];

    protected override ImmutableArray<Value> Evaluate(EvaluationContext context, out Value unknown)
    {
        unknown = Value.Null;
        var at = target.Evaluate(context);
        if (at.IsMissing) return Missing(at, out unknown);
        ExplanationBuilder.Of(context)?.Add(at.IsNull ? "obligation.noTarget" : "obligation.target", target.Span, null, null, ValueText.Of(at, target.Type));
        return [at];
    }

    protected override ImmutableArray<Value> NotRequired() => [Value.Null];
}
