using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Calendars;

/// <summary>Days that follow their weekday in this layer although a layer below lists them; both ends included.</summary>
/// <param name="First">First day.</param>
/// <param name="Last">Last day.</param>
/// <param name="Span">Where it stands.</param>
public sealed record OrdinaryEntry(DateOnly First, DateOnly Last, SourceSpan Span = default);
