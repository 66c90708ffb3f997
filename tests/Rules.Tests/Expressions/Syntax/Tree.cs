using System.Globalization;
using CrmWorkflows.Rules.Expressions.Syntax;

namespace CrmWorkflows.Rules.Tests.Expressions.Syntax;

/// <summary>Writes a tree with a bracket around every operation, so that tests show how a text was read.</summary>
internal static class Tree
{
    public static string Of(SyntaxNode node) => node switch
    {
        MissingSyntax => "<missing>",
        LiteralSyntax literal => Literal(literal.Value) + literal.Suffix,
        NameSyntax name => name.Name,
        MemberSyntax member => $"{Of(member.Target)}.{member.Name}",
        IndexSyntax index => $"{Of(index.Target)}[{Of(index.Index)}]",
        CallSyntax { Target: null } call => $"{call.Name}({Join(call.Arguments)})",
        CallSyntax call => $"{Of(call.Target)}.{call.Name}({Join(call.Arguments)})",
        UnarySyntax unary => $"({unary.Operator} {Of(unary.Operand)})",
        BinarySyntax binary => $"({Of(binary.Left)} {binary.Operator} {Of(binary.Right)})",
        ConditionalSyntax conditional => $"({Of(conditional.Condition)} ? {Of(conditional.Then)} : {Of(conditional.Otherwise)})",
        RangeSyntax range => $"{(range.LowInclusive ? '[' : '(')}{Bound(range.Low)}..{Bound(range.High)}{(range.HighInclusive ? ']' : ')')}",
        ListSyntax list => $"{list.ElementType}[{Join(list.Items)}]",
        RecordSyntax record => "{" + string.Join(", ", record.Members.Select(member => $"{member.Name}: {Of(member.Value)}")) + "}",
        LambdaSyntax lambda => $"({string.Join(", ", lambda.Parameters)} => {Of(lambda.Body)})",
        _ => throw new ArgumentException(node.GetType().Name),
    };

    public static string Of(UnaryTestSyntax test) => test switch
    {
        AnyTestSyntax => "any",
        CompareTestSyntax compare => $"{compare.Operator} {Of(compare.Operand)}",
        RangeTestSyntax range => $"within {Of(range.Range)}",
        InTestSyntax list => $"in {Of(list.List)}",
        AnyOfTestSyntax any => string.Join(" | ", any.Tests.Select(Of)),
        NotTestSyntax not => $"not({Of(not.Test)})",
        _ => throw new ArgumentException(test.GetType().Name),
    };

    private static string Bound(SyntaxNode? bound) => bound is null ? "" : Of(bound);

    private static string Join(IEnumerable<SyntaxNode> nodes) => string.Join(", ", nodes.Select(Of));

    private static string Literal(object? value) => value switch
    {
        null => "null",
        bool truth => truth ? "true" : "false",
        string text => $"'{text}'",
        char sign => $"char'{sign}'",
        double binary => binary.ToString("R", CultureInfo.InvariantCulture) + "d",
        decimal exact => exact.ToString(CultureInfo.InvariantCulture) + "m",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
