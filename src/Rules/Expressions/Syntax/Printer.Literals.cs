using System.Globalization;

namespace CrmWorkflows.Rules.Expressions.Syntax;

/// <summary>This part writes literals.</summary>
internal sealed partial class Printer
{
    private void WriteLiteral(LiteralSyntax literal)
    {
        switch (literal.Value)
        {
            case null: _text.Append("null"); break;
            case bool truth: _text.Append(truth ? "true" : "false"); break;
            case string text: WriteQuoted(text, '"'); break;
            case char sign: WriteQuoted(sign.ToString(), '\''); break;
            default: _text.Append(Numbers.Write(literal.Value, literal.Suffix)).Append(SuffixSpelling(literal.Suffix)); break;
        }
    }

    // L and U are read in upper case only, the others are customary in lower case.
    private static string SuffixSpelling(string suffix) => suffix is "M" or "F" or "D" ? suffix.ToLowerInvariant() : suffix;

    private void WriteQuoted(string value, char quote)
    {
        _text.Append(quote);
        foreach (var sign in value)
        {
            switch (sign)
            {
                case '\\': _text.Append("\\\\"); break;
                case '"' when quote == '"': _text.Append("\\\""); break;
                case '\'' when quote == '\'': _text.Append("\\u0027"); break;
                case '\n': _text.Append("\\n"); break;
                case '\r': _text.Append("\\r"); break;
                case '\t': _text.Append("\\t"); break;
                default:
                    if (char.IsControl(sign) || (quote == '\'' && char.IsSurrogate(sign))) _text.Append(CultureInfo.InvariantCulture, $"\\u{(int)sign:x4}");
                    else _text.Append(sign);
                    break;
            }
        }
        _text.Append(quote);
    }
}
