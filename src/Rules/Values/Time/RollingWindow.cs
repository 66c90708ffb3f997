namespace CrmWorkflows.Rules.Values.Time;

/// <summary>
/// A window that moves with the day of the question, such as "the past twelve months": from the day one
/// <see cref="Length"/> earlier up to that day. Whether each edge belongs to it is stated, because policies differ.
/// Thread-safe value.
/// </summary>
/// <param name="Length">How far back it reaches; not negative in any part.</param>
/// <param name="FromInclusive">Whether the day one length earlier belongs to it.</param>
/// <param name="ToInclusive">Whether the day of the question belongs to it.</param>
public readonly record struct RollingWindow(CalendarPeriod Length, bool FromInclusive = false, bool ToInclusive = true)
{
    /// <summary>The days of the window; a window that reaches past the first day of the calendar begins there.</summary>
    /// <param name="asOf">The day of the question.</param>
    public DateRange At(DateOnly asOf)
    {
        var last = ToInclusive ? asOf : asOf == DateOnly.MinValue ? (DateOnly?)null : asOf.AddDays(-1);
        if (last is not { } to) return new(DateOnly.MinValue.AddDays(1), DateOnly.MinValue);
        if (!Length.Negate().TryAddTo(asOf, out var from)) return new(DateOnly.MinValue, to);
        if (FromInclusive) return new(from, to);
        return from == DateOnly.MaxValue ? new(from, from.AddDays(-1)) : new(from.AddDays(1), to);
    }

    /// <summary>True when a day lies in the window.</summary>
    /// <param name="asOf">The day of the question.</param>
    /// <param name="day">The day of the event.</param>
    public bool Contains(DateOnly asOf, DateOnly day) => At(asOf).Contains(day);
}
