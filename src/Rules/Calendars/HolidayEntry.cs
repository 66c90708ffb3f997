using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Calendars;

/// <summary>Days on which nobody works, from a first to a last one, both included.</summary>
/// <param name="First">First day.</param>
/// <param name="Last">Last day.</param>
/// <param name="Name">Name of the holiday; null when only the days are known, as in a list of facts.</param>
/// <param name="Span">Where it stands.</param>
public sealed record HolidayEntry(DateOnly First, DateOnly Last, LocalizedText? Name = null, SourceSpan Span = default);
