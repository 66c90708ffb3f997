namespace CrmWorkflows.Rules.Calendars;

/// <summary>What a date is in a calendar.</summary>
public enum DayKind
{
    /// <summary>An ordinary working weekday.</summary>
    WorkingDay,

    /// <summary>An ordinary day of rest, such as a Sunday.</summary>
    RestDay,

    /// <summary>A listed holiday; nobody works, whatever the weekday.</summary>
    Holiday,

    /// <summary>A day worked in exchange for a holiday (调休); it counts as a working day in every respect.</summary>
    MakeUpWorkingDay,
}
