using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Policies.ServiceLevel;

/// <summary>By when a case must be acknowledged, answered, settled; who hears of it when it is not; what stops the clock.</summary>
internal sealed record ServiceLevelDocument : PolicyDocument
{
    /// <summary>When the case opened.</summary>
    public required ExpressionText Opened { get; init; }

    /// <summary>The moment at which the clocks are read; the fact <c>asOf</c> when it is a moment, else <c>now</c>.</summary>
    public ExpressionText? AsOf { get; init; }

    /// <summary>A case that opens outside this time starts its clocks at the next opening; at once when left out.</summary>
    public ClockTimeEntry? StartsIn { get; init; }

    /// <summary>The time in which limits of working time run: the document's calendar when left out.</summary>
    public ClockTimeEntry? RunsIn { get; init; }

    public required IReadOnlyList<TargetEntry> Targets { get; init; }

    /// <summary>Who is told, and what happens, when a target comes near or is missed.</summary>
    public IReadOnlyList<LevelEntry> Levels { get; init; } = [];

    public EventsEntry? Events { get; init; }
}

internal enum ClockTime
{
    /// <summary>The calendar of the document.</summary>
    Calendar,

    /// <summary>Round the clock.</summary>
    Elapsed,
}

/// <summary>Hours: <c>"calendar"</c>, <c>"elapsed"</c>, or a window that opens every day at a time of day and lasts so long.</summary>
internal sealed record ClockTimeEntry : DocumentPart
{
    [DocumentShorthand]
    public ClockTime? In { get; init; }

    /// <summary>Time of day at which the window opens.</summary>
    public ExpressionText? Opens { get; init; }

    /// <summary>How long it stays open: WorkingTime or Duration, at most 24 hours.</summary>
    public ExpressionText? Hours { get; init; }
}

/// <summary>Something that must be done within a limit.</summary>
internal sealed record TargetEntry : DocumentPart
{
    public required string Target { get; init; }

    public required LocalizedText Label { get; init; }

    /// <summary>Whether the target holds for this case.</summary>
    public ExpressionText? When { get; init; }

    /// <summary>A Duration (plain time), WorkingTime, WorkingDays, or a Period (calendar days, months).</summary>
    public required ExpressionText Limit { get; init; }

    /// <summary>How long before the due moment the warning comes: of the limit's type, or the share of the limit after which it comes.</summary>
    public ExpressionText? Warn { get; init; }

    /// <summary>When it was done; null while it is not.</summary>
    public ExpressionText? Done { get; init; }

    /// <summary>The event that does it; the first one counts.</summary>
    public string? DoneOn { get; init; }

    /// <summary>Who owes it: a role, or a list of roles.</summary>
    public ExpressionText? By { get; init; }

    /// <summary>Clause of the published text, for the trace.</summary>
    public string? Clause { get; init; }
}

/// <summary>A level of escalation.</summary>
internal sealed record LevelEntry : DocumentPart
{
    public required string Level { get; init; }

    public required LocalizedText Label { get; init; }

    /// <summary>The target to which it belongs; may be left out when there is only one.</summary>
    public string? Target { get; init; }

    /// <summary>Time after the due moment (negative before it), of the limit's type, or the share of the limit after which it is reached.</summary>
    public required ExpressionText At { get; init; }

    public ExpressionText? When { get; init; }

    /// <summary>Roles that are told: a text or a list of texts.</summary>
    public ExpressionText? Notify { get; init; }

    /// <summary>What else happens, by code.</summary>
    public IReadOnlyList<string> Actions { get; init; } = [];

    public string? Clause { get; init; }
}

/// <summary>What happened to the case, and what each event means to the clocks.</summary>
internal sealed record EventsEntry : DocumentPart
{
    /// <summary>A list of records with <c>at</c> (Instant) and <c>event</c> (a code).</summary>
    public required ExpressionText List { get; init; }

    public IReadOnlyList<PauseEntry> Pauses { get; init; } = [];

    public ReclassifiedEntry? Reclassified { get; init; }

    public ReopenedEntry? Reopened { get; init; }

    /// <summary>The event by which a person sets a due moment: the record then holds <c>due</c>, <c>reason</c> and, with several targets, <c>target</c>.</summary>
    public string? Changed { get; init; }
}

/// <summary>A reason for which clocks stand still.</summary>
internal sealed record PauseEntry : DocumentPart
{
    /// <summary>Event that stops the clock.</summary>
    public required string On { get; init; }

    /// <summary>Event that lets it run on.</summary>
    public required string Until { get; init; }

    /// <summary>The targets that it stops; all when left out.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];
}

/// <summary>The event by which tier or severity change: limits are computed anew, consumed time is kept.</summary>
internal sealed record ReclassifiedEntry : DocumentPart
{
    public required string On { get; init; }

    /// <summary>The facts that the event's members of the same name replace.</summary>
    public required IReadOnlyList<string> Facts { get; init; }
}

/// <summary>The event that opens a case again.</summary>
internal sealed record ReopenedEntry : DocumentPart
{
    public required string On { get; init; }

    /// <summary>The targets that are open again; a target that is not named stays done.</summary>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <summary>Whether their clocks start from zero; time consumed before is kept otherwise.</summary>
    public bool FromZero { get; init; }
}
