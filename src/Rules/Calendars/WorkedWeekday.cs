using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Calendars;

/// <summary>A worked weekday and its frames, in time order.</summary>
internal sealed record WorkedWeekday(DayOfWeek Day, ImmutableArray<TimeFrame> Hours, SourceSpan Span);
