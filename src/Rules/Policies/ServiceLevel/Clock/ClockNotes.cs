using CrmWorkflows.Rules.Calendars;
using CrmWorkflows.Rules.Expressions.Evaluation;

namespace CrmWorkflows.Rules.Policies.ServiceLevel.Clock;

/// <summary>What one reading of a clock met on its way: years not yet published. Belongs to one reading.</summary>
internal sealed class ClockNotes
{
    public SortedSet<int> UnpublishedYears { get; } = [];

    /// <summary>The value of a calendar's answer.</summary>
    public T Take<T>(CalendarResult<T> result)
        where T : struct
    {
        if (result.Failure is { } failure) throw new EvaluationFault(failure.Code, [.. failure.Arguments]);
        if (result.TouchesUnpublishedYear) UnpublishedYears.UnionWith(result.UnpublishedYears);
        return result.Value;
    }

    public static EvaluationFault OutsideTime() => new(EvaluationDiagnostics.NoSuchDate);
}
