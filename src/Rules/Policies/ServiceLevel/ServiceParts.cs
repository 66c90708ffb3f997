using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Policies.ServiceLevel.Clock;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.ServiceLevel;

/// <summary>Hours that a document names: its calendar, or a window computed from facts; null calls for neither.</summary>
internal sealed record ServiceHours(Formula? Opens, Formula? Hours, SourceSpan Span)
{
    public bool IsWindow => Opens is not null;
}

/// <summary>A target, linked.</summary>
/// <param name="WarnIsShare">Whether the warning is a share of the limit.</param>
/// <param name="By">Who owes it; null when the document does not say.</param>
/// <param name="Levels">Its levels, in the order of the document.</param>
internal sealed record ServiceTarget(
    string Code, LocalizedText Label, Formula? When, Formula Limit, ClockUnit Unit, Formula? Warn, bool WarnIsShare, Formula? Done, string? DoneOn,
    Formula? By, ImmutableArray<ServiceEscalation> Levels, string? Clause, SourceSpan Span)
{
    /// <summary>Whether there may be no clock for it.</summary>
    public bool IsOptional => When is not null || Limit.Type.IsNullable;
}

/// <summary>A level of escalation, linked.</summary>
/// <param name="Index">Its place among all levels of the document.</param>
internal sealed record ServiceEscalation(
    int Index, string Code, LocalizedText Label, Formula At, bool IsShare, Formula? When, Formula? Notify, ImmutableArray<string> Actions, string? Clause, SourceSpan Span);

/// <summary>Events, linked: where a record keeps what, and which code means what.</summary>
internal sealed record ServiceEvents(
    Formula List, int At, int Event, int Target, int Due, int Reason,
    ImmutableArray<ServicePause> Pauses, string? ReclassifiedOn, ImmutableArray<ReplacedFact> Replaced,
    string? ReopenedOn, ImmutableArray<string> Reopened, bool FromZero, string? ChangedOn, EnumType? Codes)
{
    /// <summary>What a person reads for an event: its label where the events are an enum.</summary>
    public LocalizedText LabelOf(string code) => Codes?.Declaration.LabelOf(code) ?? LocalizedText.Same(code);
}

/// <summary>A fact that a reclassification replaces by a member of its record.</summary>
internal sealed record ReplacedFact(FactSymbol Fact, int Member);

/// <summary>A reason for which clocks stand still.</summary>
internal sealed record ServicePause(string On, string Until, ImmutableArray<string> Targets)
{
    public bool Stops(string target) => Targets.IsEmpty || Targets.Contains(target);
}

/// <summary>A target of one case, read.</summary>
internal sealed record TargetReading(ServiceTarget Target, ClockReading? Clock, ImmutableArray<ServiceEscalation> Levels, bool Warns)
{
    /// <summary>Who owes it, as a value; null when nobody is named.</summary>
    public Value By { get; init; } = Value.Null;
}
