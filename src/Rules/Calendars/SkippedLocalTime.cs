namespace CrmWorkflows.Rules.Calendars;

/// <summary>Which instant a local time stands for that the clock skipped, as when summer time begins.</summary>
public enum SkippedLocalTime
{
    /// <summary>The first instant after the skipped stretch: 02:30 on a night without 02:00-03:00 is 03:00. The default.</summary>
    FirstAfter,

    /// <summary>Later by the length of the stretch: 02:30 on a night without 02:00-03:00 is 03:30.</summary>
    Shifted,
}
