namespace CrmWorkflows.Rules.Expressions.Syntax;

/// <summary>
/// Reads expressions and table cells. Whatever the text holds, the answer is a tree and the findings about the text:
/// never an exception, never a tree higher than <see cref="SyntaxLimits.TreeHeight"/>.
/// </summary>
internal static class Parser
{
    /// <summary>Reads one expression. The tree is to be used only when nothing was added to <paramref name="errors"/>.</summary>
    public static SyntaxNode ParseExpression(string text, Dialect dialect, ParseErrors errors) =>
        new ExpressionParser(text, dialect, errors).ReadExpression();

    /// <summary>Reads a cell of a decision table, in our own language; an empty cell is <c>-</c>.</summary>
    public static UnaryTestSyntax ParseUnaryTest(string text, ParseErrors errors) =>
        new ExpressionParser(text, Dialect.Own, errors).ReadUnaryTest();
}
