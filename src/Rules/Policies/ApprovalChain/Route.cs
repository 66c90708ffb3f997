using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Explanations;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Facts.Writing;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.ApprovalChain;

/// <summary>The steps of one chain: written out, or a list of roles.</summary>
internal sealed class Route(ImmutableArray<ConditionalStep> steps, Formula? roles, FactType role)
{
    public ImmutableArray<ConditionalStep> Steps => steps;

    /// <summary>The steps that this case needs, in order; null when that cannot be told, and why.</summary>
    public List<ApprovalStep>? Resolve(EvaluationContext context, ref Value unknown)
    {
        if (roles is not null)
        {
            var list = roles.Evaluate(context);
            if (list.IsMissing)
            {
                unknown = Operators.Missing(unknown, list);
                return null;
            }
            return list.IsNull ? [] : [.. list.AsList().Items.Select(r => new ApprovalStep(r, ValueText.Of(r, role), [r], false, null, roles.Span))];
        }
        var needed = new List<ApprovalStep>();
        var builder = ExplanationBuilder.Of(context);
        foreach (var (step, when) in steps)
        {
            builder?.Begin();
            var holds = when.Evaluate(context);
            builder?.End(holds.IsMissing ? "approval.unknown" : holds.IsTrue ? "approval.needed" : "approval.notNeeded", step.Span, null, step.Clause, step.Label);
            if (holds.IsMissing) unknown = Operators.Missing(unknown, holds);
            else if (holds.IsTrue) needed.Add(step);
        }
        return unknown.IsMissing ? null : needed;
    }
}

/// <summary>A route that holds under a condition.</summary>
internal sealed record ConditionalRoute(Formula When, bool IsRest, Route Route, string? Clause, SourceSpan Span);

/// <summary>The short way and the review that follows it; the review is what is left of the ordinary way when <see cref="Review"/> is null.</summary>
internal sealed record EmergencyRoute(Formula When, Route Route, Route? Review, SourceSpan Span);
