using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Policies.ServiceLevel.Clock;

/// <summary>Something that happened to a case and that its clock must know.</summary>
/// <param name="At">When.</param>
public abstract record ClockEvent(DateTimeOffset At)
{
    /// <summary>The clock is stopped for a cause; it runs again when every cause has ended.</summary>
    /// <param name="At">When.</param>
    /// <param name="Cause">The cause.</param>
    public sealed record Paused(DateTimeOffset At, string Cause) : ClockEvent(At);

    /// <summary>A cause has ended.</summary>
    /// <param name="At">When.</param>
    /// <param name="Cause">The cause.</param>
    public sealed record Resumed(DateTimeOffset At, string Cause) : ClockEvent(At);

    /// <summary>What the clock waits for was done. Only the first counts, until the case is reopened.</summary>
    /// <param name="At">When.</param>
    public sealed record Done(DateTimeOffset At) : ClockEvent(At);

    /// <summary>The case is open again.</summary>
    /// <param name="At">When.</param>
    /// <param name="FromZero">Whether the time consumed before is forgotten.</param>
    public sealed record Reopened(DateTimeOffset At, bool FromZero) : ClockEvent(At);

    /// <summary>Other terms hold from now on: another tier, another version of the policy or of the calendar. Consumed time is kept.</summary>
    /// <param name="At">When.</param>
    /// <param name="Terms">The terms.</param>
    public sealed record Retermed(DateTimeOffset At, ClockTerms Terms) : ClockEvent(At)
    {
        /// <summary>What brought the other terms, in words; null when nobody asked for a reason.</summary>
        public LocalizedText? Why { get; init; }
    }

    /// <summary>A person set the due moment.</summary>
    /// <param name="At">When.</param>
    /// <param name="Due">The new due moment.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Changed(DateTimeOffset At, DateTimeOffset Due, string Reason) : ClockEvent(At);
}
