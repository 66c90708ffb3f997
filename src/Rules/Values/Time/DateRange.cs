using System.Globalization;

namespace CrmWorkflows.Rules.Values.Time;

/// <summary>The days from a first to a last one, both included; written <c>2026-12-25..2026-12-30</c>. Thread-safe value.</summary>
/// <remarks>A range whose last day comes before its first is empty.</remarks>
/// <param name="First">First day.</param>
/// <param name="Last">Last day.</param>
public readonly record struct DateRange(DateOnly First, DateOnly Last)
{
    /// <summary>Number of days; 0 when the range is empty.</summary>
    public int Length => Math.Max(0, Last.DayNumber - First.DayNumber + 1);

    /// <summary>True when the day lies in the range.</summary>
    /// <param name="day">The day.</param>
    public bool Contains(DateOnly day) => First <= day && day <= Last;

    /// <summary>Writes <c>2026-12-25..2026-12-30</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{First:yyyy-MM-dd}..{Last:yyyy-MM-dd}");
}
