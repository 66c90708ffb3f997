using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Explanations;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Facts.Writing;
using CrmWorkflows.Rules.Values;
using CrmWorkflows.Rules.Values.Time;

namespace CrmWorkflows.Rules.Policies.ObligationPlan;

/// <summary>
/// One obligation with a window, both edges included. What is done before it is early and does not count: it can be repeated until the window
/// closes, and is breached when that has passed without it.
/// </summary>
internal sealed class WindowBody(ObligationFrame frame, Formula from, Formula to, Formula? year, Formula? done, Formula asOf) : ObligationBody(
    frame, Member("state", ObligationState.Type), Member("window", Type), Member("due", ScalarType.Date))
{
    /// <summary>The type of a window in a result.</summary>
    public static RecordType Type { get; } = TypeRules.RecordOf([Member("from", ScalarType.Date), Member("to", ScalarType.Date)]);

    public static WindowBody? Link(ObligationPlanDocument plan, ObligationFrame frame, LinkContext context)
    {
        var window = plan.Window!;
        var from = context.Formula(window.From);
        var to = context.Formula(window.To);
        var year = window.Year is null ? null : context.Formula(window.Year, ScalarType.Integer);
        var done = plan.Done is null ? null : context.Formula(plan.Done, ScalarType.Date.OrNull());
        var asOf = Moments.AsOf(plan, ScalarType.Date, context);
        if (from is null || to is null || asOf is null || (window.Year is not null && year is null) || (plan.Done is not null && done is null)) return null;
        FactType edge = year is null ? ScalarType.Date : ScalarType.MonthDay;
        if (from.Type.Equals(edge) && to.Type.Equals(edge)) return new WindowBody(frame, from, to, year, done, asOf);
        context.Diagnostics.Add(ObligationPlanDiagnostics.WindowEdges, window.Span, from.Type.Name, to.Type.Name);
        return null;
    }

    /// <summary>A window as a value.</summary>
    public static Value Of(DateOnly first, DateOnly last) => Value.Of(new ValueRecord(Type.MemberNames, [Value.Of(first), Value.Of(last)]));

    protected override ImmutableArray<Value> Evaluate(EvaluationContext context, out Value unknown)
    {
        unknown = Value.Null;
        var (first, last, inYear) = (from.Evaluate(context), to.Evaluate(context), year?.Evaluate(context) ?? Value.Null);
        var doneOn = done?.Evaluate(context) ?? Value.Null;
        var seen = asOf.Evaluate(context);
        if (ObligationState.Unknown(first, last, inYear, doneOn, seen) is { } cause) return Missing(cause, out unknown);
        var days = Days(first, last, inYear);
        var tooEarly = doneOn.IsPresent && doneOn.AsDate() < days.First;
        var isClosed = seen.IsPresent && seen.AsDate() > days.Last;
        var state = !tooEarly ? ObligationState.Judge(Value.Of(days.Last), doneOn, seen) : isClosed ? ObligationState.Breached : ObligationState.Early;
        ExplanationBuilder.Of(context)?.Add(tooEarly && isClosed ? "obligation.window.notRepeated" : "obligation.window." + ObligationState.Word(state, doneOn), from.Span, ObligationState.Verdict(state), null,
            ValueText.Of(doneOn, ScalarType.Date), ValueText.Of(Value.Of(days.First), ScalarType.Date), ValueText.Of(Value.Of(days.Last), ScalarType.Date), ValueText.Of(seen, ScalarType.Date));
        return [state, Of(days.First, days.Last), Value.Of(days.Last)];
    }

    protected override ImmutableArray<Value> NotRequired() => [ObligationState.NotRequired, Value.Null, Value.Null];

    private static DateRange Days(Value first, Value last, Value year)
    {
        if (first.Kind == ValueKind.Date) return new(first.AsDate(), last.AsDate());
        if (!year.IsPresent || year.AsInteger() is < 1 or > 9999) throw new EvaluationFault(ObligationPlanDiagnostics.NotAYear, year.IsPresent ? year.AsInteger() : "null");
        return new YearlyWindow(first.AsMonthDay(), last.AsMonthDay()).OnYear((int)year.AsInteger());
    }
}
