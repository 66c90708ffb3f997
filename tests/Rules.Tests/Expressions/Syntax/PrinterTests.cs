using CrmWorkflows.Rules.Expressions.Syntax;
using FsCheck;
using FsCheck.Fluent;

namespace CrmWorkflows.Rules.Tests.Expressions.Syntax;

/// <summary>What is printed is read back as the same tree, and printing what was printed changes nothing.</summary>
public sealed class PrinterTests
{
    private static readonly Config Laws = Config.QuickThrowOnFailure.WithMaxTest(2_000).WithEndSize(50);

    [Fact]
    public void Our_language_is_read_back_as_it_was_printed() => RoundTrip(Dialect.Own);

    [Fact]
    public void The_dialect_is_read_back_as_it_was_printed() => RoundTrip(Dialect.RulesEngine);

    private static void RoundTrip(Dialect dialect) =>
        Prop.ForAll(Arb.From(new SyntaxGenerators(dialect).Expression, ShrinkToParts), tree =>
        {
            var printed = Printer.Print(tree, dialect);
            var read = Parsed.Sound(printed, dialect);
            Assert.Equal(Tree.Of(tree), Tree.Of(read));
            Assert.Equal(printed, Printer.Print(read, dialect));
        }).Check(Laws);

    [Fact]
    public void Cells_are_read_back_as_they_were_printed() =>
        Prop.ForAll(Arb.From(new SyntaxGenerators(Dialect.Own).Cell), test =>
        {
            var printed = Printer.Print(test);
            var read = Parsed.SoundTest(printed);
            Assert.Equal(Tree.Of(test), Tree.Of(read));
            Assert.Equal(printed, Printer.Print(read));
        }).Check(Laws);

    [Theory]
    [InlineData("((a))   &&(!b||c)", "a and (not b or c)")]
    [InlineData("(a and b) or (c and d)", "a and b or c and d")]
    [InlineData("! (a>5)", "not a > 5")]
    [InlineData("!a == b", "(not a) == b")]
    [InlineData("a - (b - c) - (d * e)", "a - (b - c) - d * e")]
    [InlineData("(a ?? b) ?? c", "(a ?? b) ?? c")]
    [InlineData("a ?? (b ?? c)", "a ?? b ?? c")]
    [InlineData("a?b:(c?d:e)", "a ? b : c ? d : e")]
    [InlineData("a ? b ? c : d : e", "a ? (b ? c : d) : e")]
    [InlineData("x in[ 1_000..(2+3) )", "x in [1000..2 + 3)")]
    [InlineData("xs.any( (x)=>(x.y) )", "xs.any(x => x.y)")]
    [InlineData("{a:'it\\'s',b:\"\\u4e2d\"}", "{ a: \"it's\", b: \"中\" }")]
    [InlineData("-(5) + - x", "-(5) + -x")]
    [InlineData("(-5).abs() - 1.50", "(-5).abs() - 1.50")]
    public void Our_language_has_one_spelling(string text, string canonical) =>
        Assert.Equal(canonical, Printer.Print(Parsed.Sound(text), Dialect.Own));

    [Theory]
    [InlineData("a = 1 AND NOT(b) or c <> TRUE", "a == 1 && !b || c != true")]
    [InlineData("(a ?? b) ? c : (d ?? e)", "(a ?? b) ? c : d ?? e")]
    [InlineData("x IN ( 1,-2 )&&y in list", "x in (1, -2) && y in list")]
    [InlineData("new[]{1,2}.Sum()", "new [] { 1, 2 }.Sum()")]
    [InlineData("@1e5+@new", "@1e5 + @new")]
    [InlineData("new (a.b as b, a.c as d)", "new (a.b, a.c as d)")]
    [InlineData("2.50M * 1e20 + 3.0", "2.50m * 1E+20 + 3.0")]
    [InlineData("(!a) < b", "(!a) < b")]
    [InlineData("$.x mod 0x10", "it.x % 16")]
    public void The_dialect_has_one_spelling(string text, string canonical) =>
        Assert.Equal(canonical, Printer.Print(Parsed.Sound(text, Dialect.RulesEngine), Dialect.RulesEngine));

    [Theory]
    [InlineData("", "-")]
    [InlineData("==5", "5")]
    [InlineData(" not( 'A','B' ) ", "not(\"A\", \"B\")")]
    [InlineData("in[1..2]", "[1..2]")]
    [InlineData("not in list", "not(in list)")]
    [InlineData(">=limits . vip", ">= limits.vip")]
    public void Cells_have_one_spelling(string text, string canonical) => Assert.Equal(canonical, Printer.Print(Parsed.SoundTest(text)));

    private static IEnumerable<SyntaxNode> ShrinkToParts(SyntaxNode node) => SyntaxHeight.Children(node).Where(child => child is not LambdaSyntax);
}
