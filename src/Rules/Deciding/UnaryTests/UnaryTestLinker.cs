using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Syntax;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Deciding.UnaryTests;

/// <summary>
/// Turns the cells of tables and the bands of scorecards into conditions on the value of their column. A cell is <c>-</c> (everything),
/// a value, a comparison, a range, <c>in</c> a list, several of these, or <c>not(...)</c>; a JSON list is several of them.
/// </summary>
internal sealed class UnaryTestLinker(LinkContext context)
{
    /// <summary>Links a cell that is the value of a property. False after a finding; a cell that takes everything has no condition.</summary>
    public bool TryLink(JsonSourceNode cell, BoundNode value, out Formula? condition)
    {
        condition = null;
        switch (cell)
        {
            case JsonObjectNode:
                context.Diagnostics.Add(UnaryTestDiagnostics.NotACell, cell.Span, cell.Excerpt());
                return false;
            case JsonArrayNode { Items.Length: 0 }:
                context.Diagnostics.Add(UnaryTestDiagnostics.NotACell, cell.Span, cell.Excerpt());
                return false;
            case JsonArrayNode several:
                var tests = ImmutableArray.CreateBuilder<BoundNode>();
                foreach (var item in several.Items)
                {
                    if (item is JsonArrayNode)
                    {
                        context.Diagnostics.Add(UnaryTestDiagnostics.NotACell, item.Span, item.Excerpt());
                        return false;
                    }
                    if (!TryLink(item, value, out var test)) return false;
                    if (test is null) return true;
                    tests.Add(test.Tree);
                }
                condition = new Formula(AnyOf(tests.ToImmutable(), value), cell.Excerpt(), _ => cell.Span);
                context.Cells.Add(condition);
                return true;
            default:
                return TryLink(CellText.Of(cell), value, out condition);
        }
    }

    /// <summary>Links a cell from its text.</summary>
    public bool TryLink(CellText cell, BoundNode value, out Formula? condition)
    {
        condition = null;
        var text = cell.Text.Trim();
        if (text is "" or "-") return true;
        if ((Plain(cell, text, value) ?? Parsed(cell, value)) is not { } tree) return false;
        condition = new Formula(tree, cell.Text, cell.SpanOf);
        context.Formulas.Add(condition);
        return true;
    }

    // A value of the column's type, or several separated by commas, without quotation marks.
    private BoundNode? Plain(CellText cell, string text, BoundNode value)
    {
        var type = value.Type.NotNull();
        var syntax = new LiteralSyntax(new TextSpan(0, cell.Text.Length), text);
        if (cell.IsPlain && type.Equals(ScalarType.Text)) return Equal(syntax, value, Value.Of(text));
        if (PlainLiteral.Read(text, type, cell.Span, context) is { } single) return Equal(syntax, value, single);
        if (text.StartsWith("not(", StringComparison.Ordinal) && text.EndsWith(')') && Plain(cell, text[4..^1], value) is { } inner)
            return new BoundNot(syntax, inner);
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        if (parts.Length < 2 || parts.Any(p => PlainLiteral.Read(p, type) is null)) return null;
        return AnyOf([.. parts.Select(p => Equal(syntax, value, PlainLiteral.Read(p, type, cell.Span, context)!.Value))], value);
    }

    private static BoundComparison Equal(SyntaxNode syntax, BoundNode value, Value constant) =>
        new(syntax, ComparisonOperator.Equal, value, new BoundConstant(syntax, value.Type.NotNull(), constant), value.Type.NotNull());

    private BoundNode? Parsed(CellText cell, BoundNode value)
    {
        var errors = new ParseErrors();
        var syntax = Parser.ParseUnaryTest(cell.Text, errors);
        foreach (var error in errors.Items) context.Diagnostics.Add(error.Code, cell.SpanOf(error.Span), error.Arguments.AsSpan());
        return errors.Any ? null : Bind(cell, syntax, value);
    }

    private BoundNode? Bind(CellText cell, UnaryTestSyntax test, BoundNode value)
    {
        switch (test)
        {
            case CompareTestSyntax compare:
                var operand = Unquoted(cell, compare.Operand, value.Type);
                return BinderFor(cell, operand, value) is var binder && binder.Bind(operand) is { } bound
                    ? binder.Compare(operand, Operator(compare.Operator), value, bound)
                    : null;
            case RangeTestSyntax { Range: var range }:
                var plain = range with
                {
                    Low = range.Low is null ? null : Unquoted(cell, range.Low, value.Type),
                    High = range.High is null ? null : Unquoted(cell, range.High, value.Type),
                };
                return BinderFor(cell, plain, value).InRange(plain, value, plain);
            case InTestSyntax { List: var list }:
                var items = list is ListSyntax written ? written with { Items = [.. written.Items.Select(i => Unquoted(cell, i, value.Type))] } : list;
                return BinderFor(cell, items, value) is var listBinder && listBinder.Bind(items) is { } members ? listBinder.In(items, value, members) : null;
            case AnyOfTestSyntax any:
                var tests = any.Tests.Select(t => Bind(cell, t, value)).ToArray();
                return tests.Any(t => t is null) ? null : AnyOf([.. tests!], value);
            case NotTestSyntax not:
                return Bind(cell, not.Test, value) is { } inner ? new BoundNot(new MissingSyntax(not.Span), inner) : null;
            default:
                return new BoundConstant(new LiteralSyntax(test.Span, true), ScalarType.Boolean, Value.True);
        }
    }

    // A table is itself the place of its figures, and the column says their currency; figures inside a computation belong to the parameters.
    private Binder BinderFor(CellText cell, SyntaxNode operand, BoundNode value)
    {
        var isFigure = IsFigure(operand);
        return new Binder(context.Scope, cell.SpanOf, context.Diagnostics)
        {
            WarnOfLiterals = !isFigure,
            FiguresAre = isFigure ? value.Type.NotNull() as MoneyType : null,
        };
    }

    private static bool IsFigure(SyntaxNode? node) => node switch
    {
        null or LiteralSyntax or NameSyntax or MemberSyntax => true,
        RangeSyntax range => IsFigure(range.Low) && IsFigure(range.High),
        ListSyntax list => list.Items.All(IsFigure),
        _ => false,
    };

    private SyntaxNode Unquoted(CellText cell, SyntaxNode operand, FactType type)
    {
        if (operand is LiteralSyntax or ListSyntax) return operand;
        var text = cell.Text.Substring(operand.Span.Start, operand.Span.Length);
        return PlainLiteral.Read(text, type, cell.SpanOf(operand.Span), context) is null ? operand : new LiteralSyntax(operand.Span, text);
    }

    // Several values read best as one membership.
    private static BoundNode AnyOf(ImmutableArray<BoundNode> tests, BoundNode value)
    {
        if (tests.Length == 1) return tests[0];
        if (tests.All(t => t is BoundComparison { Operator: ComparisonOperator.Equal, Right: BoundConstant { Value.IsPresent: true } }))
        {
            var items = tests.Select(t => ((BoundComparison)t).Right).ToImmutableArray();
            return new BoundIn(tests[0].Syntax, value, new BoundList(tests[0].Syntax, items, new ListType(items[0].Type)));
        }
        var any = tests[0];
        foreach (var test in tests.Skip(1)) any = new BoundLogical(any.Syntax, IsAnd: false, any, test);
        return any;
    }

    private static ComparisonOperator Operator(BinaryOperator op) => op switch
    {
        BinaryOperator.NotEqual => ComparisonOperator.NotEqual,
        BinaryOperator.Less => ComparisonOperator.Less,
        BinaryOperator.LessOrEqual => ComparisonOperator.LessOrEqual,
        BinaryOperator.Greater => ComparisonOperator.Greater,
        BinaryOperator.GreaterOrEqual => ComparisonOperator.GreaterOrEqual,
        _ => ComparisonOperator.Equal,
    };
}
