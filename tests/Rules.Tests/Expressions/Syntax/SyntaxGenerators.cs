using System.Collections.Immutable;
using CrmWorkflows.Rules.Expressions.Syntax;
using FsCheck;
using FsCheck.Fluent;

namespace CrmWorkflows.Rules.Tests.Expressions.Syntax;

/// <summary>Generates trees that a text of the dialect can mean. Spans are empty.</summary>
internal sealed class SyntaxGenerators(Dialect dialect)
{
    private static readonly TextSpan None = default;
    private static readonly string[] Names = ["a", "b", "customer", "客户", "_x1", "it", "android", "notes", "𠮷"];
    private static readonly string[] MemberNames = ["total", "余额", "in", "not", "True", "x_2"];
    private static readonly string[] TypeNames = ["int", "double", "System.Decimal"];

    private static readonly BinaryOperator[] Shared =
    [
        BinaryOperator.Or, BinaryOperator.And, BinaryOperator.Coalesce, BinaryOperator.Equal, BinaryOperator.NotEqual, BinaryOperator.Less,
        BinaryOperator.LessOrEqual, BinaryOperator.Greater, BinaryOperator.GreaterOrEqual, BinaryOperator.Add, BinaryOperator.Subtract,
        BinaryOperator.Multiply, BinaryOperator.Divide, BinaryOperator.Modulo,
    ];

    private bool Own => dialect == Dialect.Own;

    public Gen<SyntaxNode> Expression => Gen.Sized(size => Node(Math.Min(5, size / 8)));

    public Gen<UnaryTestSyntax> Cell => Gen.Frequency(
        (1, Gen.Constant<UnaryTestSyntax>(new AnyTestSyntax(None))),
        (8, Tests(2)));

    private Gen<SyntaxNode> Node(int depth)
    {
        if (depth <= 0) return Leaf;
        var child = Node(depth - 1);
        return Gen.Frequency(
            (3, Leaf),
            (2, Gen.Elements(Own ? Enum.GetValues<UnaryOperator>() : [UnaryOperator.Not, UnaryOperator.Negate])
                .SelectMany(unary => child.Select(SyntaxNode (operand) => new UnarySyntax(None, unary, operand)))),
            (6, Binary(child)),
            (2, Gen.Three(child).Select(SyntaxNode (branches) => new ConditionalSyntax(None, branches.Item1, branches.Item2, branches.Item3))),
            (2, Gen.Zip(child, Gen.Elements(MemberNames)).Select(SyntaxNode (pair) => new MemberSyntax(None, pair.Item1, pair.Item2, None))),
            (1, Gen.Two(child).Select(SyntaxNode (pair) => new IndexSyntax(None, pair.Item1, pair.Item2))),
            (3, Call(child)),
            (2, List(child)),
            (1, Record(child)),
            (Own ? 2 : 0, Range(child).Select(SyntaxNode (range) => range)));
    }

    private Gen<SyntaxNode> Leaf => Gen.Frequency(
        (4, Gen.Elements(Names).Select(SyntaxNode (name) => new NameSyntax(None, name))),
        (4, Literal));

    private Gen<SyntaxNode> Literal
    {
        get
        {
            var whole = Gen.OneOf(Gen.Choose(-20, 20).Select(number => (long)number), Gen.Elements(long.MaxValue, long.MinValue, 1_000_000L));
            var exact = Gen.Choose(-1_000_000, 1_000_000).SelectMany(number => Gen.Choose(1, 6).Select(scale => new decimal(Math.Abs(number), 0, 0, number < 0, (byte)scale)));
            var letters = Gen.Elements("a", "\"", "'", "\\", "\n", "\t", "\u0001", "中", "“", "，", "𠮷", "/", " ", "{", "\u007f");
            var text = Gen.ArrayOf(letters).Select(string.Concat);
            var common = new[]
            {
                whole.Select(SyntaxNode (value) => new LiteralSyntax(None, value)),
                text.Select(SyntaxNode (value) => new LiteralSyntax(None, value)),
                Gen.Elements<object?>(true, false, null).Select(SyntaxNode (value) => new LiteralSyntax(None, value)),
                exact.Select(SyntaxNode (value) => new LiteralSyntax(None, value, Own ? "" : "M")),
            };
            if (Own) return Gen.OneOf(common);
            var binary = Gen.OneOf(Gen.Choose(-1000, 1000).Select(number => number / 8.0), Gen.Elements(1e300, 1e-300, -0.0, 0.1, 12345678901234567890.0));
            return Gen.OneOf([.. common,
                whole.Select(SyntaxNode (value) => new LiteralSyntax(None, value, "L")),
                Gen.Choose(0, 99).Select(SyntaxNode (value) => new LiteralSyntax(None, (long)value, "U")),
                binary.Select(SyntaxNode (value) => new LiteralSyntax(None, value)),
                binary.Select(SyntaxNode (value) => new LiteralSyntax(None, value, "D")),
                Gen.Choose(-100, 100).Select(SyntaxNode (value) => new LiteralSyntax(None, value / 8.0, "F")),
                Gen.Elements('a', '"', '\'', '\\', '\n', '中').Select(SyntaxNode (value) => new LiteralSyntax(None, value))]);
        }
    }

    private Gen<SyntaxNode> Binary(Gen<SyntaxNode> child)
    {
        BinaryOperator[] operators = Own
            ? [.. Shared, BinaryOperator.In, BinaryOperator.NotIn]
            : [.. Shared, BinaryOperator.EagerAnd, BinaryOperator.EagerOr, BinaryOperator.ShiftLeft, BinaryOperator.ShiftRight];
        var plain = Gen.Elements(operators).SelectMany(binary => Gen.Two(child).Select(SyntaxNode (pair) => new BinarySyntax(None, binary, None, pair.Item1, pair.Item2)));
        if (Own) return plain;
        var within = Gen.Zip(child, Gen.OneOf(List(child), Gen.Elements(Names).Select(SyntaxNode (name) => new NameSyntax(None, name))))
            .Select(SyntaxNode (pair) => new BinarySyntax(None, BinaryOperator.In, None, pair.Item1, pair.Item2));
        return Gen.Frequency((9, plain), (1, within));
    }

    private Gen<SyntaxNode> Call(Gen<SyntaxNode> child)
    {
        var lambda = Gen.Zip(Own ? Gen.Elements<string[]>(["x"], ["x", "y"], ["甲", "乙", "丙"]) : Gen.Constant<string[]>(["x"]), child)
            .Select(SyntaxNode (pair) => new LambdaSyntax(None, [.. pair.Item1], pair.Item2));
        var arguments = Few(Gen.Frequency((4, child), (1, lambda)));
        var target = Gen.OneOf(Gen.Constant<SyntaxNode?>(null), child.Select(SyntaxNode? (node) => node));
        return Gen.Zip(target, Gen.Zip(Gen.Elements("any", "round", "合计"), arguments))
            .Select(SyntaxNode (parts) => new CallSyntax(None, parts.Item1, parts.Item2.Item1, None, parts.Item2.Item2));
    }

    private Gen<SyntaxNode> List(Gen<SyntaxNode> child)
    {
        var type = Own ? Gen.Constant<string?>(null) : Gen.Elements<string?>([null, .. TypeNames]);
        return Gen.Zip(Few(child), type).Select(SyntaxNode (pair) => new ListSyntax(None, pair.Item1, pair.Item2));
    }

    private Gen<SyntaxNode> Record(Gen<SyntaxNode> child) =>
        Few(child).Select(SyntaxNode (values) => new RecordSyntax(None, [.. values.Select((value, at) => new RecordMemberSyntax(None, MemberName(at), value))]));

    private string MemberName(int at) => Own ? new[] { "grade", "in", "等级", "not" }[at] : new[] { "grade", "a", "等级", "total" }[at];

    private static Gen<RangeSyntax> Range(Gen<SyntaxNode> child)
    {
        var bound = Gen.Frequency((3, child.Select(SyntaxNode? (node) => node)), (1, Gen.Constant<SyntaxNode?>(null)));
        var truth = Gen.Elements(true, false);
        return Gen.Zip(Gen.Two(bound), Gen.Two(truth))
            .Where(parts => parts.Item1.Item1 is not null || parts.Item1.Item2 is not null)
            .Select(parts => new RangeSyntax(None, parts.Item1.Item1, parts.Item2.Item1, parts.Item1.Item2, parts.Item2.Item2));
    }

    private static Gen<ImmutableArray<SyntaxNode>> Few(Gen<SyntaxNode> item) =>
        Gen.Choose(0, 3).SelectMany(count => Gen.ArrayOf(item, count)).Select(items => items.ToImmutableArray());

    private Gen<UnaryTestSyntax> Tests(int depth)
    {
        var single = SingleTest(depth);
        var several = Gen.Choose(2, 3).SelectMany(count => Gen.ArrayOf(single, count))
            .Select(UnaryTestSyntax (tests) => new AnyOfTestSyntax(None, [.. tests]));
        return Gen.Frequency((3, single), (1, several));
    }

    private Gen<UnaryTestSyntax> SingleTest(int depth)
    {
        var operand = Node(2);
        var compare = Gen.Zip(Gen.Elements(Shared[3..9]), operand)
            .Where(pair => pair.Item1 != BinaryOperator.Equal || pair.Item2 is not RangeSyntax)
            .Select(UnaryTestSyntax (pair) => new CompareTestSyntax(None, pair.Item1, pair.Item2));
        var within = Range(operand).Select(UnaryTestSyntax (range) => new RangeTestSyntax(None, range));
        var member = operand.Where(node => node is not RangeSyntax).Select(UnaryTestSyntax (node) => new InTestSyntax(None, node));
        if (depth == 0) return Gen.OneOf(compare, within, member);
        return Gen.OneOf(compare, within, member, Tests(depth - 1).Select(UnaryTestSyntax (test) => new NotTestSyntax(None, test)));
    }
}
