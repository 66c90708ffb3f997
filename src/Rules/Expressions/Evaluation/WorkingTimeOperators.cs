using CrmWorkflows.Rules.Calendars;
using CrmWorkflows.Rules.Values;
using CrmWorkflows.Rules.Values.Time;

namespace CrmWorkflows.Rules.Expressions.Evaluation;

/// <summary>Working days and working time, counted in the calendar that the document names.</summary>
internal static class WorkingTimeOperators
{
    public static Value Add(DateOnly day, WorkingDays count, bool minus, EvaluationContext context) =>
        Value.Of(Take(Of(context).AddWorkingDays(day, minus ? new WorkingDays(checked(-count.Count)) : count), context));

    public static Value Add(DateTimeOffset instant, WorkingTime amount, bool minus, EvaluationContext context) =>
        Value.Of(Take(Of(context).AddWorkingTime(instant, minus ? new WorkingTime(new TimeSpan(checked(-amount.Amount.Ticks))) : amount), context));

    /// <summary>The document's calendar.</summary>
    public static Calendar Of(EvaluationContext context) => context.Calendar ?? throw new EvaluationFault(EvaluationDiagnostics.NoCalendar);

    /// <summary>The value of a calendar's answer; notes unpublished years, and turns a failure into a fault.</summary>
    public static T Take<T>(CalendarResult<T> result, EvaluationContext context)
        where T : struct
    {
        if (result.Failure is { } failure) throw new EvaluationFault(failure.Code, [.. failure.Arguments]);
        if (result.TouchesUnpublishedYear) context.TouchUnpublished(result.UnpublishedYears);
        return result.Value;
    }
}
