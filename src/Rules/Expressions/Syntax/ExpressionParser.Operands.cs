using System.Collections.Immutable;

namespace CrmWorkflows.Rules.Expressions.Syntax;

/// <summary>This part reads operands: names, literals, members, calls.</summary>
internal sealed partial class ExpressionParser
{
    private SyntaxNode ParsePrimary()
    {
        if (IsLambdaAhead()) return ParseMisplacedLambda();
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Word:
                Advance();
                return At(TokenKind.OpenParen) ? ParseCall(null, token, token.Span.Start) : new NameSyntax(token.Span, token.Name!);
            case TokenKind.Number:
                return ReadNumber(null);
            case TokenKind.Text:
            case TokenKind.True:
            case TokenKind.False:
            case TokenKind.Null:
                Advance();
                return new LiteralSyntax(token.Span, token.Kind switch
                {
                    TokenKind.Text => token.Value,
                    TokenKind.Null => null,
                    _ => token.Kind == TokenKind.True,
                });
            case TokenKind.OpenParen:
                return ParseParenthesis();
            case TokenKind.OpenBracket:
                return Own ? ParseListOrRange() : ParseOwnForm("[a, b]", "new [] { a, b }", ParseListOrRange);
            case TokenKind.OpenBrace:
                return Own ? ParseRecord() : ParseOwnForm("{ name: a }", "new (a as name)", ParseRecord);
            case TokenKind.New:
                return ParseNew();
            case TokenKind.Not:
                return ParseMisplacedNot();
            default:
                return ParseMissingOperand();
        }
    }

    // Skips what can neither start an operand nor end the surrounding form; operators that bind loosest are left for the caller.
    private SyntaxNode ParseMissingOperand()
    {
        ReportUnexpected("syntax.operand");
        while (!StartsOperand(Current.Kind))
        {
            if (Current.Kind is TokenKind.End or TokenKind.CloseParen or TokenKind.CloseBracket or TokenKind.CloseBrace or TokenKind.Comma or TokenKind.Colon
                or TokenKind.And or TokenKind.Or or TokenKind.Coalesce or TokenKind.Question or TokenKind.DotDot) return Missing();
            Advance();
        }
        if (!Enter()) return Missing();
        var node = ParseUnary();
        _depth--;
        return node;
    }

    private SyntaxNode ParseMisplacedNot()
    {
        var before = _errors.Count;
        var node = ParseNot();
        if (_errors.Count == before) Report(SyntaxDiagnostics.NotNeedsBrackets, node.Span, Written(node.Span), $"({Written(node.Span)})");
        return node;
    }

    private LiteralSyntax ReadNumber(Token? sign)
    {
        var token = Advance();
        var start = sign?.Span.Start ?? token.Span.Start;
        var span = SpanFrom(start);
        // The number behind the sign of the least whole number is one larger than the greatest.
        var value = (token.Value, sign) switch
        {
            (ulong, not null) when token.Suffix.Length == 0 || token.Suffix == "L" => long.MinValue,
            (ulong, _) => null,
            (_, not null) when token.Suffix.StartsWith('U') => null,
            (long whole, not null) => -whole,
            (decimal exact, not null) => -exact,
            (double binary, not null) => -binary,
            _ => token.Value,
        };
        if (value is null) Report(SyntaxDiagnostics.NumberOutOfRange, span, Written(span));
        return new LiteralSyntax(span, value ?? 0L, token.Suffix);
    }

    private SyntaxNode ParsePostfix(SyntaxNode node, int start)
    {
        while (true)
        {
            switch (Current.Kind)
            {
                case TokenKind.QuestionDot:
                    Report(SyntaxDiagnostics.ForeignConstruct, Current.Span, "a?.b", Own ? "a.b" : "np(a.b)");
                    goto case TokenKind.Dot;
                case TokenKind.Dot:
                    Advance();
                    if (Current.Kind is TokenKind.Number or TokenKind.Text || Current.Name is not { } name)
                    {
                        ReportUnexpected("syntax.name");
                        return node;
                    }
                    var member = Advance();
                    node = At(TokenKind.OpenParen) ? ParseCall(node, member, start) : new MemberSyntax(SpanFrom(start), node, name, member.Span);
                    break;
                case TokenKind.Question when !Own && Ahead(1).Kind == TokenKind.OpenBracket && Ahead(1).Span.Start == Current.Span.End:
                    Report(SyntaxDiagnostics.ForeignConstruct, Current.Span, "a?[b]", "a[b]");
                    Advance();
                    break;
                case TokenKind.OpenBracket:
                    var open = Advance();
                    var index = ParseExpression();
                    Close(open, TokenKind.CloseBracket);
                    node = new IndexSyntax(SpanFrom(start), node, index);
                    break;
                case TokenKind.OpenParen:
                    Report(SyntaxDiagnostics.NotCallable, Current.Span, Written(SpanFrom(start)));
                    ParseItems(Advance(), TokenKind.CloseParen, ParseArgument);
                    break;
                default:
                    return node;
            }
        }
    }

    private static bool IsPostfix(TokenKind kind) => kind is TokenKind.Dot or TokenKind.QuestionDot or TokenKind.OpenBracket or TokenKind.OpenParen;

    private CallSyntax ParseCall(SyntaxNode? target, Token name, int start)
    {
        var arguments = ParseItems(Advance(), TokenKind.CloseParen, ParseArgument);
        return new CallSyntax(SpanFrom(start), target, name.Name!, name.Span, arguments);
    }

    private SyntaxNode ParseArgument() => IsLambdaAhead() ? ParseLambda() : ParseExpression();

    private ImmutableArray<T> ParseItems<T>(Token open, TokenKind close, Func<T> parseItem)
    {
        if (!At(close)) return ParseItems(open, close, parseItem, parseItem());
        Advance();
        return [];
    }

    private ImmutableArray<T> ParseItems<T>(Token open, TokenKind close, Func<T> parseItem, T first)
    {
        var items = ImmutableArray.CreateBuilder<T>();
        items.Add(first);
        while (TryTake(TokenKind.Comma))
        {
            if (items.Count == SyntaxLimits.ListItems) Abort(SyntaxDiagnostics.TooManyItems, SyntaxLimits.ListItems);
            items.Add(parseItem());
        }
        Close(open, close);
        return items.ToImmutable();
    }
}
