using CrmWorkflows.Rules.Values.Time;

namespace CrmWorkflows.Rules.Values;

public readonly partial struct Value
{
    /// <summary>A month of a year.</summary>
    public static Value Of(YearMonth value) => new(ValueKind.YearMonth, value.Year * 12L + value.Month - 1);

    /// <summary>A day of every year.</summary>
    public static Value Of(MonthDay value) => new(ValueKind.MonthDay, value.Month * 100L + value.Day);

    /// <summary>A calendar period.</summary>
    public static Value Of(CalendarPeriod value) =>
        new(ValueKind.Period, Pack(value.Years, value.Months), Pack(value.Weeks, value.Days));

    /// <summary>A number of working days.</summary>
    public static Value Of(WorkingDays value) => new(ValueKind.WorkingDays, value.Count);

    /// <summary>An amount of working time.</summary>
    public static Value Of(WorkingTime value) => new(ValueKind.WorkingTime, value.Amount.Ticks);

    /// <summary>The month of a year.</summary>
    public YearMonth AsYearMonth() => new((int)(_bits / 12), (int)(_bits % 12) + 1);

    /// <summary>The day of every year.</summary>
    public MonthDay AsMonthDay() => new((int)(_bits / 100), (int)(_bits % 100));

    /// <summary>The calendar period.</summary>
    public CalendarPeriod AsPeriod() => new(High(_bits), Low(_bits), High(_extra), Low(_extra));

    /// <summary>The number of working days.</summary>
    public WorkingDays AsWorkingDays() => new((int)_bits);

    /// <summary>The amount of working time.</summary>
    public WorkingTime AsWorkingTime() => new(new TimeSpan(_bits));

    private static long Pack(int high, int low) => ((long)high << 32) | (uint)low;

    private static int High(long packed) => (int)(packed >> 32);

    private static int Low(long packed) => (int)packed;
}
