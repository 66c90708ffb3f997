using System.Collections.Immutable;
using System.Text;

namespace CrmWorkflows.Rules.Expressions.Syntax;

/// <summary>Cuts a text into tokens. Full-width signs and foreign spellings are reported and read as what their author meant.</summary>
internal sealed partial class Lexer
{
    private readonly string _text;
    private readonly Dialect _dialect;
    private readonly ParseErrors _errors;
    private readonly ImmutableArray<Token>.Builder _tokens = ImmutableArray.CreateBuilder<Token>();
    private int _position;

    private Lexer(string text, Dialect dialect, ParseErrors errors) => (_text, _dialect, _errors) = (text, dialect, errors);

    private bool Own => _dialect == Dialect.Own;

    /// <summary>The tokens of a text, with an <see cref="TokenKind.End"/> behind the last.</summary>
    public static ImmutableArray<Token> Read(string text, Dialect dialect, ParseErrors errors)
    {
        var lexer = new Lexer(text, dialect, errors);
        if (text.Length > SyntaxLimits.TextLength)
        {
            errors.Add(SyntaxDiagnostics.TextTooLong, new TextSpan(SyntaxLimits.TextLength, 0), text.Length, SyntaxLimits.TextLength);
            return [new Token(TokenKind.End, new TextSpan(0, 0))];
        }
        lexer.ReadAll();
        return lexer._tokens.ToImmutable();
    }

    private void ReadAll()
    {
        while (SkipSpace())
        {
            if (_tokens.Count == SyntaxLimits.Tokens)
            {
                _errors.Add(SyntaxDiagnostics.TooManyTokens, new TextSpan(_position, 0), SyntaxLimits.Tokens);
                break;
            }
            var start = _position;
            var sign = Peek();
            if (sign is >= '0' and <= '9' || (sign == '.' && IsDigit(Peek(1)))) ReadNumber();
            else if (sign is '"' or '\'') ReadText();
            else if (IsNameStart(_position)) ReadWord();
            else if (!Own && _text[start] is '@' or '$' or '^' or '~') ReadPrefixedName();
            else ReadSign();
            ReportFullWidth(start);
        }
        _tokens.Add(new Token(TokenKind.End, new TextSpan(_position, 0)));
    }

    private bool SkipSpace()
    {
        while (_position < _text.Length && (char.IsWhiteSpace(_text[_position]) || _text[_position] == '\uFEFF')) _position++;
        return _position < _text.Length;
    }

    /// <summary>The sign some places ahead, in its plain spelling; NUL behind the end.</summary>
    private char Peek(int ahead = 0)
    {
        var at = _position + ahead;
        if (at >= _text.Length) return '\0';
        var sign = _text[at];
        return sign < 0x80 ? sign : FullWidth.Plain(sign) is { Length: 1 } plain ? plain[0] : sign;
    }

    private void Add(TokenKind kind, int start, object? value = null, string suffix = "") =>
        _tokens.Add(new Token(kind, From(start), value, suffix));

    private TextSpan From(int start) => new(start, _position - start);

    // A text may hold full-width signs: only its quotes are looked at. Where another spelling is due anyway, that says it all.
    private void ReportFullWidth(int start)
    {
        var isText = _tokens.Count > 0 && _tokens[^1] is { Kind: TokenKind.Text } last && last.Span.Start == start;
        for (var at = start; at < _position; at++)
        {
            if (isText && at > start && at < _position - 1) continue;
            if (FullWidth.Plain(_text[at]) is { } plain && !_errors.Items.Any(error => error.Code == SyntaxDiagnostics.ForeignSpelling && error.Span.Start == start))
                _errors.Add(SyntaxDiagnostics.FullWidthSign, new TextSpan(at, 1), _text[at].ToString(), plain);
        }
    }

    private void ReadWord()
    {
        var start = _position;
        while (NameLength(_position) is > 0 and var length) _position += length;
        var word = Plain(start, _position);
        if (_tokens.Count > 0 && _tokens[^1].Kind == TokenKind.Dot) Add(TokenKind.Word, start, word);
        else if (Keywords.Find(word, _dialect) is { } keyword) Add(keyword, start, word);
        else if (Own && Keywords.FindMiscased(word) is { } meant)
        {
            _errors.Add(SyntaxDiagnostics.ForeignSpelling, From(start), word, Keywords.Spelling(meant));
            Add(meant, start, Keywords.Spelling(meant));
        }
        else Add(TokenKind.Word, start, word);
    }

    // In the dialect "@" makes a name of any word, the other signs are letters of one; alone they stand for the current item, its parent
    // and the outermost item.
    private void ReadPrefixedName()
    {
        var start = _position++;
        var prefix = _text[start];
        if (prefix is '@' or '$' && Peek() is '"' or '\'')
            _errors.Add(SyntaxDiagnostics.ForeignConstruct, From(start), prefix + "\"…\"", prefix == '$' ? "\"a\" + b" : "\"…\"");
        else if (NameLength(_position) > 0)
        {
            while (NameLength(_position) is > 0 and var length) _position += length;
            Add(TokenKind.Word, start, (prefix == '@' ? "" : prefix.ToString()) + Plain(start + 1, _position));
        }
        else if (prefix == '@') _errors.Add(SyntaxDiagnostics.InvalidCharacter, From(start), prefix.ToString());
        else Add(TokenKind.Word, start, prefix switch { '$' => "it", '^' => "parent", _ => "root" });
    }

    private string Plain(int start, int end)
    {
        var word = _text.AsSpan(start, end - start);
        if (!word.ContainsAnyInRange('\uFF01', '\uFF5E')) return word.ToString();
        var plain = new StringBuilder(word.Length);
        foreach (var sign in word) plain.Append(FullWidth.Plain(sign) ?? sign.ToString());
        return plain.ToString();
    }

    private bool IsNameStart(int at) => NameLength(at) > 0 && !IsDigit(Peek(at - _position));

    // UTF-16 units of the letter, digit or underscore at a place; 0 when something else stands there.
    private int NameLength(int at)
    {
        if (at >= _text.Length) return 0;
        var sign = _text[at];
        if (sign == '_' || char.IsAsciiLetterOrDigit(sign)) return 1;
        if (sign < 0x80) return 0;
        if (sign is '\uFF3F' or (>= '\uFF10' and <= '\uFF19')) return 1;
        return Rune.TryGetRuneAt(_text, at, out var rune) && Rune.IsLetter(rune) ? rune.Utf16SequenceLength : 0;
    }

    private static bool IsDigit(char sign) => sign is >= '0' and <= '9';
}
