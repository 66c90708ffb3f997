using System.Text;

namespace CrmWorkflows.Rules.Expressions.Syntax;

internal sealed partial class Lexer
{
    private void ReadText()
    {
        var start = _position;
        var quote = Peek();
        var plain = _text[start] == quote;
        var value = new StringBuilder();
        _position++;
        while (true)
        {
            if (_position >= _text.Length || (Own && _text[_position] is '\r' or '\n'))
            {
                _errors.Add(SyntaxDiagnostics.UnterminatedText, new TextSpan(start, 1), quote.ToString());
                break;
            }
            var sign = _text[_position];
            // A text that began with a typographic quote ends with either form.
            if (sign == quote || (!plain && Peek() == quote))
            {
                _position++;
                break;
            }
            if (sign == '\\') ReadEscape(value);
            else ReadPlain(value);
        }
        AddText(start, quote, value.ToString());
    }

    private void AddText(int start, char quote, string value)
    {
        if (Own || quote == '"')
        {
            if (!WellFormed(value)) _errors.Add(SyntaxDiagnostics.InvalidEscape, From(start), "\\u");
            Add(TokenKind.Text, start, value);
            return;
        }
        if (value.Length != 1) _errors.Add(SyntaxDiagnostics.CharacterLiteral, From(start), value);
        Add(TokenKind.Text, start, value.Length == 1 ? value[0] : value);
    }

    private void ReadPlain(StringBuilder value)
    {
        var start = _position;
        var pair = char.IsSurrogatePair(_text, start);
        _position += pair ? 2 : 1;
        if (!pair && char.IsSurrogate(_text[start])) _errors.Add(SyntaxDiagnostics.InvalidCharacter, From(start), Visible(start));
        else value.Append(_text, start, _position - start);
    }

    private void ReadEscape(StringBuilder value)
    {
        var start = _position;
        var letter = start + 1 < _text.Length ? _text[start + 1] : '\0';
        _position = Math.Min(start + 2, _text.Length);
        var known = letter switch
        {
            '"' or '\'' or '\\' or '/' => letter,
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => Code(4, 16),
            'a' when !Own => '\a',
            'e' when !Own => '\u001B',
            'v' when !Own => '\v',
            'x' when !Own => Code(2, 16),
            >= '0' and <= '7' when !Own => Octal(),
            _ when !Own && letter != '\0' && !char.IsLetterOrDigit(letter) && letter != '_' && !char.IsSurrogate(letter) => letter,
            _ => (char?)null,
        };
        if (known is { } sign) value.Append(sign);
        else _errors.Add(SyntaxDiagnostics.InvalidEscape, From(start), _text[start.._position]);
    }

    private char? Code(int length, int radix)
    {
        if (_position + length > _text.Length) return null;
        var digits = _text.AsSpan(_position, length);
        foreach (var digit in digits)
            if (!char.IsAsciiHexDigit(digit)) return null;
        _position += length;
        return (char)Convert.ToInt32(digits.ToString(), radix);
    }

    private char Octal()
    {
        var code = 0;
        _position--;
        for (var count = 0; count < 3 && Peek() is >= '0' and <= '7'; count++) code = (code * 8) + (_text[_position++] - '0');
        return (char)(code & 0xFF);
    }

    private static bool WellFormed(string value)
    {
        for (var at = 0; at < value.Length; at++)
        {
            if (!char.IsSurrogate(value[at])) continue;
            if (!char.IsSurrogatePair(value, at)) return false;
            at++;
        }
        return true;
    }
}
