using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Calendars;

/// <summary>All that a calendar says about one date.</summary>
/// <param name="Date">The date.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Name of the holiday that it is or makes up for; null for other days and unnamed ones.</param>
/// <param name="Layer">Name of the calendar or layer that lists the date; null when its weekday decides.</param>
/// <param name="Hours">Frames that open on this date; a frame of the day before may run into it. Empty when none are stated.</param>
/// <param name="IsPublished">False when the year is not published, so that the date may still become something else.</param>
public readonly record struct CalendarDay(
    DateOnly Date, DayKind Kind, LocalizedText? Name, string? Layer, ImmutableArray<TimeFrame> Hours, bool IsPublished)
{
    /// <summary>True for ordinary and make-up working days.</summary>
    public bool IsWorkingDay => Kind is DayKind.WorkingDay or DayKind.MakeUpWorkingDay;
}
