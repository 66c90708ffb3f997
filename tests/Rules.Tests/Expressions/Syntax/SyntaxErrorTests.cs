using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.Syntax;

namespace CrmWorkflows.Rules.Tests.Expressions.Syntax;

/// <summary>What is wrong with a text, where, and what its author reads.</summary>
public sealed class SyntaxErrorTests
{
    [Theory]
    [InlineData("", "2020")]
    [InlineData("a >", "2001")]
    [InlineData("a b", "2002")]
    [InlineData("a < b < c", "2003")]
    [InlineData("a == b != c", "2003")]
    [InlineData("(a + b", "2004")]
    [InlineData("f(a, b", "2004")]
    [InlineData("[1, 2", "2004")]
    [InlineData("a = 1", "2005")]
    [InlineData("a === 1", "2005")]
    [InlineData("a <> 1", "2005")]
    [InlineData("a & b", "2005")]
    [InlineData("a | b", "2005")]
    [InlineData("a AND b", "2005")]
    [InlineData("NOT a", "2005")]
    [InlineData("a mod 2", "2005")]
    [InlineData("a 并且 b", "2005")]
    [InlineData("a 大于 5", "2005")]
    [InlineData("a in (1, 2)", "2005")]
    [InlineData("a ＝ 5", "2005")]
    [InlineData("a != = b", "2005")]
    [InlineData("x in 1..5", "2005")]
    [InlineData("a > 1,000", "2010")]
    [InlineData("(x, y) => x", "2012")]
    [InlineData("a # b", "2007")]
    [InlineData("a == 1;", "2007")]
    [InlineData("\"abc", "2008")]
    [InlineData("f(\"abc", "2008")]
    [InlineData("\"a\\q\"", "2009")]
    [InlineData("\"\\ud800\"", "2009")]
    [InlineData("1__0", "2010")]
    [InlineData("1_", "2010")]
    [InlineData(".5", "2010")]
    [InlineData("1e5", "2010")]
    [InlineData("100万", "2010")]
    [InlineData("9223372036854775808", "2011")]
    [InlineData("12345678901234567890123456789.1", "2011")]
    [InlineData("a => 5", "2012")]
    [InlineData("xs.any((x, x) => x)", "2013")]
    [InlineData("{ a: 1, a: 2 }", "2013")]
    [InlineData("x in [..]", "2014")]
    [InlineData("(a)(b)", "2019")]
    [InlineData("a == not b", "2022")]
    [InlineData("a?.b", "2030")]
    [InlineData("f(a,, b)", "2000")]
    [InlineData("[1, ]", "2000")]
    [InlineData("a ? b", "2001")]
    [InlineData("a.", "2001")]
    [InlineData("a.5", "2010")]
    [InlineData("{ 'a': 1 }", "2000")]
    public void Each_mistake_has_its_code(string text, string codes) => Assert.Equal(codes, Parsed.Codes(Parsed.Errors(text)));

    [Theory]
    [InlineData("-, 5", "2021")]
    [InlineData("not(-)", "2021")]
    [InlineData("= 5", "2005")]
    [InlineData("a > 5", "2002")]
    [InlineData(">=", "2001")]
    [InlineData("not 5", "2000")]
    [InlineData("5,", "2001")]
    [InlineData("not(5", "2004")]
    public void Each_mistake_in_a_cell_has_its_code(string text, string codes) => Assert.Equal(codes, Parsed.Codes(Parsed.TestErrors(text)));

    [Fact]
    public void One_reading_finds_several_mistakes()
    {
        var errors = Parsed.Errors("a = 1 and (b + ) > 2 and c AND 100万 < d");
        Assert.Equal("2005 2000 2005 2010", Parsed.Codes(errors));
        Assert.Equal([2, 15, 27, 31], errors.Select(error => error.Span.Start));
    }

    [Theory]
    [InlineData("a，b", "，", ",")]
    [InlineData("f（a)", "（", "(")]
    [InlineData("a ＞ 5", "＞", ">")]
    [InlineData("a ＝= 5", "＝", "=")]
    [InlineData("a ≥ 5", "≥", ">=")]
    [InlineData("a == “甲\"", "“", "\"")]
    [InlineData("a == ５", "５", "5")]
    [InlineData("[1…5]", "…", "..")]
    public void A_full_width_sign_is_named_with_the_plain_one(string text, string sign, string plain)
    {
        var error = Parsed.Errors(text)[0];
        Assert.Equal(SyntaxDiagnostics.FullWidthSign, error.Code);
        Assert.Equal<object?>([sign, plain], error.Arguments);
        Assert.Equal(sign, text.Substring(error.Span.Start, error.Span.Length));
    }

    [Fact]
    public void Full_width_signs_are_read_as_their_author_meant()
    {
        Assert.Equal("2006 2006 2006 2006 2006 2006", Parsed.Codes(Parsed.Errors("（客户.等级 == “甲”）　and a ≠ ｂ")));
        Assert.Empty(Parsed.Errors("客户.等级 == \"甲，乙（“丙”）\""));
    }

    [Theory]
    [InlineData("a < b + 1 < c", "a < b + 1 and b + 1 < c")]
    [InlineData("0 <= (x) < 10 or y", "0 <= (x) and (x) < 10")]
    public void The_remedy_for_a_chain_is_ready_to_paste(string text, string remedy)
    {
        var error = Assert.Single(Parsed.Errors(text));
        Assert.Equal(remedy, error.Arguments[1]);
        Assert.Contains(remedy, error.Code.Texts.Format(error.Code.Id + ".remedy", Language.Chinese, error.Arguments.AsSpan()), StringComparison.Ordinal);
        Parsed.Sound(remedy);
    }

    [Theory]
    [InlineData("not a > 5 and b", "not (a > 5)", false)]
    [InlineData("a == not b", "(not b)", true)]
    public void The_remedy_for_not_shows_the_brackets(string text, string remedy, bool own) =>
        Assert.Equal(remedy, Assert.Single(Parsed.Errors(text, own ? Dialect.Own : Dialect.RulesEngine)).Arguments[1]);

    [Theory]
    [InlineData("(", ")")]
    [InlineData("[", "]")]
    [InlineData("-", "")]
    [InlineData("not ", "")]
    [InlineData("a ?? ", "")]
    [InlineData("f(", ")")]
    [InlineData("{a:", "}")]
    [InlineData("f(x => ", ")")]
    public void Nesting_has_a_limit(string open, string close)
    {
        string Nested(int depth) => string.Concat(Enumerable.Repeat(open, depth)) + "x" + string.Concat(Enumerable.Repeat(close, depth));
        Parsed.Sound(Nested(30));
        Assert.Equal("2016", Parsed.Codes(Parsed.Errors(Nested(500))));
    }

    [Theory]
    [InlineData("+a")]
    [InlineData(".a")]
    [InlineData("[0]")]
    [InlineData(" or a")]
    public void A_chain_has_a_limit(string link)
    {
        Parsed.Sound("a" + string.Concat(Enumerable.Repeat(link, 400)));
        Assert.Equal("2016", Parsed.Codes(Parsed.Errors("a" + string.Concat(Enumerable.Repeat(link, 1_000)))));
    }

    [Fact]
    public void Length_tokens_and_items_have_limits()
    {
        Assert.Equal("2015", Parsed.Codes(Parsed.Errors(new string('a', SyntaxLimits.TextLength + 1))));
        Parsed.Sound(new string('a', SyntaxLimits.TextLength));
        Assert.Equal("2017", Parsed.Codes(Parsed.Errors(string.Concat(Enumerable.Repeat("[],", SyntaxLimits.Tokens / 2)))));
        string List(int count) => "[" + string.Join(',', Enumerable.Repeat("1", count)) + "]";
        Parsed.Sound(List(SyntaxLimits.ListItems));
        Assert.Equal("2018", Parsed.Codes(Parsed.Errors(List(SyntaxLimits.ListItems + 1))));
        Assert.Equal("2018", Parsed.Codes(Parsed.Errors("f" + List(SyntaxLimits.ListItems + 1).Replace('[', '(').Replace(']', ')'))));
    }

    [Fact]
    public void Findings_have_a_limit() => Assert.Equal(SyntaxLimits.Errors, Parsed.Errors(string.Concat(Enumerable.Repeat("a = ", 500))).Count);
}
