namespace CrmWorkflows.Rules.Expressions.Syntax;

internal sealed partial class Lexer
{
    private void ReadSign()
    {
        var start = _position;
        var (kind, length) = Own ? OwnSign() : DialectSign();
        if (length == 0)
        {
            length = char.IsSurrogatePair(_text, start) ? 2 : 1;
            _position += length;
            _errors.Add(SyntaxDiagnostics.InvalidCharacter, From(start), Visible(start));
            return;
        }
        _position += length;
        Add(kind, start);
    }

    private string Visible(int start)
    {
        var sign = _text[start];
        return char.IsControl(sign) || (char.IsSurrogate(sign) && _position - start == 1) ? $"U+{(int)sign:X4}" : _text[start.._position];
    }

    private (TokenKind Kind, int Length) OwnSign()
    {
        if (Foreign() is { Length: > 0 } foreign)
        {
            var written = _text.Substring(_position, foreign.Length);
            _errors.Add(SyntaxDiagnostics.ForeignSpelling, new TextSpan(_position, foreign.Length), written, Keywords.Spelling(foreign.Kind));
            return foreign;
        }
        return Peek() switch
        {
            '&' => (TokenKind.And, 2),
            '|' => (TokenKind.Or, 2),
            '<' or '>' when Peek(1) == Peek() => default,
            _ => CommonSign(),
        };
    }

    // Signs of other languages whose meaning is plain.
    private (TokenKind Kind, int Length) Foreign() => (Peek(), Peek(1), Peek(2)) switch
    {
        ('=', '=', '=') => (TokenKind.Equal, 3),
        ('=', '=', _) or ('=', '>', _) => default,
        ('=', '<', _) => (TokenKind.LessOrEqual, 2),
        ('=', _, _) => (TokenKind.Equal, 1),
        ('!', '=', '=') => (TokenKind.NotEqual, 3),
        ('<', '>', _) => (TokenKind.NotEqual, 2),
        ('&', not '&', _) => (TokenKind.And, 1),
        ('|', not '|', _) => (TokenKind.Or, 1),
        _ => default,
    };

    private (TokenKind Kind, int Length) DialectSign() => (Peek(), Peek(1), Peek(2)) switch
    {
        ('=', '=', '=') => Refused("===", "==", TokenKind.Equal),
        ('!', '=', '=') => Refused("!==", "!=", TokenKind.NotEqual),
        ('=', '=' or '>', _) => CommonSign(),
        ('=', _, _) => (TokenKind.Equal, 1),
        ('<', '>', _) => (TokenKind.NotEqual, 2),
        ('<', '<', _) => (TokenKind.ShiftLeft, 2),
        ('>', '>', _) => (TokenKind.ShiftRight, 2),
        ('&', '&', _) => (TokenKind.And, 2),
        ('|', '|', _) => (TokenKind.Or, 2),
        ('&', _, _) => (TokenKind.Ampersand, 1),
        ('|', _, _) => (TokenKind.Bar, 1),
        _ => CommonSign(),
    };

    private (TokenKind Kind, int Length) Refused(string written, string replacement, TokenKind kind)
    {
        _errors.Add(SyntaxDiagnostics.ForeignConstruct, new TextSpan(_position, written.Length), written, replacement);
        return (kind, written.Length);
    }

    private (TokenKind Kind, int Length) CommonSign() => (Peek(), Peek(1)) switch
    {
        ('=', '=') => (TokenKind.Equal, 2),
        ('=', '>') => (TokenKind.Arrow, 2),
        ('!', '=') => (TokenKind.NotEqual, 2),
        ('!', _) => (TokenKind.Bang, 1),
        ('<', '=') => (TokenKind.LessOrEqual, 2),
        ('<', _) => (TokenKind.Less, 1),
        ('>', '=') => (TokenKind.GreaterOrEqual, 2),
        ('>', _) => (TokenKind.Greater, 1),
        ('?', '?') => (TokenKind.Coalesce, 2),
        ('?', '.') when Peek(2) != '.' && !IsDigit(Peek(2)) => (TokenKind.QuestionDot, 2),
        ('?', _) => (TokenKind.Question, 1),
        ('.', '.') => (TokenKind.DotDot, 2),
        ('.', _) => (TokenKind.Dot, 1),
        ('(', _) => (TokenKind.OpenParen, 1),
        (')', _) => (TokenKind.CloseParen, 1),
        ('[', _) => (TokenKind.OpenBracket, 1),
        (']', _) => (TokenKind.CloseBracket, 1),
        ('{', _) => (TokenKind.OpenBrace, 1),
        ('}', _) => (TokenKind.CloseBrace, 1),
        (',', _) => (TokenKind.Comma, 1),
        (':', _) => (TokenKind.Colon, 1),
        ('+', _) => (TokenKind.Plus, 1),
        ('-', _) => (TokenKind.Minus, 1),
        ('*', _) => (TokenKind.Star, 1),
        ('/', _) => (TokenKind.Slash, 1),
        ('%', _) => (TokenKind.Percent, 1),
        ('\u2265', _) => (TokenKind.GreaterOrEqual, 1),
        ('\u2264', _) => (TokenKind.LessOrEqual, 1),
        ('\u2260', _) => (TokenKind.NotEqual, 1),
        ('\u2026', _) => (TokenKind.DotDot, 1),
        _ => default,
    };
}
