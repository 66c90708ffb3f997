using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Calendars;

/// <summary>
/// What a calendar document says, or one layer of it: nothing is checked yet (<see cref="Calendar.Build"/> does). What a
/// layer leaves out it takes from its base; what it lists for a date replaces what the base lists for it. Immutable.
/// </summary>
public sealed record CalendarDefinition
{
    /// <summary>Name by which documents refer to it.</summary>
    public required string Name { get; init; }

    /// <summary>IANA id of the time zone; null to keep the base's.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Skipped and repeated local times; null to keep the base's, or else the default.</summary>
    public LocalTimePolicy? LocalTimes { get; init; }

    /// <summary>The worked weekdays; when any is stated they replace the base's week as a whole.</summary>
    public ImmutableArray<WeekdayHours> Week { get; init; } = [];

    /// <summary>Holidays of this layer.</summary>
    public ImmutableArray<HolidayEntry> Holidays { get; init; } = [];

    /// <summary>Make-up working days of this layer.</summary>
    public ImmutableArray<MakeUpEntry> MakeUp { get; init; } = [];

    /// <summary>Days that follow their weekday again although the base lists them.</summary>
    public ImmutableArray<OrdinaryEntry> Ordinary { get; init; } = [];

    /// <summary>
    /// The weekday whose hours make-up days follow unless they say otherwise; null to keep the base's choice, or else
    /// the hours that all worked weekdays share.
    /// </summary>
    public DayOfWeek? MakeUpFollows { get; init; }

    /// <summary>
    /// The years for which the lists are complete; null when there is nothing to publish. A layer's years narrow its base's:
    /// a year is published when every layer that names years names it.
    /// </summary>
    public ImmutableArray<int>? Published { get; init; }

    /// <summary>Where the definition stands.</summary>
    public SourceSpan Span { get; init; }
}
