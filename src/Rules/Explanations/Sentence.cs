using System.Globalization;
using System.Text;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Explanations;

/// <summary>Fills a sentence. In Chinese a figure or a Latin word is set apart from the characters around it by a blank.</summary>
internal static class Sentence
{
    public static string Of(string key, Language language, params ReadOnlySpan<object?> arguments)
    {
        if (language != Language.Chinese) return TextCatalog.Rules.Format(key, language, arguments);
        var template = TextCatalog.Rules.Get(key, language);
        var text = new StringBuilder(template.Length + 32);
        for (var at = 0; at < template.Length;)
        {
            var open = template.IndexOf('{', at);
            var close = open < 0 ? -1 : template.IndexOf('}', open);
            if (close < 0)
            {
                Append(text, template.AsSpan(at));
                break;
            }
            Append(text, template.AsSpan(at, open - at));
            Append(text, Argument(template.AsSpan(open + 1, close - open - 1), language, arguments));
            at = close + 1;
        }
        return text.ToString();
    }

    private static string Argument(ReadOnlySpan<char> place, Language language, ReadOnlySpan<object?> arguments)
    {
        var colon = place.IndexOf(':');
        var index = int.Parse(colon < 0 ? place : place[..colon], CultureInfo.InvariantCulture);
        return arguments[index] switch
        {
            LocalizedText text => text.In(language),
            IFormattable value => value.ToString(colon < 0 ? null : place[(colon + 1)..].ToString(), CultureInfo.InvariantCulture),
            var other => other?.ToString() ?? "",
        };
    }

    private static void Append(StringBuilder text, ReadOnlySpan<char> part)
    {
        if (part.IsEmpty) return;
        if (text.Length > 0 && Meet(text[^1], part[0])) text.Append(' ');
        text.Append(part);
    }

    private static bool Meet(char left, char right) =>
        (IsHan(left) && char.IsAsciiLetterOrDigit(right)) || ((char.IsAsciiLetterOrDigit(left) || left == '%') && IsHan(right));

    private static bool IsHan(char c) => c is >= '\u4e00' and <= '\u9fff';
}
