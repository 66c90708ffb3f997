using System.Collections.Immutable;

namespace CrmWorkflows.Rules.Expressions.Syntax;

/// <summary>This part reads what stands in brackets: groups, lists, ranges, records, and lambdas.</summary>
internal sealed partial class ExpressionParser
{
    private SyntaxNode ParseParenthesis()
    {
        var open = Advance();
        if (Own && At(TokenKind.DotDot)) return ParseRange(open, null);
        var inner = ParseExpression();
        if (Own && At(TokenKind.DotDot)) return ParseRange(open, inner);
        if (Own && At(TokenKind.Comma))
        {
            Report(SyntaxDiagnostics.ForeignSpelling, open.Span, "(a, b)", "[a, b]");
            var items = ParseItems(open, TokenKind.CloseParen, ParseExpression, inner);
            return new ListSyntax(SpanFrom(open.Span.Start), items);
        }
        Close(open, TokenKind.CloseParen);
        return inner;
    }

    private SyntaxNode ParseListOrRange()
    {
        var open = Advance();
        var start = open.Span.Start;
        if (TryTake(TokenKind.CloseBracket)) return new ListSyntax(SpanFrom(start), []);
        if (At(TokenKind.DotDot)) return ParseRange(open, null);
        var first = ParseExpression();
        if (At(TokenKind.DotDot)) return ParseRange(open, first);
        var items = ParseItems(open, TokenKind.CloseBracket, ParseExpression, first);
        return new ListSyntax(SpanFrom(start), items);
    }

    private RangeSyntax ParseRange(Token open, SyntaxNode? low)
    {
        Advance();
        var high = Current.Kind is TokenKind.CloseParen or TokenKind.CloseBracket ? null : ParseExpression();
        var closed = At(TokenKind.CloseBracket);
        if (closed) Advance();
        else Close(open, TokenKind.CloseParen);
        var span = SpanFrom(open.Span.Start);
        if (low is null && high is null) Report(SyntaxDiagnostics.UnboundedRange, span, Written(span));
        return new RangeSyntax(span, low, open.Kind == TokenKind.OpenBracket, high, closed);
    }

    private RecordSyntax ParseRecord()
    {
        var open = Advance();
        var members = ParseItems(open, TokenKind.CloseBrace, ParseRecordMember);
        ReportDuplicates(members);
        return new RecordSyntax(SpanFrom(open.Span.Start), members);
    }

    private RecordMemberSyntax ParseRecordMember()
    {
        var name = Current;
        if (name.Kind == TokenKind.Text || name.Name is null) ReportUnexpected("syntax.name");
        else Advance();
        if (!TryTake(TokenKind.Colon))
        {
            ReportUnexpected("syntax.colonAfterName");
            if (At(TokenKind.Text)) Advance();
            TryTake(TokenKind.Colon);
        }
        var value = ParseExpression();
        return new RecordMemberSyntax(SpanFrom(name.Span.Start), name.Name ?? "", value);
    }

    private void ReportDuplicates(ImmutableArray<RecordMemberSyntax> members)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in members)
            if (member.Name.Length > 0 && !names.Add(member.Name)) Report(SyntaxDiagnostics.DuplicateName, member.Span, member.Name);
    }

    private bool IsLambdaAhead()
    {
        if (At(TokenKind.Word)) return Ahead(1).Kind == TokenKind.Arrow;
        if (!At(TokenKind.OpenParen)) return false;
        var count = 1;
        for (; Ahead(count).Kind == TokenKind.Word; count++)
            if (Ahead(count + 1).Kind == TokenKind.Comma) count++;
        return Ahead(count).Kind == TokenKind.CloseParen && Ahead(count + 1).Kind == TokenKind.Arrow;
    }

    private LambdaSyntax ParseMisplacedLambda()
    {
        var start = Current.Span.Start;
        var arrow = _index;
        while (_tokens[arrow].Kind != TokenKind.Arrow) arrow++;
        var parameters = TextSpan.Between(Current.Span, _tokens[arrow - 1].Span);
        Report(SyntaxDiagnostics.MisplacedLambda, parameters, Written(parameters));
        if (!Enter()) return new LambdaSyntax(SpanFrom(start), [], Missing());
        var lambda = ParseLambda();
        _depth--;
        return lambda;
    }

    private LambdaSyntax ParseLambda()
    {
        var start = Current.Span.Start;
        var parameters = ImmutableArray.CreateBuilder<string>();
        if (At(TokenKind.Word)) parameters.Add(Advance().Name!);
        else ParseParameters(parameters);
        if (!TryTake(TokenKind.Arrow)) ReportUnexpected("syntax.arrow");
        var body = ParseExpression();
        return new LambdaSyntax(SpanFrom(start), parameters.ToImmutable(), body);
    }

    private void ParseParameters(ImmutableArray<string>.Builder parameters)
    {
        var open = Advance();
        while (At(TokenKind.Word))
        {
            if (parameters.Contains(Current.Name!)) Report(SyntaxDiagnostics.DuplicateName, Current.Span, Current.Name);
            parameters.Add(Advance().Name!);
            if (!TryTake(TokenKind.Comma)) break;
            if (!At(TokenKind.Word)) ReportUnexpected("syntax.name");
        }
        if (parameters.Count == 0) ReportUnexpected("syntax.name");
        Close(open, TokenKind.CloseParen);
        if (!Own) Report(SyntaxDiagnostics.ForeignConstruct, SpanFrom(open.Span.Start), Written(SpanFrom(open.Span.Start)) + " => \u2026", "x => \u2026");
    }
}
