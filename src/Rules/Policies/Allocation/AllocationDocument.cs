using CrmWorkflows.Rules.Deciding.Documents;

namespace CrmWorkflows.Rules.Policies.Allocation;

/// <summary>
/// Who gets what of a total: by fixed <see cref="Shares"/>, in proportion to a <see cref="Weight"/>, or one after the other as far as it goes
/// (<see cref="Wants"/>). Without a total the receivers are only put in order. What is given and what is left always add up to the total.
/// </summary>
internal sealed record AllocationDocument : PolicyDocument
{
    /// <summary>What there is to give: a number, or an amount of money.</summary>
    public ExpressionText? Total { get; init; }

    /// <summary>Smallest part that can be given; one for whole numbers, 0.01 for everything else when left out.</summary>
    public ExpressionText? Unit { get; init; }

    /// <summary>The share of each party: a map of fractions.</summary>
    public ExpressionText? Shares { get; init; }

    /// <summary>The receivers: a list of codes, or of records.</summary>
    public ExpressionText? Receivers { get; init; }

    /// <summary>Name by which the expressions below call a receiver.</summary>
    public string As { get; init; } = "receiver";

    /// <summary>Member that tells receivers apart, when they are records.</summary>
    public string Key { get; init; } = "id";

    /// <summary>Condition under which a receiver can receive at all.</summary>
    public ExpressionText? Eligible { get; init; }

    /// <summary>What a receiver's part is in proportion to.</summary>
    public ExpressionText? Weight { get; init; }

    /// <summary>How much a receiver wants; the total is given one after the other.</summary>
    public ExpressionText? Wants { get; init; }

    /// <summary>The most that a receiver can get.</summary>
    public ExpressionText? Limit { get; init; }

    /// <summary>Whether a receiver may get a part of what it wants, when the rest does not suffice.</summary>
    public bool Partial { get; init; } = true;

    /// <summary>Keys by which receivers are put in order; equal ones keep the order in which they were supplied.</summary>
    public IReadOnlyList<OrderKeyEntry> Order { get; init; } = [];

    /// <summary>What becomes of what lies above limits; without it that is left over like the rest of rounding.</summary>
    public SurplusEntry? Surplus { get; init; }

    /// <summary>Who gets what rounding leaves over.</summary>
    public RemainderEntry? Remainder { get; init; }
}

/// <summary>A key of an order.</summary>
internal sealed record OrderKeyEntry : DocumentPart
{
    [DocumentShorthand]
    public required ExpressionText By { get; init; }

    public Direction Direction { get; init; }

    /// <summary>Codes from the first to the last, for a key whose type has no order; what it does not name comes behind.</summary>
    public ExpressionText? Ranking { get; init; }

    public NullPlace Nulls { get; init; }
}

internal enum Direction
{
    Ascending,
    Descending,
}

/// <summary>Where receivers stand whose key is null.</summary>
internal enum NullPlace
{
    Last,
    First,
}

internal enum SurplusUse
{
    /// <summary>The others have it, in proportion, each up to the limit.</summary>
    Redistribute,

    /// <summary>Nobody has it; it stays and is told.</summary>
    Keep,

    /// <summary>A party has it, whatever its own limit.</summary>
    To,
}

/// <summary>What lies above limits: <c>"redistribute"</c>, <c>"keep"</c>, or a party.</summary>
internal sealed record SurplusEntry : DocumentPart
{
    [DocumentShorthand]
    public SurplusUse? Use { get; init; }

    /// <summary>The party that has it.</summary>
    public ExpressionText? To { get; init; }
}

/// <summary>What rounding leaves over: to the largest remainders, to a party, or to nobody. Exactly one of them.</summary>
internal sealed record RemainderEntry : DocumentPart
{
    /// <summary>To the largest remainders, equal ones in this order.</summary>
    public ExpressionText? LargestThen { get; init; }

    /// <summary>To a party.</summary>
    public ExpressionText? To { get; init; }

    /// <summary>How the parts of the others are brought to the unit before the party of <see cref="To"/> has the rest; down when left out.</summary>
    public RoundingMode? Round { get; init; }

    /// <summary>To nobody; it stays and is told.</summary>
    public bool Keep { get; init; }
}
