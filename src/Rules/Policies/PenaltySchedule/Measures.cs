using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.PenaltySchedule;

internal enum Choice
{
    /// <summary>The one at the place of the number.</summary>
    ByNumber,

    /// <summary>The first whose condition holds.</summary>
    First,

    /// <summary>All whose conditions hold.</summary>
    Every,
}

/// <summary>Measures and how one finds those that apply.</summary>
internal sealed record MeasureGroup(Choice Choice, ImmutableArray<Measure> Measures, Beyond Beyond, string? ReferTo)
{
    public IEnumerable<Measure> All => Measures.SelectMany(m => m.Inner is null ? [m] : m.Inner.All.Prepend(m));

    /// <summary>Whether every attempt with a case brings a measure that has a code.</summary>
    public bool IsTotal => Choice switch
    {
        Choice.ByNumber => Beyond == Beyond.Repeat && Measures.All(m => m.AlwaysHasCode),
        Choice.First => Measures.All(m => m.AlwaysHasCode) && Measures.Any(m => m.IsUnconditional),
        _ => Measures.Any(m => m.AlwaysHasCode && m.IsUnconditional),
    };
}

/// <summary>A measure with what it costs; <see cref="Inner"/> holds the steps of a case that has several.</summary>
internal sealed record Measure(
    string Id,
    Formula When,
    ImmutableArray<Value> Codes,
    LocalizedText Label,
    Formula? Amount,
    Formula? Points,
    Share? Share,
    string? ReferTo,
    MeasureGroup? Inner,
    string? Clause,
    SourceSpan Span)
{
    public bool AlwaysHasCode => Inner?.IsTotal ?? !Codes.IsEmpty;

    public bool IsUnconditional => When.Tree is BoundConstant { Value.IsTrue: true };
}

/// <summary>A share within a range.</summary>
internal sealed record Share(Formula Of, Formula Min, Formula Max, Formula Proposed);

/// <summary>The how-manieth time, and how many cases it has.</summary>
internal readonly record struct Attempt(long Number, long Quantity);
