using System.Collections.Immutable;

namespace CrmWorkflows.Rules.Expressions.Syntax;

/// <summary>This part reads the forms that only the RulesEngine dialect has.</summary>
internal sealed partial class ExpressionParser
{
    // What stands behind "in": items of unary strength in brackets, or one name with what follows it.
    private SyntaxNode ParseInOperand()
    {
        var open = Current;
        if (open.Kind == TokenKind.OpenParen)
        {
            Advance();
            if (At(TokenKind.CloseParen)) ReportUnexpected("syntax.operand");
            var items = ParseItems(open, TokenKind.CloseParen, ParseUnary);
            return new ListSyntax(SpanFrom(open.Span.Start), items);
        }
        if (open.Kind is TokenKind.Word or TokenKind.New) return ParsePostfix(ParsePrimary(), open.Span.Start);
        ReportUnexpected("syntax.inOperand");
        return ParseUnary();
    }

    private SyntaxNode ParseOwnForm(string written, string replacement, Func<SyntaxNode> parse)
    {
        Report(SyntaxDiagnostics.ForeignConstruct, Current.Span, written, replacement);
        return parse();
    }

    private SyntaxNode ParseNew()
    {
        var start = Advance().Span.Start;
        var typeStart = Current;
        var type = At(TokenKind.Word) ? ParseTypeName() : null;
        var open = Current;
        switch (open.Kind)
        {
            case TokenKind.OpenBracket:
                return ParseArray(start, type);
            case TokenKind.OpenParen or TokenKind.OpenBrace when type is not null:
                Report(SyntaxDiagnostics.ForeignConstruct, SpanFrom(start), $"new {type}(\u2026)", $"{type}(\u2026)");
                Advance();
                return new CallSyntax(SpanFrom(start), null, type, typeStart.Span, ParseItems(open, Closing(open), ParseArgument));
            case TokenKind.OpenParen or TokenKind.OpenBrace:
                Advance();
                var members = ParseItems(open, Closing(open), ParseNewMember);
                ReportDuplicates(members);
                return new RecordSyntax(SpanFrom(start), members);
            default:
                ReportUnexpected("syntax.new");
                return Missing();
        }
    }

    private static TokenKind Closing(Token open) => open.Kind == TokenKind.OpenParen ? TokenKind.CloseParen : TokenKind.CloseBrace;

    private string ParseTypeName()
    {
        var name = Advance().Name!;
        while (At(TokenKind.Dot) && Ahead(1).Kind == TokenKind.Word)
        {
            Advance();
            name += "." + Advance().Name;
        }
        return name;
    }

    private SyntaxNode ParseArray(int start, string? type)
    {
        var bracket = Advance();
        Close(bracket, TokenKind.CloseBracket);
        var open = Current;
        if (!TryTake(TokenKind.OpenBrace))
        {
            ReportUnexpected("syntax.openBrace");
            return Missing();
        }
        var items = ParseItems(open, TokenKind.CloseBrace, ParseExpression);
        return new ListSyntax(SpanFrom(start), items, type);
    }

    private RecordMemberSyntax ParseNewMember()
    {
        var start = Current.Span.Start;
        var value = ParseExpression();
        var valueSpan = SpanFrom(start);
        if (At(TokenKind.Word) && string.Equals(Current.Name, "as", StringComparison.OrdinalIgnoreCase))
        {
            Advance();
            if (!At(TokenKind.Word)) ReportUnexpected("syntax.name");
            var name = At(TokenKind.Word) ? Advance().Name! : "";
            return new RecordMemberSyntax(SpanFrom(start), name, value);
        }
        if (value is BinarySyntax { Operator: BinaryOperator.Equal, Left: NameSyntax assigned, Right: var right })
            Report(SyntaxDiagnostics.ForeignConstruct, valueSpan, Written(valueSpan), $"{Written(right.Span)} as {assigned.Name}");
        else if (NameOf(value) is null && value is not MissingSyntax) Report(SyntaxDiagnostics.UnnamedMember, valueSpan, Written(valueSpan));
        return new RecordMemberSyntax(valueSpan, NameOf(value) ?? "", value);
    }

    /// <summary>The name that a value gives to its member in <c>new (...)</c> without <c>as</c>; null when it gives none.</summary>
    internal static string? NameOf(SyntaxNode value) => value switch
    {
        NameSyntax name => name.Name,
        MemberSyntax member => member.Name,
        IndexSyntax { Index: LiteralSyntax { Value: string key } } => key,
        _ => null,
    };
}
