using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Facts.Types;

namespace CrmWorkflows.Rules.Deciding.Documents;

/// <summary>What stands around the body of every document.</summary>
internal abstract record PolicyDocument : DocumentPart
{
    /// <summary>Address of the JSON Schema, for editors.</summary>
    [DocumentName("$schema")]
    public string? Schema { get; init; }

    public required string Kind { get; init; }

    public required string Name { get; init; }

    public required LocalizedText Title { get; init; }

    public EffectiveDates? Effective { get; init; }

    public DocumentSource? Source { get; init; }

    /// <summary>Document that this one refines, by its path from the root of the rules without <c>.json</c>.</summary>
    public string? Extends { get; init; }

    public IReadOnlyDictionary<string, TypeEntry> Types { get; init; } = new Dictionary<string, TypeEntry>();

    public IReadOnlyDictionary<string, ParameterEntry> Parameters { get; init; } = new Dictionary<string, ParameterEntry>();

    public IReadOnlyList<FactEntry> Facts { get; init; } = [];

    public IReadOnlyList<RequirementEntry> Requires { get; init; } = [];

    public CalendarReference? Calendar { get; init; }

    public IReadOnlyList<UseEntry> Uses { get; init; } = [];

    public IReadOnlyList<LetEntry> Let { get; init; } = [];

    public IReadOnlyList<OutcomeEntry> Outcome { get; init; } = [];

    /// <summary>Clauses for which this document is the one entry point.</summary>
    public IReadOnlyList<string> Decides { get; init; } = [];
}

/// <summary>From when to when a document holds, as local dates of the line.</summary>
internal sealed record EffectiveDates : DocumentPart
{
    /// <summary>First day.</summary>
    public DateOnly? From { get; init; }

    /// <summary>First day on which it no longer holds.</summary>
    public DateOnly? To { get; init; }
}

/// <summary>The published text that a document enforces.</summary>
internal sealed record DocumentSource : DocumentPart
{
    /// <summary>Name of the published text.</summary>
    public LocalizedText? Text { get; init; }

    /// <summary>Chapter, article or paragraph.</summary>
    public string? Reference { get; init; }

    /// <summary>The reading chosen where the text is ambiguous.</summary>
    public LocalizedText? Reading { get; init; }

    public string? Origin { get; init; }

    public string? Licence { get; init; }

    /// <summary>Notice that the licence asks to keep.</summary>
    public string? Notice { get; init; }
}

/// <summary>A type that the policy declares: an enum or a record.</summary>
internal sealed record TypeEntry : DocumentPart
{
    public LocalizedText? Label { get; init; }

    /// <summary>Members of an enum, ascending when ordered.</summary>
    public IReadOnlyList<EnumMemberEntry>? Enum { get; init; }

    /// <summary>Whether members of the enum compare by their place.</summary>
    public bool Ordered { get; init; }

    /// <summary>Members of a record.</summary>
    public IReadOnlyList<RecordMemberEntry>? Record { get; init; }
}

internal sealed record EnumMemberEntry : DocumentPart
{
    public required string Code { get; init; }

    public required LocalizedText Label { get; init; }
}

internal sealed record RecordMemberEntry : DocumentPart
{
    public required string Name { get; init; }

    public required TypeName Type { get; init; }

    public required LocalizedText Label { get; init; }

    public bool Required { get; init; } = true;
}

/// <summary>A figure or list of the policy.</summary>
internal sealed record ParameterEntry : DocumentPart
{
    public TypeName? Type { get; init; }

    public required JsonSourceNode Value { get; init; }

    public LocalizedText? Label { get; init; }

    /// <summary>Unit of the figure where the type does not say it, for example <c>points</c>.</summary>
    public LocalizedText? Unit { get; init; }

    /// <summary>Smallest permitted value.</summary>
    public JsonSourceNode? Min { get; init; }

    /// <summary>Largest permitted value.</summary>
    public JsonSourceNode? Max { get; init; }

    /// <summary>What a document that extends this one may do with the value.</summary>
    public ParameterLock? Override { get; init; }
}

internal enum ParameterLock
{
    /// <summary>Anything.</summary>
    Free,

    /// <summary>Nothing.</summary>
    Locked,

    /// <summary>Raise it, never lower it.</summary>
    Floor,

    /// <summary>Lower it, never raise it.</summary>
    Ceiling,
}

/// <summary>A typed input.</summary>
internal sealed record FactEntry : DocumentPart
{
    public required string Name { get; init; }

    public required TypeName Type { get; init; }

    public required LocalizedText Label { get; init; }

    public LocalizedText? Unit { get; init; }

    public SensitivityClass? Sensitivity { get; init; }

    public bool Required { get; init; } = true;

    /// <summary>Value when an optional fact is absent; null when nothing is said.</summary>
    public JsonSourceNode? Absent { get; init; }

    /// <summary>Path in the fact model of the line.</summary>
    public string? From { get; init; }
}

/// <summary>Facts that are demanded under a condition.</summary>
internal sealed record RequirementEntry : DocumentPart
{
    public ExpressionText? When { get; init; }

    /// <summary>Names of the demanded facts.</summary>
    public IReadOnlyList<string> Facts { get; init; } = [];

    /// <summary>Keys that the map <see cref="In"/> must hold.</summary>
    public ExpressionText? Each { get; init; }

    /// <summary>Name of a fact that is a map.</summary>
    public string? In { get; init; }
}

/// <summary>The calendar in which a document counts working time: by name, a base with days from facts, or a daily window computed from facts.</summary>
internal sealed record CalendarReference : DocumentPart
{
    [DocumentShorthand]
    public required string Base { get; init; }

    /// <summary>Further holidays.</summary>
    public ExpressionText? Holidays { get; init; }

    /// <summary>Further make-up working days.</summary>
    public ExpressionText? MakeUp { get; init; }

    /// <summary>Time of day at which a window opens, every day; then only the zone of the base counts.</summary>
    public ExpressionText? Opens { get; init; }

    /// <summary>How long the window stays open: WorkingTime or Duration, at most 24 hours, so that it may cross midnight.</summary>
    public ExpressionText? Hours { get; init; }
}

/// <summary>The outcome of another document of the policy, as an intermediate result.</summary>
internal sealed record UseEntry : DocumentPart
{
    public required string Name { get; init; }

    public required string Decision { get; init; }

    /// <summary>Facts for it that do not come from the fact of the same name.</summary>
    public IReadOnlyDictionary<string, ExpressionText> With { get; init; } = new Dictionary<string, ExpressionText>();
}

/// <summary>A named intermediate result.</summary>
internal sealed record LetEntry : DocumentPart
{
    public required string Name { get; init; }

    public LocalizedText? Label { get; init; }

    public TypeName? Type { get; init; }

    public required ExpressionText Value { get; init; }
}

/// <summary>A field of the outcome.</summary>
internal sealed record OutcomeEntry : DocumentPart
{
    public required string Name { get; init; }

    public required TypeName Type { get; init; }

    public required LocalizedText Label { get; init; }

    public required ExpressionText Value { get; init; }

    public RoundingEntry? Round { get; init; }
}

/// <summary>How a figure is rounded.</summary>
internal sealed record RoundingEntry : DocumentPart
{
    /// <summary>Digits after the decimal point; below zero for tens, hundreds.</summary>
    public required int Scale { get; init; }

    public required RoundingMode Mode { get; init; }
}

internal enum RoundingMode
{
    HalfUp,
    HalfEven,
    HalfDown,
    Up,
    Down,
    Floor,
    Ceiling,
}
