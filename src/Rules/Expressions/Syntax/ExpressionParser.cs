using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Expressions.Syntax;

/// <summary>Recursive descent over the tokens of one text: this part walks the tokens, reports and recovers.</summary>
internal sealed partial class ExpressionParser
{
    private readonly string _text;
    private readonly Dialect _dialect;
    private readonly ParseErrors _errors;
    private readonly ImmutableArray<Token> _tokens;
    private readonly bool _unreadable;
    private int _index;
    private int _depth;
    private int _lastReported = -1;
    private bool _aborted;

    public ExpressionParser(string text, Dialect dialect, ParseErrors errors)
    {
        (_text, _dialect, _errors) = (text, dialect, errors);
        var before = errors.Count;
        _tokens = Lexer.Read(text, dialect, errors);
        _unreadable = errors.Count > before;
    }

    private bool Own => _dialect == Dialect.Own;

    private Token Current => _tokens[_index];

    private int PreviousEnd => _index == 0 ? 0 : _tokens[_index - 1].Span.End;

    public SyntaxNode ReadExpression()
    {
        if (IsEmpty()) return Missing();
        var node = IsLambdaAhead() && !Own ? ParseLambda() : ParseExpression();
        ReadRest();
        return Bounded(node);
    }

    private bool IsEmpty()
    {
        if (!At(TokenKind.End)) return false;
        if (!_unreadable) _errors.Add(SyntaxDiagnostics.EmptyExpression, new TextSpan(0, 0));
        return true;
    }

    // What follows a complete expression is wrong as a whole; its inside is still looked at for further errors.
    private void ReadRest()
    {
        for (var first = true; !At(TokenKind.End); first = false)
        {
            if (first) ReportTrailing();
            if (StartsOperand(Current.Kind)) ParseExpression();
            else Advance();
        }
    }

    private void ReportTrailing()
    {
        if (!Own && At(TokenKind.Word) && string.Equals(Current.Name, "is", StringComparison.OrdinalIgnoreCase))
        {
            var negated = Ahead(1).Kind == TokenKind.Not;
            Report(SyntaxDiagnostics.ForeignConstruct, Current.Span, negated ? "is not null" : "is null", negated ? "!= null" : "== null");
        }
        else if (Own && At(TokenKind.DotDot)) Report(SyntaxDiagnostics.ForeignSpelling, Current.Span, "a..b", "[a..b]");
        else if (IsGroupedNumber()) Report(SyntaxDiagnostics.InvalidNumber, Grouped(), Written(Grouped()));
        else Report(SyntaxDiagnostics.TrailingText, Current.Span, Written(Current));
    }

    // "1,000" as people group digits; between the arguments of a call it cannot be told from two numbers.
    private bool IsGroupedNumber() => At(TokenKind.Comma) && _index > 0 && _tokens[_index - 1].Kind == TokenKind.Number
        && Ahead(1).Kind == TokenKind.Number && PreviousEnd == Current.Span.Start && Ahead(1).Span.Start == Current.Span.End;

    private TextSpan Grouped() => TextSpan.Between(_tokens[_index - 1].Span, Ahead(1).Span);

    private SyntaxNode Bounded(SyntaxNode node)
    {
        if (_tokens.Length <= SyntaxLimits.TreeHeight || SyntaxHeight.Of(node) <= SyntaxLimits.TreeHeight) return node;
        Report(SyntaxDiagnostics.NestingTooDeep, node.Span, SyntaxLimits.TreeHeight);
        return new MissingSyntax(node.Span);
    }

    private bool At(TokenKind kind) => Current.Kind == kind;

    private Token Ahead(int count) => _tokens[Math.Min(_index + count, _tokens.Length - 1)];

    private Token Advance()
    {
        var token = Current;
        if (_index < _tokens.Length - 1) _index++;
        return token;
    }

    private bool TryTake(TokenKind kind)
    {
        if (!At(kind)) return false;
        Advance();
        return true;
    }

    private TextSpan SpanFrom(int start) => new(start, Math.Max(0, PreviousEnd - start));

    private MissingSyntax Missing() => new(new TextSpan(Math.Min(PreviousEnd, _text.Length), 0));

    private string Written(Token token) => Written(token.Span);

    private string Written(TextSpan span) =>
        span.Length <= 80 ? _text.Substring(span.Start, span.Length) : _text.Substring(span.Start, 80) + "\u2026";

    // One finding a token, and none where the lexer has already found the cause.
    private void Report(DiagnosticCode code, TextSpan span, params ReadOnlySpan<object?> arguments)
    {
        if (_aborted || _lastReported == _index) return;
        _lastReported = _index;
        if (_unreadable && IsExplained()) return;
        _errors.Add(code, span, arguments);
        if (_errors.Count >= SyntaxLimits.Errors) Stop();
    }

    private bool IsExplained() => _errors.Items.Any(error =>
        error.Code == SyntaxDiagnostics.TooManyTokens
        || (error.Code == SyntaxDiagnostics.UnterminatedText && At(TokenKind.End))
        || (error.Code == SyntaxDiagnostics.InvalidNumber && (error.Span.End == PreviousEnd || error.Span.Start == Current.Span.Start))
        || (error.Code == SyntaxDiagnostics.ForeignSpelling && error.Span.Start == Current.Span.Start)
        || (error.Code == SyntaxDiagnostics.InvalidCharacter && LiesBetweenTokens(error.Span))
        || (error.Code == SyntaxDiagnostics.ForeignConstruct && LiesBetweenTokens(error.Span)));

    private bool LiesBetweenTokens(TextSpan span) => span.Start >= PreviousEnd && span.End <= Current.Span.Start;

    private void ReportUnexpected(string expectedKey)
    {
        var expected = TextCatalog.Rules.Find(expectedKey);
        if (At(TokenKind.End)) Report(SyntaxDiagnostics.UnexpectedEnd, new TextSpan(PreviousEnd, 0), expected);
        else Report(SyntaxDiagnostics.Unexpected, Current.Span, Written(Current), expected);
    }

    private void Abort(DiagnosticCode code, params ReadOnlySpan<object?> arguments)
    {
        Report(code, Current.Span, arguments);
        Stop();
    }

    private void Stop()
    {
        _aborted = true;
        _index = _tokens.Length - 1;
    }

    private bool Enter()
    {
        if (_depth == SyntaxLimits.NestingDepth)
        {
            Abort(SyntaxDiagnostics.NestingTooDeep, SyntaxLimits.NestingDepth);
            return false;
        }
        _depth++;
        return true;
    }

    private void Close(Token open, TokenKind close)
    {
        if (TryTake(close)) return;
        if (At(TokenKind.End)) Report(SyntaxDiagnostics.UnclosedBracket, open.Span, Written(open), Keywords.Spelling(close));
        else
        {
            ReportUnexpected(close == TokenKind.CloseParen ? "syntax.closeParen" : close == TokenKind.CloseBracket ? "syntax.closeBracket" : "syntax.closeBrace");
            SkipTo(close);
        }
    }

    private void SkipTo(TokenKind close)
    {
        for (var nested = 0; !At(TokenKind.End); Advance())
        {
            if (Current.Kind is TokenKind.OpenParen or TokenKind.OpenBracket or TokenKind.OpenBrace) nested++;
            if (Current.Kind is not (TokenKind.CloseParen or TokenKind.CloseBracket or TokenKind.CloseBrace)) continue;
            if (nested-- > 0) continue;
            TryTake(close);
            return;
        }
    }

    private static bool StartsOperand(TokenKind kind) => kind
        is TokenKind.Word or TokenKind.Number or TokenKind.Text or TokenKind.True or TokenKind.False or TokenKind.Null or TokenKind.New
        or TokenKind.OpenParen or TokenKind.OpenBracket or TokenKind.OpenBrace or TokenKind.Minus or TokenKind.Bang or TokenKind.Not;
}
