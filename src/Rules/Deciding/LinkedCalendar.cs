using CrmWorkflows.Rules.Calendars;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Deciding;

/// <summary>The calendar of a document: a named one, or a named one with the holidays and make-up days that the facts give.</summary>
internal sealed record LinkedCalendar(Calendar Base, Formula? Holidays, Formula? MakeUp)
{
    /// <summary>Puts the calendar of this evaluation into the context.</summary>
    public void Enter(EvaluationContext context)
    {
        context.Calendar = Base;
        if (Holidays is null && MakeUp is null) return;
        var holidays = Days(Holidays, context);
        var makeUp = Days(MakeUp, context);
        if (holidays.Count == 0 && makeUp.Count == 0) return;
        var build = Base.WithDays(holidays, makeUp);
        if (build.Calendar is not null) context.Warn(build.Diagnostics);
        context.Calendar = build.Calendar
            ?? throw new EvaluationFault(build.Diagnostics[0].Code, [.. build.Diagnostics[0].Arguments]);
    }

    private static List<DateOnly> Days(Formula? formula, EvaluationContext context)
    {
        if (formula is null) return [];
        var days = formula.Evaluate(context);
        return days.IsPresent ? [.. days.AsList().Items.Where(d => d.IsPresent).Select(d => d.AsDate())] : [];
    }
}
