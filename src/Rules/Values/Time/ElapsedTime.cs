namespace CrmWorkflows.Rules.Values.Time;

/// <summary>
/// The text of plain elapsed time (a <see cref="TimeSpan"/>), as ISO 8601 writes it: <c>PT24H</c>, <c>PT1H30M</c>,
/// <c>PT0.5S</c>. Hours are never written as days: a calendar day is not always 24 hours long.
/// </summary>
public static class ElapsedTime
{
    /// <summary>Reads <c>PT24H</c>.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text is not elapsed time.</exception>
    public static TimeSpan Parse(string text) =>
        TryParse(text, out var value) ? value : throw new FormatException($"'{text}' is not elapsed time such as PT24H.");

    /// <summary>Reads <c>PT24H</c>, <c>PT90M</c>, <c>-PT1H</c>; false for anything else, also for calendar parts (<c>P1D</c>).</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The elapsed time.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan value) =>
        ClockParts.TryRead(text, "PT", "H", "M", "S", out value);

    /// <summary>Writes <c>PT24H</c>; <c>PT0S</c> for none.</summary>
    /// <param name="value">The elapsed time.</param>
    public static string Format(TimeSpan value) => ClockParts.Write(value, "PT", "H", "M", "S", "PT0S");
}
