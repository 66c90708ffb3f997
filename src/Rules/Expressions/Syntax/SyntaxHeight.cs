namespace CrmWorkflows.Rules.Expressions.Syntax;

/// <summary>Measures a tree without recursion, before anybody recurses over it.</summary>
internal static class SyntaxHeight
{
    public static int Of(SyntaxNode root)
    {
        var height = 0;
        var open = new Stack<(SyntaxNode Node, int Level)>();
        open.Push((root, 1));
        while (open.TryPop(out var next))
        {
            height = Math.Max(height, next.Level);
            foreach (var child in Children(next.Node)) open.Push((child, next.Level + 1));
        }
        return height;
    }

    /// <summary>The nodes right below a node, in the order of the text.</summary>
    public static IEnumerable<SyntaxNode> Children(SyntaxNode node) => node switch
    {
        MemberSyntax member => [member.Target],
        IndexSyntax index => [index.Target, index.Index],
        CallSyntax call => call.Target is null ? call.Arguments : call.Arguments.Prepend(call.Target),
        UnarySyntax unary => [unary.Operand],
        BinarySyntax binary => [binary.Left, binary.Right],
        ConditionalSyntax conditional => [conditional.Condition, conditional.Then, conditional.Otherwise],
        RangeSyntax range => new[] { range.Low, range.High }.OfType<SyntaxNode>(),
        ListSyntax list => list.Items,
        RecordSyntax record => record.Members.Select(member => member.Value),
        LambdaSyntax lambda => [lambda.Body],
        _ => [],
    };
}
