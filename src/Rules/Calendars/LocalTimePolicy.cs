namespace CrmWorkflows.Rules.Calendars;

/// <summary>
/// How a local date and time becomes an instant where the clock skipped or repeated it. Working hours need no such
/// choice: the wall clock decides, so a skipped hour is never worked and a repeated hour is worked twice.
/// </summary>
/// <param name="Skipped">What a skipped time stands for.</param>
/// <param name="Repeated">What a repeated time stands for.</param>
public sealed record LocalTimePolicy(SkippedLocalTime Skipped, RepeatedLocalTime Repeated)
{
    /// <summary>The first instant after a skipped stretch, the first round of a repeated one.</summary>
    public static LocalTimePolicy Default { get; } = new(SkippedLocalTime.FirstAfter, RepeatedLocalTime.First);
}
