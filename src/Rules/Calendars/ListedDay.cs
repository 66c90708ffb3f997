using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Calendars;

/// <summary>A date that a layer lists.</summary>
/// <param name="Date">The date.</param>
/// <param name="Kind">Holiday or make-up working day.</param>
/// <param name="Name">Name of the holiday; null when unnamed.</param>
/// <param name="Layer">Name of the layer.</param>
/// <param name="Follows">Weekday whose hours a make-up day follows, as stated.</param>
/// <param name="OwnHours">Hours stated for this date; empty when it follows a weekday or is not worked.</param>
/// <param name="Span">Where it stands.</param>
internal sealed record ListedDay(
    DateOnly Date, DayKind Kind, LocalizedText? Name, string Layer, DayOfWeek? Follows, ImmutableArray<TimeFrame> OwnHours, SourceSpan Span)
{
    /// <summary>The hours that it has: looked up again when a layer above changes the week.</summary>
    public ImmutableArray<TimeFrame> Hours { get; init; } = [];
}
