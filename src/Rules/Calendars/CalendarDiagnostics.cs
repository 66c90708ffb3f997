using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Calendars;

/// <summary>What can be wrong with a calendar (CWF6000-6049) and with a question to it (CWF6050-6099).</summary>
public static class CalendarDiagnostics
{
    /// <summary>The time zone is not known.</summary>
    public static DiagnosticCode UnknownTimeZone { get; } = new("CWF6001", Severity.Error);

    /// <summary>A calendar without a base states no time zone.</summary>
    public static DiagnosticCode NoTimeZone { get; } = new("CWF6002", Severity.Error);

    /// <summary>A text is not a time frame.</summary>
    public static DiagnosticCode NotATimeFrame { get; } = new("CWF6003", Severity.Error);

    /// <summary>Two frames of one weekday overlap.</summary>
    public static DiagnosticCode FramesOverlap { get; } = new("CWF6004", Severity.Error);

    /// <summary>A weekday stands twice.</summary>
    public static DiagnosticCode WeekdayTwice { get; } = new("CWF6005", Severity.Error);

    /// <summary>Some worked weekdays state hours and others do not.</summary>
    public static DiagnosticCode HoursMissing { get; } = new("CWF6006", Severity.Error);

    /// <summary>A calendar without a base states no worked weekday.</summary>
    public static DiagnosticCode NoWeek { get; } = new("CWF6007", Severity.Error);

    /// <summary>A frame closes at its opening time and so lasts 24 hours.</summary>
    public static DiagnosticCode FrameOfWholeDay { get; } = new("CWF6008", Severity.Warning);

    /// <summary>A date is a holiday and a make-up day.</summary>
    public static DiagnosticCode MakeUpBeatsHoliday { get; } = new("CWF6010", Severity.Warning);

    /// <summary>A date is listed twice under different names.</summary>
    public static DiagnosticCode ListedTwice { get; } = new("CWF6011", Severity.Warning);

    /// <summary>A span of days ends before it begins or is longer than a year.</summary>
    public static DiagnosticCode BadSpan { get; } = new("CWF6012", Severity.Error);

    /// <summary>The hours of a make-up day are not determined.</summary>
    public static DiagnosticCode MakeUpHoursOpen { get; } = new("CWF6013", Severity.Error);

    /// <summary>A make-up day is a working day anyhow.</summary>
    public static DiagnosticCode MakeUpOnWorkingDay { get; } = new("CWF6014", Severity.Warning);

    /// <summary>A make-up day follows a weekday that is not worked.</summary>
    public static DiagnosticCode MakeUpFollowsRestDay { get; } = new("CWF6015", Severity.Error);

    /// <summary>A listed date lies in a year that is not published.</summary>
    public static DiagnosticCode ListedInUnpublishedYear { get; } = new("CWF6016", Severity.Warning);

    /// <summary>Holidays are listed but no year is published.</summary>
    public static DiagnosticCode NoPublishedYears { get; } = new("CWF6017", Severity.Warning);

    /// <summary>A published year is no year.</summary>
    public static DiagnosticCode BadYear { get; } = new("CWF6018", Severity.Error);

    /// <summary>A daily window is not longer than nothing and at most 24 hours.</summary>
    public static DiagnosticCode BadDailyWindow { get; } = new("CWF6019", Severity.Error);

    /// <summary>Frames of every day stand beside a week or listed days.</summary>
    public static DiagnosticCode DailyStandsAlone { get; } = new("CWF6020", Severity.Error);

    /// <summary>There is no such day or instant before the end of the calendar.</summary>
    public static DiagnosticCode OutsideCalendar { get; } = new("CWF6050", Severity.Error);

    /// <summary>Working time is asked of a calendar that states no hours.</summary>
    public static DiagnosticCode NoHours { get; } = new("CWF6051", Severity.Error);

    /// <summary>A result rests on years that are not published.</summary>
    public static DiagnosticCode UnpublishedYears { get; } = new("CWF6052", Severity.Warning);
}
