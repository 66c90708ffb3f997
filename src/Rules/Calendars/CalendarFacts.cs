namespace CrmWorkflows.Rules.Calendars;

/// <summary>The names of the facts from which a calendar is completed for one question. Each may be null.</summary>
/// <param name="Holidays">A list of dates.</param>
/// <param name="MakeUp">A list of dates.</param>
/// <param name="WindowOpens">The time of day at which a daily window opens.</param>
/// <param name="WindowHours">How much working time the daily window lasts.</param>
public sealed record CalendarFacts(string? Holidays = null, string? MakeUp = null, string? WindowOpens = null, string? WindowHours = null);
