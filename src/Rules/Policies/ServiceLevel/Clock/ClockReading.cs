using System.Collections.Immutable;

namespace CrmWorkflows.Rules.Policies.ServiceLevel.Clock;

/// <summary>What a stretch of a case's time was to its clock.</summary>
public enum ClockPhase
{
    /// <summary>The clock had not begun.</summary>
    Waiting,

    /// <summary>It ran, as far as its calendar was open.</summary>
    Running,

    /// <summary>It was paused.</summary>
    Paused,

    /// <summary>What it waited for was done.</summary>
    Finished,
}

/// <summary>A stretch of a case's time.</summary>
/// <param name="From">Start.</param>
/// <param name="To">End.</param>
/// <param name="Phase">What it was.</param>
public readonly record struct ClockStretch(DateTimeOffset From, DateTimeOffset To, ClockPhase Phase);

/// <summary>A clock read at one moment. Immutable; a pure function of the events, the terms and the calendar.</summary>
public sealed record ClockReading
{
    /// <summary>When the case opened.</summary>
    public required DateTimeOffset Opened { get; init; }

    /// <summary>When the clock began to run.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>When it was read.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>The due moment. While the clock is paused: the due moment if it ran again from the moment of the reading.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>When it was done; null while it is not.</summary>
    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>Whether the due moment has passed without its being done in time.</summary>
    public required bool IsBreached { get; init; }

    /// <summary>Whether it stands still because of a pause.</summary>
    public required bool IsPaused { get; init; }

    /// <summary>The terms that hold now.</summary>
    public required ClockTerms Terms { get; init; }

    /// <summary>What was consumed, in the unit of the terms.</summary>
    public required long Consumed { get; init; }

    /// <summary>Time on the wall during which it was paused.</summary>
    public required TimeSpan Paused { get; init; }

    /// <summary>Time on the wall during which it was neither paused nor open: before it began and outside the hours. Zero for clocks that count days.</summary>
    public required TimeSpan Off { get; init; }

    /// <summary>Time on the wall after it was done: before a reopening, and up to the reading.</summary>
    public required TimeSpan Finished { get; init; }

    /// <summary>For each mark of the terms the moment at which it was reached, or at which it will be.</summary>
    public required ImmutableArray<DateTimeOffset> Marks { get; init; }

    /// <summary>For each mark whether it was reached before it was done.</summary>
    public required ImmutableArray<bool> Reached { get; init; }

    /// <summary>The case's time, from its opening to the reading.</summary>
    public required ImmutableArray<ClockStretch> Stretches { get; init; }

    /// <summary>What the events did to it, in the order in which they happened; that it was done is told by <see cref="DoneAt"/>.</summary>
    public required ImmutableArray<ClockChange> Changes { get; init; }
}
