namespace CrmWorkflows.Rules.Calendars;

/// <summary>Which instant a local time stands for that the clock showed twice, as when summer time ends.</summary>
public enum RepeatedLocalTime
{
    /// <summary>The first time round. The default.</summary>
    First,

    /// <summary>The second time round.</summary>
    Second,
}
