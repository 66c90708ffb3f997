using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Calendars;

/// <summary>What came of building a calendar.</summary>
/// <param name="Calendar">The calendar; null when a finding is an error.</param>
/// <param name="Diagnostics">Findings, warnings included.</param>
public sealed record CalendarBuild(Calendar? Calendar, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>The calendar of a definition known to be good, such as one in a program's own code.</summary>
    /// <exception cref="InvalidOperationException">The definition has an error; the message tells which.</exception>
    public Calendar Required() => Calendar ?? throw new InvalidOperationException(string.Join(Environment.NewLine, Diagnostics));
}
