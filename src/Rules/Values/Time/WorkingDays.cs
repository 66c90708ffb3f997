using System.Globalization;

namespace CrmWorkflows.Rules.Values.Time;

/// <summary>
/// A count of working days, written <c>5wd</c>. Which days these are only a calendar can tell, so it never converts to
/// calendar days or hours. Negative counts backwards. Thread-safe value.
/// </summary>
/// <param name="Count">Number of working days.</param>
public readonly record struct WorkingDays(int Count) : IComparable<WorkingDays>
{
    /// <summary>The sum of two counts; false when it exceeds the range of an integer.</summary>
    /// <param name="other">The other count.</param>
    /// <param name="sum">The sum.</param>
    public bool TryAdd(WorkingDays other, out WorkingDays sum) => TryMake((long)Count + other.Count, out sum);

    /// <summary>A multiple of this count; false when it exceeds the range of an integer.</summary>
    /// <param name="factor">How many times; negative turns the direction.</param>
    /// <param name="product">The product.</param>
    public bool TryMultiply(int factor, out WorkingDays product) => TryMake((long)Count * factor, out product);

    /// <summary>Reads <c>5wd</c>.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text is not a count of working days.</exception>
    public static WorkingDays Parse(string text) =>
        TryParse(text, out var value) ? value : throw new FormatException($"'{text}' is not a count of working days such as 5wd.");

    /// <summary>Reads <c>5wd</c>; false when the text is anything else.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The count.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out WorkingDays value)
    {
        var scanner = new TextScanner(text);
        var sign = scanner.Take('-') ? -1 : 1;
        var read = scanner.TakeNumber(out var count) & scanner.Take("wd") & scanner.AtEnd && sign * count is >= int.MinValue and <= int.MaxValue;
        value = read ? new((int)(sign * count)) : default;
        return read;
    }

    private static bool TryMake(long count, out WorkingDays value)
    {
        var fits = count is >= int.MinValue and <= int.MaxValue;
        value = fits ? new((int)count) : default;
        return fits;
    }

    /// <inheritdoc/>
    public int CompareTo(WorkingDays other) => Count.CompareTo(other.Count);

    /// <summary>Writes <c>5wd</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count}wd");

    /// <summary>Fewer.</summary>
    public static bool operator <(WorkingDays left, WorkingDays right) => left.Count < right.Count;

    /// <summary>More.</summary>
    public static bool operator >(WorkingDays left, WorkingDays right) => left.Count > right.Count;

    /// <summary>Fewer or as many.</summary>
    public static bool operator <=(WorkingDays left, WorkingDays right) => left.Count <= right.Count;

    /// <summary>More or as many.</summary>
    public static bool operator >=(WorkingDays left, WorkingDays right) => left.Count >= right.Count;
}
