using System.Collections.Immutable;

namespace CrmWorkflows.Rules.Policies.ServiceLevel.Clock;

/// <summary>What a clock is held to: the time in which it runs, its limit, and the amounts at which something happens on the way.</summary>
/// <param name="Basis">The time in which it runs.</param>
/// <param name="Limit">The limit, in the unit of the basis.</param>
/// <param name="Marks">Warning and escalation, as amounts from the start; those of later terms follow the same order.</param>
public sealed record ClockTerms(ClockBasis Basis, long Limit, ImmutableArray<long> Marks);
