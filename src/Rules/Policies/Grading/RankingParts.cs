using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Facts.Types;

namespace CrmWorkflows.Rules.Policies.Grading;

/// <summary>How a leading group is measured.</summary>
internal enum GroupMeasure
{
    Rest,
    Share,
    Portion,
    Quota,
}

/// <summary>A leading group, linked.</summary>
internal sealed record RankingGroup(string Tier, GroupMeasure Measure, Formula? Limit, string? Clause, SourceSpan Span);

/// <summary>A ranking, linked.</summary>
/// <param name="Key">With a list of records: index of the field that names a member; -1 with a map.</param>
/// <param name="By">With a list of records: index of the field by which members are ranked.</param>
internal sealed record RankingParts(
    Formula Population,
    int Key,
    int By,
    FactType KeyType,
    FactType ValueType,
    RankingOrder Order,
    RankingTies Ties,
    ImmutableArray<RankingGroup> Groups);
