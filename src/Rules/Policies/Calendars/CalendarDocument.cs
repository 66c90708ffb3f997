using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Policies.Calendars;

/// <summary>Working time: the file form of a calendar.</summary>
internal sealed record CalendarDocument : DocumentPart
{
    [DocumentName("$schema")]
    public string? Schema { get; init; }

    public required string Kind { get; init; }

    public required string Name { get; init; }

    public required LocalizedText Title { get; init; }

    public DocumentSource? Source { get; init; }

    /// <summary>Calendar below this layer, by name.</summary>
    public string? Base { get; init; }

    /// <summary>IANA id of the time zone.</summary>
    public string? TimeZone { get; init; }

    public IReadOnlyList<WeekEntry> Week { get; init; } = [];

    /// <summary>Frames of every day of the year, like <c>20:00-08:00</c>; then there is neither a week nor a holiday.</summary>
    public IReadOnlyList<string> Daily { get; init; } = [];

    public IReadOnlyList<int>? Published { get; init; }

    public IReadOnlyList<HolidayDocument> Holidays { get; init; } = [];

    public IReadOnlyList<MakeUpDocument> MakeUp { get; init; } = [];

    public IReadOnlyList<OrdinaryDocument> Ordinary { get; init; } = [];

    /// <summary>Weekday whose hours make-up days follow.</summary>
    public DayOfWeek? MakeUpFollows { get; init; }

    public LocalTimesEntry? LocalTimes { get; init; }
}

internal sealed record WeekEntry : DocumentPart
{
    public required IReadOnlyList<DayOfWeek> Days { get; init; }

    /// <summary>Frames like <c>08:00-12:00</c>.</summary>
    public IReadOnlyList<string> Hours { get; init; } = [];
}

internal sealed record HolidayDocument : DocumentPart
{
    public required DateOnly From { get; init; }

    /// <summary>Last day; the first when left out.</summary>
    public DateOnly? To { get; init; }

    public required LocalizedText Name { get; init; }
}

internal sealed record MakeUpDocument : DocumentPart
{
    public required DateOnly Date { get; init; }

    public required LocalizedText Name { get; init; }

    public DayOfWeek? Follows { get; init; }

    public IReadOnlyList<string> Hours { get; init; } = [];
}

internal sealed record OrdinaryDocument : DocumentPart
{
    public required DateOnly From { get; init; }

    public DateOnly? To { get; init; }
}

internal sealed record LocalTimesEntry : DocumentPart
{
    public required Rules.Calendars.SkippedLocalTime Skipped { get; init; }

    public required Rules.Calendars.RepeatedLocalTime Repeated { get; init; }
}
