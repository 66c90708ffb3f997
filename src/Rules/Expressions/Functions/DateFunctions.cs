using System.Collections.Immutable;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Values;
using CrmWorkflows.Rules.Values.Time;

namespace CrmWorkflows.Rules.Expressions.Functions;

/// <summary>Days, months and calendar periods. Months and years are clamped to the last day of the target month; weeks are ISO weeks.</summary>
internal static class DateFunctions
{
    private static readonly string[] Units = ["day", "week", "month", "quarter", "halfYear", "year"];
    private static readonly ImmutableArray<string> PeriodNames = ["label", "from", "to"];

    public static IEnumerable<Function> All { get; } =
    [
        new("year(day: Date) -> Integer", c => Value.Of((long)c[0].AsDate().Year)),
        new("month(day: Date) -> Integer", c => Value.Of((long)c[0].AsDate().Month)),
        new("day(day: Date) -> Integer", c => Value.Of((long)c[0].AsDate().Day)),
        new("weekday(day: Date) -> Integer", c => Value.Of(IsoWeekday(c[0].AsDate()))),
        new("yearMonth(day: Date) -> YearMonth", c => Value.Of(YearMonth.Of(c[0].AsDate()))),
        new("year(month: YearMonth) -> Integer", c => Value.Of((long)c[0].AsYearMonth().Year)),
        new("firstDay(month: YearMonth) -> Date", c => Value.Of(c[0].AsYearMonth().First)),
        new("lastDay(month: YearMonth) -> Date", c => Value.Of(c[0].AsYearMonth().Last)),
        new("dateOf(instant: Instant) -> Date", c => Value.Of(DateOnly.FromDateTime(c[0].AsInstant().DateTime))),
        new("timeOf(instant: Instant) -> TimeOfDay", c => Value.Of(TimeOnly.FromTimeSpan(c[0].AsInstant().TimeOfDay))),
        new("onYear(day: MonthDay, year: Integer) -> Date", c => Value.Of(c[0].AsMonthDay().OnYear(checked((int)c[1].AsInteger())))),
        new("isKeptOn(day: MonthDay, date: Date) -> Boolean", c => Value.Of(c[0].AsMonthDay().IsKeptOn(c[1].AsDate()))),
        new("daysBetween(from: Date, to: Date) -> Integer", c => Value.Of((long)(c[1].AsDate().DayNumber - c[0].AsDate().DayNumber))),
        new("monthsBetween(from: Date, to: Date) -> Integer", c => Value.Of((long)CalendarPeriod.Between(c[0].AsDate(), c[1].AsDate()).TotalMonths)),
        new("periodOf(day: Date, unit: Text) -> {label: Text, from: Date, to: Date}", c => Record(Periods.Of(c[0].AsDate(), Unit(c[1])))) { Choice = (1, Units) },
        new("periods(from: Date, asOf: Date, unit: Text) -> List<{label: Text, from: Date, to: Date}>", c => Touched(c)) { Choice = (2, Units) },
        new("endedPeriods(from: Date, asOf: Date, unit: Text) -> List<{label: Text, from: Date, to: Date}>", c => Ended(c)) { Choice = (2, Units) },
        new("lastWeekdayBefore(day: Date, weekday: Integer) -> Date", c => Value.Of(LastWeekdayBefore(c[0].AsDate(), c[1].AsInteger()))),
    ];

    private static long IsoWeekday(DateOnly day) => day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek;

    private static PeriodUnit Unit(Value unit) => (PeriodUnit)Array.IndexOf(Units, unit.AsText());

    private static Value Record(LabelledPeriod period) =>
        Value.Of(new ValueRecord(PeriodNames, [Value.Of(period.Label), Value.Of(period.First), Value.Of(period.Last)]));

    private static Value Touched(FunctionCall call)
    {
        var (from, asOf, unit) = (call[0].AsDate(), call[1].AsDate(), Unit(call[2]));
        call.Context.Step(Math.Max(0, Periods.Count(from, asOf, unit)));
        return Value.Of(new ValueList([.. Periods.Between(from, asOf, unit).Select(Record)]));
    }

    private static Value Ended(FunctionCall call)
    {
        var (from, asOf, unit) = (call[0].AsDate(), call[1].AsDate(), Unit(call[2]));
        call.Context.Step(Math.Max(0, Periods.Count(from, asOf, unit)));
        return Value.Of(new ValueList([.. Periods.Ended(from, asOf, unit).Select(Record)]));
    }

    // Strictly before: when the day itself is that weekday, a week earlier.
    private static DateOnly LastWeekdayBefore(DateOnly day, long weekday)
    {
        if (weekday is < 1 or > 7) throw new EvaluationFault(EvaluationDiagnostics.BadArgument, "lastWeekdayBefore");
        var back = (int)((IsoWeekday(day) - weekday + 7) % 7);
        return day.AddDays(-(back == 0 ? 7 : back));
    }
}
