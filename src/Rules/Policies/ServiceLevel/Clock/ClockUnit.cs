namespace CrmWorkflows.Rules.Policies.ServiceLevel.Clock;

/// <summary>What a service clock counts. The units never convert into each other.</summary>
public enum ClockUnit
{
    /// <summary>Plain elapsed time, in ticks.</summary>
    ElapsedTime,

    /// <summary>Time during which a calendar is open, in ticks.</summary>
    WorkingTime,

    /// <summary>Working days of a calendar; day one is the first after the start.</summary>
    WorkingDays,

    /// <summary>Calendar days; day one is the day after the start.</summary>
    CalendarDays,
}
