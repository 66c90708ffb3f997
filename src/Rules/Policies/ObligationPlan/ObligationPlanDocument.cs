using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Values.Time;

namespace CrmWorkflows.Rules.Policies.ObligationPlan;

/// <summary>
/// What is due. A plan takes exactly one form: one obligation (<see cref="Due"/> or <see cref="Window"/>), a day to aim at (<see cref="Target"/>), several from one event
/// (<see cref="Tasks"/>), a chain (<see cref="Steps"/>), a cycle (<see cref="Periods"/>), a number a period (<see cref="Quota"/>),
/// or days of the calendar (<see cref="Occasions"/>).
/// </summary>
internal sealed record ObligationPlanDocument : PolicyDocument
{
    /// <summary>Whether anything is due at all; the state is <c>notRequired</c> when it does not hold.</summary>
    public ExpressionText? When { get; init; }

    /// <summary>Who owes it.</summary>
    public ExpressionText? By { get; init; }

    /// <summary>Last day, or last moment, on which the obligation is met; null when none is set.</summary>
    public ExpressionText? Due { get; init; }

    /// <summary>Day or moment to aim at: it is told and simulated, and nobody is in breach of it. Null when none is set.</summary>
    public ExpressionText? Target { get; init; }

    /// <summary>The days between which it must be done, the same every year or given as dates.</summary>
    public WindowEntry? Window { get; init; }

    /// <summary>Day or moment on which it was done; null while it is not.</summary>
    public ExpressionText? Done { get; init; }

    /// <summary>Day or moment as of which the state is told; the fact or input <c>asOf</c> when left out, <c>now</c> for moments.</summary>
    public ExpressionText? AsOf { get; init; }

    /// <summary>Several obligations that one event brings, each known by a code.</summary>
    public TasksEntry? Tasks { get; init; }

    /// <summary>Obligations that follow each other.</summary>
    public IReadOnlyList<StepEntry> Steps { get; init; } = [];

    /// <summary>Something that must be there for every calendar period.</summary>
    public PeriodsEntry? Periods { get; init; }

    /// <summary>A number of records within a period, by tier.</summary>
    public QuotaEntry? Quota { get; init; }

    /// <summary>Days on which something is to be done.</summary>
    public OccasionsEntry? Occasions { get; init; }
}

/// <summary>A window: both days belong to it.</summary>
internal sealed record WindowEntry : DocumentPart
{
    /// <summary>First day: a Date, or a MonthDay of every year.</summary>
    public required ExpressionText From { get; init; }

    /// <summary>Last day. A MonthDay earlier in the year than the first lies in the year after.</summary>
    public required ExpressionText To { get; init; }

    /// <summary>The year in which the window begins, when its days come back every year.</summary>
    public ExpressionText? Year { get; init; }
}

/// <summary>Several obligations of one event: either each with its own offset, or all with one due day.</summary>
internal sealed record TasksEntry : DocumentPart
{
    /// <summary>A map from code to the time that each may take; negative before the event.</summary>
    public ExpressionText? Offsets { get; init; }

    /// <summary>Day or moment of the event, with <see cref="Offsets"/>.</summary>
    public ExpressionText? From { get; init; }

    /// <summary>The codes, with <see cref="Due"/>.</summary>
    public ExpressionText? List { get; init; }

    /// <summary>Last day or moment for all of them, with <see cref="List"/>.</summary>
    public ExpressionText? Due { get; init; }

    /// <summary>What was done: a list of codes, or a map from code to day or moment.</summary>
    public required ExpressionText Done { get; init; }
}

/// <summary>A link of a chain: due some time after others were done.</summary>
internal sealed record StepEntry : DocumentPart
{
    public required string Step { get; init; }

    public required LocalizedText Label { get; init; }

    /// <summary>Whether the step belongs to the chain of this case; its successors do not wait for one that does not.</summary>
    public ExpressionText? When { get; init; }

    /// <summary>Steps above that must be done first; the time runs from the last of them.</summary>
    public IReadOnlyList<string> After { get; init; } = [];

    /// <summary>Day or moment from which the time runs when no step comes before.</summary>
    public ExpressionText? From { get; init; }

    /// <summary>How long it may take; negative for before.</summary>
    public required ExpressionText Offset { get; init; }

    /// <summary>Day or moment on which it was done.</summary>
    public required ExpressionText Done { get; init; }

    /// <summary>Clause of the published text, for the trace.</summary>
    public string? Clause { get; init; }
}

/// <summary>One record a calendar period.</summary>
internal sealed record PeriodsEntry : DocumentPart
{
    /// <summary>The periods, each of which needs a record.</summary>
    public required IReadOnlyList<PeriodUnit> Every { get; init; }

    /// <summary>Day in the first period that counts; only the running period is looked at when left out.</summary>
    public ExpressionText? From { get; init; }

    /// <summary>What is there: labels of periods (Text), years (Integer), months (YearMonth), or the days of the records (Date).</summary>
    public required ExpressionText Filed { get; init; }

    /// <summary>Time after the end of a period in which its record is still in time.</summary>
    public ExpressionText? Grace { get; init; }
}

/// <summary>So many records within a period.</summary>
internal sealed record QuotaEntry : DocumentPart
{
    /// <summary>What is owed, the first entry whose condition holds; nothing when none does.</summary>
    public required IReadOnlyList<QuotaTierEntry> Tiers { get; init; }

    /// <summary>The period in which the records count; all count when left out.</summary>
    public WithinEntry? Within { get; init; }

    /// <summary>The records; each is called <c>record</c> in <see cref="Date"/> and <see cref="Counts"/>.</summary>
    public ExpressionText? Records { get; init; }

    /// <summary>Day of a record.</summary>
    public ExpressionText? Date { get; init; }

    /// <summary>Whether a record counts; the role that is asked for is called <c>role</c>.</summary>
    public ExpressionText? Counts { get; init; }

    /// <summary>The number, when it is counted elsewhere.</summary>
    public ExpressionText? Counted { get; init; }
}

/// <summary>What one tier is owed.</summary>
internal sealed record QuotaTierEntry : DocumentPart
{
    public required string Tier { get; init; }

    public ExpressionText? When { get; init; }

    /// <summary>Who must do it; whoever is senior counts too when the document says so under <c>counts</c>.</summary>
    public ExpressionText? Role { get; init; }

    /// <summary>The number below which the duty is breached.</summary>
    public required ExpressionText Minimum { get; init; }

    /// <summary>The number aimed at; the minimum when left out.</summary>
    public ExpressionText? Target { get; init; }

    public string? Clause { get; init; }
}

/// <summary>The calendar period that holds a day.</summary>
internal sealed record WithinEntry : DocumentPart
{
    public required PeriodUnit Unit { get; init; }

    public required ExpressionText Day { get; init; }
}

/// <summary>Days on which something is to be done.</summary>
internal sealed record OccasionsEntry : DocumentPart
{
    /// <summary>The day that is asked about.</summary>
    public required ExpressionText Day { get; init; }

    public required IReadOnlyList<OccasionEntry> On { get; init; }
}

/// <summary>A kind of day; exactly one of its rules stands.</summary>
internal sealed record OccasionEntry : DocumentPart
{
    public required string Occasion { get; init; }

    public required LocalizedText Label { get; init; }

    /// <summary>A list of days.</summary>
    public ExpressionText? Dates { get; init; }

    /// <summary>A day of every year, such as a birthday; 29 February is kept on the 28th in a common year.</summary>
    public ExpressionText? Yearly { get; init; }

    /// <summary>A day of every month, computed from <c>month</c>.</summary>
    public ExpressionText? Monthly { get; init; }

    /// <summary>A weekday, 1 for Monday to 7 for Sunday.</summary>
    public ExpressionText? Weekday { get; init; }

    public string? Clause { get; init; }
}
