using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;

namespace CrmWorkflows.Rules.Expressions.RulesEngineDialect.Binding;

/// <summary>
/// Texts without the culture of the process: order by code units, numbers and dates in invariant form. RulesEngine takes the culture of
/// the machine it runs on, so that the same rule sorts names otherwise in Beijing than in Frankfurt; measured were invariant outcomes.
/// </summary>
internal static class InvariantText
{
    private static readonly FrozenDictionary<MethodInfo, MethodInfo> Replacements = new Dictionary<MethodInfo, MethodInfo>
    {
        [Text(nameof(string.StartsWith), typeof(string))] = Own(nameof(StartsWith)),
        [Text(nameof(string.EndsWith), typeof(string))] = Own(nameof(EndsWith)),
        [Text(nameof(string.Replace), typeof(string), typeof(string))] = Own(nameof(Replace)),
        [Text(nameof(string.IndexOf), typeof(string))] = Own(nameof(IndexOf)),
        [Text(nameof(string.LastIndexOf), typeof(string))] = Own(nameof(LastIndexOf)),
        [Text(nameof(string.ToLower))] = Text(nameof(string.ToLowerInvariant)),
        [Text(nameof(string.ToUpper))] = Text(nameof(string.ToUpperInvariant)),
        [Text(nameof(string.CompareTo), typeof(string))] = Own(nameof(CompareTo)),
        [typeof(char).GetMethod(nameof(char.ToUpper), [typeof(char)])!] = typeof(char).GetMethod(nameof(char.ToUpperInvariant))!,
        [typeof(char).GetMethod(nameof(char.ToLower), [typeof(char)])!] = typeof(char).GetMethod(nameof(char.ToLowerInvariant))!,
        [typeof(DateTime).GetMethod(nameof(DateTime.ToShortDateString))!] = Own(nameof(ShortDate)),
        [typeof(DateTime).GetMethod(nameof(DateTime.ToLongDateString))!] = Own(nameof(LongDate)),
        [typeof(DateTime).GetMethod(nameof(DateTime.ToShortTimeString))!] = Own(nameof(ShortTime)),
        [typeof(DateTime).GetMethod(nameof(DateTime.ToLongTimeString))!] = Own(nameof(LongTime)),
        [typeof(DateOnly).GetMethod(nameof(DateOnly.ToShortDateString))!] = Own(nameof(ShortDay)),
        [typeof(DateOnly).GetMethod(nameof(DateOnly.ToLongDateString))!] = Own(nameof(LongDay)),
        [Text(nameof(string.Compare), typeof(string), typeof(string))] = Own(nameof(Compare)),
    }.ToFrozenDictionary();

    public static MethodInfo Concat { get; } = Own(nameof(Join));

    public static MethodInfo Order { get; } = Own(nameof(Compare));

    public static MethodInfo Date { get; } = Own(nameof(ParseDate));

    /// <summary>The method to call instead; null when the method does not look at the culture.</summary>
    public static MethodInfo? ReplacementOf(MethodInfo method) => Replacements.GetValueOrDefault(method);

    public static string Of(object? value) => value switch
    {
        null => "",
        string text => text,
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    // By code units; where one text begins with the other, by their lengths.
    private static int Compare(string? left, string? right) =>
        left is null || right is null ? Math.Sign(string.CompareOrdinal(left, right)) : left.AsSpan().SequenceCompareTo(right);

    private static int CompareTo(string text, string? other)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Compare(text, other);
    }

    private static string Join(object? left, object? right) => DialectContext.Bounded(Of(left) + Of(right));

    private static bool StartsWith(string text, string part) => text.StartsWith(part, StringComparison.Ordinal);

    private static bool EndsWith(string text, string part) => text.EndsWith(part, StringComparison.Ordinal);

    private static string Replace(string text, string part, string? by)
    {
        // What it would become is known before it is made.
        var growth = part.Length > 0 && by is not null && by.Length > part.Length ? by.Length - part.Length : 0;
        if (growth > 0 && text.Length + (growth * (long)text.AsSpan().Count(part)) > DialectContext.TextLimit) throw new WorkLimitException(isText: true);
        return text.Replace(part, by, StringComparison.Ordinal);
    }

    private static int IndexOf(string text, string part) => text.IndexOf(part, StringComparison.Ordinal);

    private static int LastIndexOf(string text, string part) => text.LastIndexOf(part, StringComparison.Ordinal);

    private static string ShortDate(DateTime date) => date.ToString("d", CultureInfo.InvariantCulture);

    private static string LongDate(DateTime date) => date.ToString("D", CultureInfo.InvariantCulture);

    private static string ShortTime(DateTime date) => date.ToString("t", CultureInfo.InvariantCulture);

    private static string LongTime(DateTime date) => date.ToString("T", CultureInfo.InvariantCulture);

    private static string ShortDay(DateOnly day) => day.ToString("d", CultureInfo.InvariantCulture);

    private static string LongDay(DateOnly day) => day.ToString("D", CultureInfo.InvariantCulture);

    // A text with an offset is read as universal time, never as the time of the machine.
    private static DateTime ParseDate(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);

    private static MethodInfo Text(string name, params Type[] parameters) => typeof(string).GetMethod(name, parameters)!;

    private static MethodInfo Own(string name) => typeof(InvariantText).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;
}
