using System.Collections.Frozen;
using System.Collections.Immutable;

namespace CrmWorkflows.Rules.Facts.Entities;

/// <summary>How files write the values of a field. Immutable.</summary>
public sealed record FieldFormat
{
    /// <summary>ISO dates, a decimal point, no grouping, and only an empty cell means absent.</summary>
    public static FieldFormat Plain { get; } = new();

    /// <summary>Words that mean that nothing is known; an empty cell always does.</summary>
    public ImmutableArray<string> Absent { get; init; } = [];

    /// <summary>Words for true, besides <c>true</c>.</summary>
    public ImmutableArray<string> True { get; init; } = [];

    /// <summary>Words for false, besides <c>false</c>.</summary>
    public ImmutableArray<string> False { get; init; } = [];

    /// <summary>Formats of dates like <c>M/d/yyyy</c>, tried in order; ISO 8601 when none is given.</summary>
    public ImmutableArray<string> Dates { get; init; } = [];

    /// <summary>The decimal mark: a point or a comma.</summary>
    public char DecimalMark { get; init; } = '.';

    /// <summary>The mark between groups of digits; null when digits are not grouped.</summary>
    public char? GroupMark { get; init; }

    /// <summary>Written words by the codes that they stand for, besides the codes themselves.</summary>
    public FrozenDictionary<string, string> Codes { get; init; } = FrozenDictionary<string, string>.Empty;
}
