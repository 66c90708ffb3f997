namespace CrmWorkflows.Rules.Expressions.Syntax;

/// <summary>One word, number, text or sign. <see cref="Value"/> is the name of a word, the value of a literal.</summary>
/// <param name="Suffix">Number suffix of the dialect, upper case.</param>
internal readonly record struct Token(TokenKind Kind, TextSpan Span, object? Value = null, string Suffix = "")
{
    public string? Name => Value as string;
}
