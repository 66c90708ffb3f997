using System.Collections.Immutable;

namespace CrmWorkflows.Rules.Expressions.Syntax;

/// <summary>This part reads the cells of decision tables.</summary>
internal sealed partial class ExpressionParser
{
    public UnaryTestSyntax ReadUnaryTest()
    {
        if (At(TokenKind.End)) return new AnyTestSyntax(new TextSpan(0, 0));
        if (At(TokenKind.Minus) && Ahead(1).Kind == TokenKind.End) return new AnyTestSyntax(Advance().Span);
        var test = ParseTests();
        ReadRest();
        foreach (var operand in Operands(test)) Bounded(operand);
        return test;
    }

    private static IEnumerable<SyntaxNode> Operands(UnaryTestSyntax test) => test switch
    {
        CompareTestSyntax compare => [compare.Operand],
        RangeTestSyntax range => [range.Range],
        InTestSyntax list => [list.List],
        AnyOfTestSyntax any => any.Tests.SelectMany(Operands),
        NotTestSyntax not => Operands(not.Test),
        _ => [],
    };

    private UnaryTestSyntax ParseTests()
    {
        var start = Current.Span.Start;
        var tests = ImmutableArray.CreateBuilder<UnaryTestSyntax>();
        do
        {
            if (tests.Count == SyntaxLimits.ListItems) Abort(SyntaxDiagnostics.TooManyItems, SyntaxLimits.ListItems);
            tests.Add(ParseTest());
        }
        while (TryTake(TokenKind.Comma));
        return tests.Count == 1 ? tests[0] : new AnyOfTestSyntax(SpanFrom(start), tests.ToImmutable());
    }

    private UnaryTestSyntax ParseTest()
    {
        var first = Current;
        var start = first.Span.Start;
        switch (first.Kind)
        {
            case TokenKind.Minus when Ahead(1).Kind is TokenKind.Comma or TokenKind.CloseParen or TokenKind.End:
                Report(SyntaxDiagnostics.DashAmongTests, first.Span);
                Advance();
                return new AnyTestSyntax(first.Span);
            case TokenKind.Not:
                return ParseNotTest(Advance());
            case TokenKind.In:
                Advance();
                var list = ParseOperators(Precedence.Additive);
                return list is RangeSyntax within ? new RangeTestSyntax(SpanFrom(start), within) : new InTestSyntax(SpanFrom(start), list);
            case >= TokenKind.Equal and <= TokenKind.GreaterOrEqual:
                Advance();
                var limit = ParseOperators(Precedence.Additive);
                return new CompareTestSyntax(SpanFrom(start), Binary(first.Kind)!.Value, limit);
            default:
                var value = ParseOperators(Precedence.Additive);
                return value is RangeSyntax range ? new RangeTestSyntax(SpanFrom(start), range) : new CompareTestSyntax(SpanFrom(start), BinaryOperator.Equal, value);
        }
    }

    private NotTestSyntax ParseNotTest(Token not)
    {
        var start = not.Span.Start;
        var open = Current;
        if (!At(TokenKind.OpenParen))
        {
            if (!At(TokenKind.In)) ReportUnexpected("syntax.openParen");
            var single = ParseTest();
            return new NotTestSyntax(SpanFrom(start), single);
        }
        Advance();
        if (!Enter()) return new NotTestSyntax(SpanFrom(start), new AnyTestSyntax(open.Span));
        var tests = ParseTests();
        _depth--;
        Close(open, TokenKind.CloseParen);
        return new NotTestSyntax(SpanFrom(start), tests);
    }
}
