using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Explanations;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Facts.Writing;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.ObligationPlan;

/// <summary>One obligation with a due day or moment. A due day that is null means that none was set: the state is null too.</summary>
internal sealed class DueBody(ObligationFrame frame, Formula due, Formula? done, Formula asOf, FactType moment) : ObligationBody(
    frame,
    Member("state", due.Type.IsNullable ? ObligationState.Type.OrNull() : ObligationState.Type),
    Member("due", due.Type.IsNullable ? moment.OrNull() : moment))
{
    public static DueBody? Link(ObligationPlanDocument plan, ObligationFrame frame, LinkContext context)
    {
        if (context.Formula(plan.Due!) is not { } due) return null;
        var moment = due.Type.NotNull();
        if (!Moments.IsMoment(moment))
        {
            context.Diagnostics.Add(ObligationPlanDiagnostics.NotADay, plan.Due!.Span, due.Type.Name);
            return null;
        }
        var done = plan.Done is null ? null : context.Formula(plan.Done, moment.OrNull());
        var asOf = Moments.AsOf(plan, moment, context);
        return asOf is null || (plan.Done is not null && done is null) ? null : new DueBody(frame, due, done, asOf, moment);
    }

    protected override ImmutableArray<Value> Evaluate(EvaluationContext context, out Value unknown)
    {
        unknown = Value.Null;
        var dueAt = due.Evaluate(context);
        var doneAt = done?.Evaluate(context) ?? Value.Null;
        var seen = asOf.Evaluate(context);
        if (ObligationState.Unknown(dueAt, doneAt, seen) is { } cause) return Missing(cause, out unknown);
        if (dueAt.IsNull)
        {
            ExplanationBuilder.Of(context)?.Add("obligation.noDue", due.Span, null, null);
            return [Value.Null, Value.Null];
        }
        var state = ObligationState.Judge(dueAt, doneAt, seen);
        ExplanationBuilder.Of(context)?.Add("obligation." + ObligationState.Word(state, doneAt), due.Span, ObligationState.Verdict(state), null, ValueText.Of(doneAt, moment), ValueText.Of(dueAt, moment), ValueText.Of(seen, moment));
        return [state, dueAt];
    }

    protected override ImmutableArray<Value> NotRequired() => [ObligationState.NotRequired, Value.Null];
}
