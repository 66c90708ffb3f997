using CrmWorkflows.Rules.Expressions.Syntax;

namespace CrmWorkflows.Rules.Tests.Expressions.Syntax;

/// <summary>How our own language is read.</summary>
public sealed class OwnLanguageTests
{
    [Theory]
    [InlineData("a or b and c", "(a Or (b And c))")]
    [InlineData("a || b && !c", "(a Or (b And (Not c)))")]
    [InlineData("not a > 5", "(Not (a Greater 5))")]
    [InlineData("!a == b", "((Not a) Equal b)")]
    [InlineData("not a and b", "((Not a) And b)")]
    [InlineData("not not a", "(Not (Not a))")]
    [InlineData("a == (not b)", "(a Equal (Not b))")]
    [InlineData("a + b * c - d", "((a Add (b Multiply c)) Subtract d)")]
    [InlineData("a - b - c", "((a Subtract b) Subtract c)")]
    [InlineData("a / b % c", "((a Divide b) Modulo c)")]
    [InlineData("-a * b", "((Negate a) Multiply b)")]
    [InlineData("+a", "(Plus a)")]
    [InlineData("a ?? b ?? c", "(a Coalesce (b Coalesce c))")]
    [InlineData("a ?? b ? c : d", "((a Coalesce b) ? c : d)")]
    [InlineData("a ? b : c ? d : e", "(a ? b : (c ? d : e))")]
    [InlineData("a in b + c", "(a In (b Add c))")]
    [InlineData("a not in [1, 2]", "(a NotIn [1, 2])")]
    [InlineData("not a in b", "(Not (a In b))")]
    [InlineData("a < b and b <= c", "((a Less b) And (b LessOrEqual c))")]
    public void Operators_bind_as_the_table_says(string text, string tree) => Assert.Equal(tree, Tree.Of(Parsed.Sound(text)));

    [Theory]
    [InlineData("customer.totalAssets", "customer.totalAssets")]
    [InlineData("a.in.not", "a.in.not")]
    [InlineData("rows[0].amount", "rows[0].amount")]
    [InlineData("f()", "f()")]
    [InlineData("f(a, b + 1)", "f(a, (b Add 1))")]
    [InlineData("xs.any(x => x.y > 1)", "xs.any((x => (x.y Greater 1)))")]
    [InlineData("xs.sum((a, b) => a + b)", "xs.sum((a, b => (a Add b)))")]
    [InlineData("fold(xs, (a) => a)", "fold(xs, (a => a))")]
    [InlineData("客户.总资产 >= 限额.贵宾", "(客户.总资产 GreaterOrEqual 限额.贵宾)")]
    [InlineData("_x1 + 𠮷", "(_x1 Add 𠮷)")]
    [InlineData("1.abs()", "1.abs()")]
    public void Names_members_and_calls(string text, string tree) => Assert.Equal(tree, Tree.Of(Parsed.Sound(text)));

    [Theory]
    [InlineData("[a..b)", "[a..b)")]
    [InlineData("(a..b]", "(a..b]")]
    [InlineData("(1..2)", "(1..2)")]
    [InlineData("[1..2]", "[1..2]")]
    [InlineData("[a..)", "[a..)")]
    [InlineData("(..b]", "(..b]")]
    [InlineData("x in [limits.low..limits.high + 1)", "(x In [limits.low..(limits.high Add 1)))")]
    [InlineData("[]", "[]")]
    [InlineData("[1, [2, 3]]", "[1, [2, 3]]")]
    [InlineData("{}", "{}")]
    [InlineData("{ grade: \"A\", points: a + 1, in: true }", "{grade: 'A', points: (a Add 1), in: true}")]
    public void Ranges_lists_and_records(string text, string tree) => Assert.Equal(tree, Tree.Of(Parsed.Sound(text)));

    [Theory]
    [InlineData("1_000_000", "1000000")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("-9223372036854775808", "-9223372036854775808")]
    [InlineData("-5", "-5")]
    [InlineData("-(5)", "(Negate 5)")]
    [InlineData("a - 5", "(a Subtract 5)")]
    [InlineData("-1.abs()", "(Negate 1.abs())")]
    [InlineData("0.0500", "0.0500m")]
    [InlineData("1_0.2_5", "10.25m")]
    [InlineData("1234567890123456789012345.678", "1234567890123456789012345.678m")]
    [InlineData("\"a\\\"b\\u4e2d\\n\"", "'a\"b中\n'")]
    [InlineData("'it\\'s \"x\" ，'", "'it's \"x\" ，'")]
    [InlineData("true", "true")]
    [InlineData("null", "null")]
    public void Literals(string text, string tree) => Assert.Equal(tree, Tree.Of(Parsed.Sound(text)));

    [Theory]
    [InlineData("", "any")]
    [InlineData("  ", "any")]
    [InlineData("-", "any")]
    [InlineData("-5", "Equal -5")]
    [InlineData(">= limits.vip", "GreaterOrEqual limits.vip")]
    [InlineData("< 5 + 1", "Less (5 Add 1)")]
    [InlineData("== x", "Equal x")]
    [InlineData("!= 'A'", "NotEqual 'A'")]
    [InlineData("[60..80)", "within [60..80)")]
    [InlineData("in [60..80)", "within [60..80)")]
    [InlineData("\"A\",\"B\"", "Equal 'A' | Equal 'B'")]
    [InlineData("not(\"A\", > 5)", "not(Equal 'A' | Greater 5)")]
    [InlineData("not(not([1..2]))", "not(not(within [1..2]))")]
    [InlineData("not in list", "not(in list)")]
    [InlineData("in [1, 2]", "in [1, 2]")]
    [InlineData("true", "Equal true")]
    [InlineData("(a ?? b)", "Equal (a Coalesce b)")]
    public void Cells_of_tables(string text, string test) => Assert.Equal(test, Tree.Of(Parsed.SoundTest(text)));

    [Fact]
    public void Spans_cover_what_was_written()
    {
        const string text = "  (a + b) * rows[0].amount.round(2)  ";
        var product = Assert.IsType<BinarySyntax>(Parsed.Sound(text));
        Assert.Equal(text.Trim(), Slice(text, product.Span));
        Assert.Equal("*", Slice(text, product.OperatorSpan));
        var call = Assert.IsType<CallSyntax>(product.Right);
        Assert.Equal("rows[0].amount.round(2)", Slice(text, call.Span));
        Assert.Equal("round", Slice(text, call.NameSpan));
        Assert.Equal("rows[0].amount", Slice(text, call.Target!.Span));
    }

    private static string Slice(string text, TextSpan span) => text.Substring(span.Start, span.Length);
}
