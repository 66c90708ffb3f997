using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Explanations;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Facts.Writing;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.ObligationPlan;

/// <summary>What all forms of a plan share: whether anything is due, and who owes it.</summary>
internal sealed record ObligationFrame(Formula? When, Formula? By)
{
    public static ObligationFrame? Link(ObligationPlanDocument plan, LinkContext context)
    {
        var when = plan.When is null ? null : context.Condition(plan.When);
        var by = plan.By is null ? null : context.Formula(plan.By);
        return (plan.When is not null && when is null) || (plan.By is not null && by is null) ? null : new ObligationFrame(when, by);
    }
}

/// <summary>A plan of some form. The form gives its members, <c>state</c> first; this class adds the condition and the role.</summary>
internal abstract class ObligationBody : KindBody
{
    private readonly ObligationFrame _frame;

    protected ObligationBody(ObligationFrame frame, params IEnumerable<RecordMember> members)
    {
        _frame = frame;
        var all = members.Select(m => frame.When is null || m.Name == "state" || m.Type.Kind is ValueKind.List or ValueKind.Integer or ValueKind.Boolean or ValueKind.Map ? m : m with { Type = m.Type.OrNull() });
        if (frame.By is not null) all = all.Append(Member("by", frame.By.Type));
        ResultType = TypeRules.RecordOf([.. all]);
    }

    public override RecordType ResultType { get; }

    /// <summary>Whether there is a condition under which nothing is due.</summary>
    protected bool HasCondition => _frame.When is not null;

    public override IEnumerable<CoveragePoint> CoveragePoints =>
        _frame.When is { } when ? [new CoveragePoint("notRequired", when.Span)] : [];

    public override IEnumerable<string> Reached(Value result) =>
        _frame.When is not null && result.AsRecord()["state"] == ObligationState.NotRequired ? ["notRequired"] : [];

    public sealed override Value Decide(EvaluationContext context)
    {
        var by = _frame.By?.Evaluate(context) ?? Value.Null;
        var values = Members(context, out var unknown);
        if (ObligationState.Unknown(by, unknown) is { IsMissing: true } missing && (by.IsMissing || values.IsDefault)) return missing;
        return Value.Of(new ValueRecord(ResultType.MemberNames, _frame.By is null ? values : values.Add(by)));
    }

    /// <summary>The members of the form; default, and what is missing, when a fact that it needs is not there.</summary>
    protected abstract ImmutableArray<Value> Evaluate(EvaluationContext context, out Value unknown);

    /// <summary>The members when nothing is due.</summary>
    protected abstract ImmutableArray<Value> NotRequired();

    /// <summary>A member of a result with its label.</summary>
    protected static RecordMember Member(string name, FactType type) => new(name, type, TextCatalog.Rules.Find("obligation.result." + name));

    /// <summary>A value in words.</summary>
    /// <summary>Says that a fact is missing.</summary>
    protected static ImmutableArray<Value> Missing(Value cause, out Value unknown)
    {
        unknown = cause;
        return default;
    }

    private ImmutableArray<Value> Members(EvaluationContext context, out Value unknown)
    {
        unknown = Value.Null;
        if (_frame.When is not { } when) return Evaluate(context, out unknown);
        var builder = ExplanationBuilder.Of(context);
        builder?.Begin();
        var holds = when.Evaluate(context);
        builder?.End(holds.IsTrue ? "obligation.required" : "obligation.notRequired", when.Span, null, null);
        if (holds.IsMissing) return Missing(holds, out unknown);
        return holds.IsTrue ? Evaluate(context, out unknown) : NotRequired();
    }
}
