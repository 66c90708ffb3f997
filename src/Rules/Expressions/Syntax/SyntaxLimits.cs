namespace CrmWorkflows.Rules.Expressions.Syntax;

/// <summary>What one expression may hold at most; hostile text ends here instead of taking time or stack.</summary>
internal static class SyntaxLimits
{
    /// <summary>Length of the text in UTF-16 units.</summary>
    public const int TextLength = 10_000;

    /// <summary>Words, numbers, operators and brackets.</summary>
    public const int Tokens = 5_000;

    /// <summary>Expressions inside expressions: brackets, arguments, branches, prefixes.</summary>
    public const int NestingDepth = 64;

    /// <summary>Levels of the tree; a chain such as <c>a or b or c</c> adds a level with each link. Whoever walks the tree may recurse.</summary>
    public const int TreeHeight = 500;

    /// <summary>Items of one list, arguments of one call or members of one record.</summary>
    public const int ListItems = 1_000;

    /// <summary>Findings reported for one text; what follows is noise.</summary>
    public const int Errors = 20;
}
