using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Calendars;

/// <summary>A make-up working day (调休): a day worked in exchange for a holiday.</summary>
/// <param name="Date">The day.</param>
/// <param name="Name">The holiday that it makes up for; null when only the day is known.</param>
/// <param name="Follows">The weekday whose hours it follows; null for the calendar's own choice.</param>
/// <param name="Hours">Hours of its own; empty when it follows a weekday.</param>
/// <param name="Span">Where it stands.</param>
public sealed record MakeUpEntry(
    DateOnly Date, LocalizedText? Name = null, DayOfWeek? Follows = null, ImmutableArray<TimeFrame> Hours = default, SourceSpan Span = default)
{
    /// <summary>Hours of its own; empty when it follows a weekday.</summary>
    public ImmutableArray<TimeFrame> Hours { get; init; } = Hours.IsDefault ? [] : Hours;
}
