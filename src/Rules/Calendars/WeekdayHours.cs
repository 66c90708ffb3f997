using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Calendars;

/// <summary>Weekdays that are worked, with the same hours.</summary>
/// <param name="Days">The weekdays.</param>
/// <param name="Hours">Frames of each day; empty when the calendar counts days but states no hours.</param>
/// <param name="Span">Where it stands.</param>
public sealed record WeekdayHours(ImmutableArray<DayOfWeek> Days, ImmutableArray<TimeFrame> Hours = default, SourceSpan Span = default)
{
    /// <summary>Frames of each day; empty when the calendar counts days but states no hours.</summary>
    public ImmutableArray<TimeFrame> Hours { get; init; } = Hours.IsDefault ? [] : Hours;
}
