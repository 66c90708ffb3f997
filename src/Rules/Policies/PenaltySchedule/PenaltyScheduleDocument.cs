using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Policies.PenaltySchedule;

/// <summary>
/// What a breach costs, or what a merit earns: measures by the number of the offence (<see cref="Steps"/>), the first whose condition holds
/// (<see cref="OneOf"/>), or all whose conditions hold (<see cref="AllOf"/>).
/// </summary>
internal sealed record PenaltyScheduleDocument : PolicyDocument
{
    /// <summary>Whether measures are held against somebody or are to their credit.</summary>
    public Sense Sense { get; init; }

    /// <summary>Condition under which there is something to judge; always when left out.</summary>
    public ExpressionText? When { get; init; }

    /// <summary>Condition under which the person goes free.</summary>
    public ExpressionText? Exempt { get; init; }

    /// <summary>Condition under which what was imposed is taken back.</summary>
    public ExpressionText? Cancelled { get; init; }

    /// <summary>The how-manieth time it is, counted from 1.</summary>
    public ExpressionText? Number { get; init; }

    /// <summary>Earlier entries, each with its <c>date</c>, and if need be <c>cancelled</c>; their number tells the how-manieth time it is.</summary>
    public ExpressionText? Ledger { get; init; }

    /// <summary>How far back earlier entries count; all of them when left out.</summary>
    public ExpressionText? Window { get; init; }

    /// <summary>Day of the offence.</summary>
    public ExpressionText? On { get; init; }

    /// <summary>How many cases one offence has; amounts and points are for each. One when left out.</summary>
    public ExpressionText? Quantity { get; init; }

    /// <summary>The cases of each attempt, the first attempt first; each attempt is judged by its own number.</summary>
    public ExpressionText? Attempts { get; init; }

    public IReadOnlyList<MeasureEntry> Steps { get; init; } = [];

    public IReadOnlyList<MeasureEntry> OneOf { get; init; } = [];

    public IReadOnlyList<MeasureEntry> AllOf { get; init; } = [];

    /// <summary>What lies beyond the last step.</summary>
    public Beyond? Beyond { get; init; }

    /// <summary>Who decides beyond the last step.</summary>
    public string? ReferTo { get; init; }

    /// <summary>A share withheld, within a range, whenever a measure is imposed.</summary>
    public ShareEntry? Share { get; init; }

    /// <summary>Type of the measures, with their labels.</summary>
    public TypeName? MeasureType { get; init; }
}

internal enum Sense
{
    Penalty,
    Reward,
}

internal enum Beyond
{
    /// <summary>The last step again.</summary>
    Repeat,

    /// <summary>Somebody decides.</summary>
    Refer,

    /// <summary>No measure.</summary>
    Nothing,
}

/// <summary>A measure, with what it costs; or a group of further measures.</summary>
internal sealed record MeasureEntry : DocumentPart
{
    [DocumentShorthand]
    public string? Measure { get; init; }

    /// <summary>Several measures at once.</summary>
    public IReadOnlyList<string>? Measures { get; init; }

    public ExpressionText? When { get; init; }

    /// <summary>Amount of money, for each case.</summary>
    public ExpressionText? Amount { get; init; }

    /// <summary>Points, for each case.</summary>
    public ExpressionText? Points { get; init; }

    public ShareEntry? Share { get; init; }

    /// <summary>Who decides, when the policy leaves the measure to somebody.</summary>
    public string? ReferTo { get; init; }

    /// <summary>Measures by number within this case.</summary>
    public IReadOnlyList<MeasureEntry> Steps { get; init; } = [];

    public Beyond? Beyond { get; init; }

    public LocalizedText? Label { get; init; }

    /// <summary>Clause of the published text, for the trace.</summary>
    public string? Clause { get; init; }
}

/// <summary>A share of a sum, chosen within a range by whoever decides; the proposal is judged.</summary>
internal sealed record ShareEntry : DocumentPart
{
    public required ExpressionText Of { get; init; }

    public required ExpressionText Min { get; init; }

    public required ExpressionText Max { get; init; }

    public required ExpressionText Proposed { get; init; }
}
