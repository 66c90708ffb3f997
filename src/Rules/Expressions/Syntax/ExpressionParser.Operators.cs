namespace CrmWorkflows.Rules.Expressions.Syntax;

/// <summary>This part reads operators, by precedence.</summary>
internal sealed partial class ExpressionParser
{
    private readonly record struct Infix(BinaryOperator Operator, int Tokens);

    private SyntaxNode ParseExpression()
    {
        if (!Enter()) return Missing();
        var node = ParseConditional();
        _depth--;
        return node;
    }

    private SyntaxNode ParseConditional()
    {
        var start = Current.Span.Start;
        var condition = ParseOperators(Precedence.Coalesce);
        if (!TryTake(TokenKind.Question)) return condition;
        var then = ParseExpression();
        if (!TryTake(TokenKind.Colon)) ReportUnexpected("syntax.colon");
        var otherwise = ParseExpression();
        return new ConditionalSyntax(SpanFrom(start), condition, then, otherwise);
    }

    private SyntaxNode ParseOperators(Precedence loosest)
    {
        var first = _tokens[_index];
        var left = Own && At(TokenKind.Not) && loosest <= Precedence.Not ? ParseNot() : ParseUnary();
        BinarySyntax? comparison = null;
        while (FindInfix() is { } infix)
        {
            var precedence = PrecedenceOfOperators.Of(infix.Operator, _dialect);
            // Behind the list of "in" nothing can bind tighter than "in" does.
            if (precedence < loosest || (!Own && precedence > Precedence.In && comparison is { Operator: BinaryOperator.In } && ReferenceEquals(left, comparison))) break;
            var chained = ReferenceEquals(left, comparison) && precedence == PrecedenceOf(comparison!) && !MayChain(infix.Operator);
            var negated = !Own && first.Kind is TokenKind.Not or TokenKind.Bang && left is UnarySyntax && PrecedenceOfOperators.IsRelational(infix.Operator);
            var before = _errors.Count;
            var sign = TakeInfix(infix);
            var right = ParseRight(precedence);
            var binary = new BinarySyntax(SpanFrom(first.Span.Start), infix.Operator, sign, left, right);
            if (_errors.Count == before && chained) ReportChain(comparison!, binary);
            else if (_errors.Count == before && negated) ReportNot(binary.Span, first);
            left = binary;
            comparison = precedence is Precedence.Comparison or Precedence.In ? binary : null;
        }
        return left;
    }

    // The dialect reads a == b == c from the left; whether anything is less than a truth value is another matter.
    private bool MayChain(BinaryOperator binary) => !Own && binary is BinaryOperator.Equal or BinaryOperator.NotEqual;

    private Precedence PrecedenceOf(BinarySyntax binary) => PrecedenceOfOperators.Of(binary.Operator, _dialect);

    private SyntaxNode ParseRight(Precedence precedence)
    {
        if (precedence == Precedence.In) return ParseInOperand();
        if (precedence != Precedence.Coalesce) return ParseOperators(precedence + 1);
        if (!Own) return ParseExpression();
        if (!Enter()) return Missing();
        var node = ParseOperators(Precedence.Coalesce);
        _depth--;
        return node;
    }

    private UnarySyntax ParseNot()
    {
        var start = Advance().Span.Start;
        if (!Enter()) return new UnarySyntax(SpanFrom(start), UnaryOperator.Not, Missing());
        var operand = ParseOperators(Precedence.Not);
        _depth--;
        return new UnarySyntax(SpanFrom(start), UnaryOperator.Not, operand);
    }

    private SyntaxNode ParseUnary()
    {
        var sign = Current;
        switch (sign.Kind)
        {
            case TokenKind.Minus:
                Advance();
                return At(TokenKind.Number) && (!Own || !IsPostfix(Ahead(1).Kind)) ? ParseNegativeNumber(sign) : ParseUnaryOperand(sign, UnaryOperator.Negate);
            case TokenKind.Bang:
            case TokenKind.Not when !Own:
                Advance();
                return ParseUnaryOperand(sign, UnaryOperator.Not);
            case TokenKind.Plus when Own:
                Advance();
                return ParseUnaryOperand(sign, UnaryOperator.Plus);
            default:
                return ParsePostfix(ParsePrimary(), sign.Span.Start);
        }
    }

    private UnarySyntax ParseUnaryOperand(Token sign, UnaryOperator unary)
    {
        if (!Enter()) return new UnarySyntax(SpanFrom(sign.Span.Start), unary, Missing());
        var operand = ParseUnary();
        _depth--;
        return new UnarySyntax(SpanFrom(sign.Span.Start), unary, operand);
    }

    // Our language applies the sign to what the postfix gives, the dialect the postfix to the signed number.
    private SyntaxNode ParseNegativeNumber(Token sign)
    {
        var literal = ReadNumber(sign);
        return Own ? literal : ParsePostfix(literal, sign.Span.Start);
    }

    private Infix? FindInfix()
    {
        var token = Current;
        if (!Own && token.Kind is TokenKind.Not or TokenKind.Bang && Ahead(1).Kind == TokenKind.In) return new Infix(BinaryOperator.NotIn, 2);
        if (Own && token.Kind == TokenKind.Not && Ahead(1).Kind == TokenKind.In) return new Infix(BinaryOperator.NotIn, 2);
        if (token.Kind != TokenKind.Word) return Binary(token.Kind) is { } binary ? new Infix(binary, 1) : null;
        if (!Own) return token.Name == "not_in" ? new Infix(BinaryOperator.NotIn, 1) : null;
        return Keywords.FindForeign(token.Name!) is { } foreign ? new Infix(Binary(foreign)!.Value, 1) : null;
    }

    private TextSpan TakeInfix(Infix infix)
    {
        var first = Current;
        var start = first.Span.Start;
        if (first.Kind == TokenKind.Word && Own)
        {
            var meant = Keywords.Spelling(Keywords.FindForeign(first.Name!)!.Value);
            Report(SyntaxDiagnostics.ForeignSpelling, first.Span, first.Name, meant);
        }
        for (var taken = 0; taken < infix.Tokens; taken++) Advance();
        var sign = SpanFrom(start);
        if (infix.Operator == BinaryOperator.NotIn && !Own)
            Report(SyntaxDiagnostics.ForeignConstruct, sign, "a not in (b, c)", "!(a in (b, c))");
        return sign;
    }

    private static BinaryOperator? Binary(TokenKind kind) => kind switch
    {
        TokenKind.Coalesce => BinaryOperator.Coalesce,
        TokenKind.Or => BinaryOperator.Or,
        TokenKind.And => BinaryOperator.And,
        TokenKind.In => BinaryOperator.In,
        TokenKind.Bar => BinaryOperator.EagerOr,
        TokenKind.Ampersand => BinaryOperator.EagerAnd,
        TokenKind.Equal => BinaryOperator.Equal,
        TokenKind.NotEqual => BinaryOperator.NotEqual,
        TokenKind.Less => BinaryOperator.Less,
        TokenKind.LessOrEqual => BinaryOperator.LessOrEqual,
        TokenKind.Greater => BinaryOperator.Greater,
        TokenKind.GreaterOrEqual => BinaryOperator.GreaterOrEqual,
        TokenKind.ShiftLeft => BinaryOperator.ShiftLeft,
        TokenKind.ShiftRight => BinaryOperator.ShiftRight,
        TokenKind.Plus => BinaryOperator.Add,
        TokenKind.Minus => BinaryOperator.Subtract,
        TokenKind.Star => BinaryOperator.Multiply,
        TokenKind.Slash => BinaryOperator.Divide,
        TokenKind.Percent => BinaryOperator.Modulo,
        _ => null,
    };

    private void ReportChain(BinarySyntax first, BinarySyntax second)
    {
        var start = second.Span.Start;
        var whole = Written(second.Span);
        var left = _text[start..second.OperatorSpan.Start].Trim();
        var middle = _text[first.OperatorSpan.End..second.OperatorSpan.Start].Trim();
        var rest = _text[second.OperatorSpan.Start..Math.Max(second.OperatorSpan.End, second.Span.End)].Trim();
        var remedy = second.Operator == BinaryOperator.In && !Own ? $"({left}) {rest}" : $"{left} {(Own ? "and" : "&&")} {middle} {rest}";
        Report(SyntaxDiagnostics.ChainedComparison, second.Span, whole, remedy);
    }

    private void ReportNot(TextSpan whole, Token not)
    {
        var operand = _text[not.Span.End..whole.End].Trim();
        Report(SyntaxDiagnostics.NotNeedsBrackets, whole, Written(whole), $"{Written(not)} ({operand})");
    }
}
