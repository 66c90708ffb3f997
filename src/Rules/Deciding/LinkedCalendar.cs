using CrmWorkflows.Rules.Calendars;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Deciding;

/// <summary>The calendar of a document: a named one, one with the holidays and make-up days that the facts give, or a daily window in its zone.</summary>
/// <param name="Opens">When the window opens; null when there is none.</param>
/// <param name="Hours">How long it stays open.</param>
internal sealed record LinkedCalendar(Calendar Base, Formula? Holidays, Formula? MakeUp, Formula? Opens, Formula? Hours)
{
    /// <summary>Puts the calendar of this evaluation into the context; gives what is missing when it cannot be told.</summary>
    public Value Enter(EvaluationContext context)
    {
        context.Calendar = Base;
        if (Opens is not null && Hours is not null) return EnterWindow(Opens.Evaluate(context), Hours.Evaluate(context), context);
        if (Holidays is null && MakeUp is null) return Value.Null;
        var holidays = Days(Holidays, context);
        var makeUp = Days(MakeUp, context);
        if (holidays.Count > 0 || makeUp.Count > 0) Take(Base.WithDays(holidays, makeUp), context);
        return Value.Null;
    }

    private Value EnterWindow(Value opens, Value hours, EvaluationContext context)
    {
        var unknown = Operators.Missing(opens, hours);
        if (unknown.IsMissing) return unknown;
        Take(Base.WithDailyWindow(opens.AsTimeOfDay(), hours.Kind == ValueKind.Duration ? hours.AsDuration() : hours.AsWorkingTime().Amount), context);
        return Value.Null;
    }

    private static void Take(CalendarBuild build, EvaluationContext context)
    {
        if (build.Calendar is not null) context.Warn(build.Diagnostics);
        context.Calendar = build.Calendar ?? throw new EvaluationFault(build.Diagnostics[0].Code, [.. build.Diagnostics[0].Arguments]);
    }

    private static List<DateOnly> Days(Formula? formula, EvaluationContext context)
    {
        if (formula is null) return [];
        var days = formula.Evaluate(context);
        return days.IsPresent ? [.. days.AsList().Items.Where(d => d.IsPresent).Select(d => d.AsDate())] : [];
    }
}
