using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Expressions.Functions;

/// <summary>Working days and working time of the document's calendar.</summary>
internal static class WorkingTimeFunctions
{
    public static IEnumerable<Function> All { get; } =
    [
        new("isWorkingDay(day: Date) -> Boolean", c => Value.Of(WorkingTimeOperators.Of(c.Context).IsWorkingDay(c[0].AsDate()))) { NeedsCalendar = true },
        new("workingDaysBetween(from: Date, to: Date) -> WorkingDays", c =>
            Value.Of(WorkingTimeOperators.Take(WorkingTimeOperators.Of(c.Context).WorkingDaysBetween(c[0].AsDate(), c[1].AsDate()), c.Context))) { NeedsCalendar = true },
        new("workingTimeBetween(from: Instant, to: Instant) -> WorkingTime", c =>
            Value.Of(WorkingTimeOperators.Take(WorkingTimeOperators.Of(c.Context).WorkingTimeBetween(c[0].AsInstant(), c[1].AsInstant()), c.Context))) { NeedsCalendar = true },
        new("workingDayOnOrAfter(day: Date) -> Date", c =>
            Value.Of(WorkingTimeOperators.Take(WorkingTimeOperators.Of(c.Context).WorkingDayOnOrAfter(c[0].AsDate()), c.Context))) { NeedsCalendar = true },
        new("workingDayOnOrBefore(day: Date) -> Date", c =>
            Value.Of(WorkingTimeOperators.Take(WorkingTimeOperators.Of(c.Context).WorkingDayOnOrBefore(c[0].AsDate()), c.Context))) { NeedsCalendar = true },
    ];
}
