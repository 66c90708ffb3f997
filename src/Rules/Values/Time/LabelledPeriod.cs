namespace CrmWorkflows.Rules.Values.Time;

/// <summary>One calendar period of a recurring duty: its label and its days.</summary>
/// <param name="Label">How people name it: <c>2026-W11</c>, <c>2026-03</c>, <c>2026Q2</c>, <c>2026H1</c>, <c>2026</c>.</param>
/// <param name="First">First day.</param>
/// <param name="Last">Last day.</param>
public readonly record struct LabelledPeriod(string Label, DateOnly First, DateOnly Last)
{
    /// <summary>True when the last day has passed: a period that ends on <paramref name="asOf"/> has not yet ended.</summary>
    /// <param name="asOf">The day of the question.</param>
    public bool HasEndedBefore(DateOnly asOf) => Last < asOf;

    /// <summary>True when the last day has come: a period that ends on <paramref name="asOf"/> counts as ended.</summary>
    /// <param name="asOf">The day of the question.</param>
    public bool HasEndedBy(DateOnly asOf) => Last <= asOf;

    /// <summary>True when the day lies in the period.</summary>
    /// <param name="day">The day.</param>
    public bool Contains(DateOnly day) => First <= day && day <= Last;
}
