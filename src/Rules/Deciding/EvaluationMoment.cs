namespace CrmWorkflows.Rules.Deciding;

/// <summary>The time inputs of a decision. The engine never asks a clock: whoever decides says when.</summary>
/// <param name="Now">The moment.</param>
/// <param name="AsOf">The day as of which is decided; the local day of <paramref name="Now"/> when null.</param>
public readonly record struct EvaluationMoment(DateTimeOffset Now, DateOnly? AsOf = null)
{
    /// <summary>The local day of <see cref="Now"/>.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Now.DateTime);

    /// <summary>The start of a day as of which is decided, for decisions that do not look at the time of day.</summary>
    /// <param name="day">The day.</param>
    /// <param name="offset">Offset of the line's local time; UTC when left out.</param>
    public static EvaluationMoment On(DateOnly day, TimeSpan offset = default) => new(new DateTimeOffset(day, TimeOnly.MinValue, offset), day);
}
