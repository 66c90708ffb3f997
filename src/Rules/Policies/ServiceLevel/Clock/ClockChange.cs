namespace CrmWorkflows.Rules.Policies.ServiceLevel.Clock;

/// <summary>What an event did to a clock, for whoever explains or audits it: no deadline moves without saying from where to where.</summary>
/// <param name="Event">The event.</param>
/// <param name="DueBefore">The due moment just before it.</param>
/// <param name="DueAfter">The due moment just after it; while the clock stands still, the one that would hold if it ran on at once.</param>
/// <param name="LimitBefore">The limit just before it, in the unit of the terms.</param>
/// <param name="LimitAfter">The limit just after it.</param>
/// <param name="Consumed">What had been consumed until then.</param>
/// <param name="WasDone">Whether the case had been done before: then the event holds for it only when it is opened again.</param>
public sealed record ClockChange(ClockEvent Event, DateTimeOffset DueBefore, DateTimeOffset DueAfter, long LimitBefore, long LimitAfter, long Consumed, bool WasDone);
