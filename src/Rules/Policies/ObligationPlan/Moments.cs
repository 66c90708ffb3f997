using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Syntax;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.ObligationPlan;

/// <summary>Days and points in time, and what may be added to them.</summary>
internal static class Moments
{
    public static bool IsMoment(FactType type) => type.NotNull().Equals(ScalarType.Date) || type.NotNull().Equals(ScalarType.Instant);

    /// <summary>As of when the state is told: what the document says, or the fact or input of that name, or now.</summary>
    public static Formula? AsOf(ObligationPlanDocument plan, FactType moment, LinkContext context)
    {
        if (plan.AsOf is { } text) return context.Formula(text, moment);
        var name = context.Scope.Find("asOf") is { } given && given.Type.NotNull().Equals(moment) ? given
            : context.Scope.Find(moment.Kind == ValueKind.Instant ? "now" : "asOf")!;
        if (name.Type.NotNull().Equals(moment)) return new Formula(new BoundSymbol(new NameSyntax(default, name.Name), name), name.Name, _ => plan.Span);
        context.Diagnostics.Add(ObligationPlanDiagnostics.NotADay, plan.Span with { Length = 1 }, name.Type.Name);
        return null;
    }

    /// <summary>Whether an amount of time can be added to a moment in this document; the bag says why not.</summary>
    public static bool CanAdd(FactType moment, FactType amount, ExpressionText text, LinkContext context)
    {
        if (amount is NullType || TypeRules.Arithmetic(ArithmeticOperator.Add, moment.NotNull(), amount.NotNull()) is not { } sum || !sum.Equals(moment.NotNull()))
        {
            context.Diagnostics.Add(ObligationPlanDiagnostics.WrongOffset, text.Span, amount.Name, moment.Name);
            return false;
        }
        if (amount.Kind is ValueKind.WorkingDays or ValueKind.WorkingTime && !context.Scope.HasCalendar)
        {
            context.Diagnostics.Add(ObligationPlanDiagnostics.OffsetNeedsCalendar, text.Span, amount.Name);
            return false;
        }
        return true;
    }

    /// <summary>The later of two moments.</summary>
    public static Value Later(Value first, Value second) =>
        !first.IsPresent ? second : !second.IsPresent ? first : Value.Compare(first, second) >= 0 ? first : second;
}
