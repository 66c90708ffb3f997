using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using CrmWorkflows.Rules.PolicySets;

namespace CrmWorkflows.Rules.Interop.Books;

/// <summary>
/// Clauses in the order of the published text, by the numbers of their references: <c>第十二条(二)</c> follows <c>第三条</c>, <c>1.1.3</c> follows
/// <c>1.1.2</c>. A policy whose references are headings keeps the order of its catalogue.
/// </summary>
internal static partial class PublishedOrder
{
    private const string Digits = "零一二三四五六七八九";

    public static ImmutableArray<PolicyClause> Of(ImmutableArray<PolicyClause> clauses)
    {
        var numbered = clauses.Select(c => (Clause: c, Numbers: Numbers(c.Reference))).ToArray();
        return numbered.Any(c => c.Numbers.IsEmpty && c.Clause.IsExecutable)
            ? clauses
            : [.. numbered.OrderBy(c => c.Numbers.IsEmpty).ThenBy(c => c.Numbers, Comparer<ImmutableArray<int>>.Create(Compare)).Select(c => c.Clause)];
    }

    /// <summary>The numbers of the first place that a reference names; none when it begins with words.</summary>
    internal static ImmutableArray<int> Numbers(string reference) =>
        Numbered().IsMatch(reference) ? [.. Number().Matches(FirstPlace().Match(reference).Value).Select(m => Read(m.Value))] : [];

    private static int Compare(ImmutableArray<int> left, ImmutableArray<int> right)
    {
        for (var i = 0; i < left.Length && i < right.Length; i++)
            if (left[i] != right[i]) return left[i].CompareTo(right[i]);
        return left.Length.CompareTo(right.Length);
    }

    private static int Read(string written)
    {
        if (written[0] is >= '①' and <= '⑳') return written[0] - '①' + 1;
        if (char.IsAsciiDigit(written[0])) return int.Parse(written, CultureInfo.InvariantCulture);
        var (total, digit) = (0, 0);
        foreach (var c in written)
        {
            if (c is '十' or '百')
            {
                total += Math.Max(digit, 1) * (c == '十' ? 10 : 100);
                digit = 0;
            }
            else
            {
                digit = Digits.IndexOf(c, StringComparison.Ordinal);
            }
        }
        return total + digit;
    }

    [GeneratedRegex("^第?([零一二三四五六七八九十百]+[章节条款、(（]|[零一二三四五六七八九十百]+$|[0-9])")]
    private static partial Regex Numbered();

    // A span or a second place begins behind these.
    [GeneratedRegex("^[^;；\\-至—]*")]
    private static partial Regex FirstPlace();

    [GeneratedRegex("[零一二三四五六七八九十百]+|[0-9]{1,6}|[①-⑳]")]
    private static partial Regex Number();
}
