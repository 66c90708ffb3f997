using System.Collections.Immutable;

namespace CrmWorkflows.Rules.Expressions.Syntax;

/// <summary>A stretch of an expression's text, in UTF-16 units from its start.</summary>
internal readonly record struct TextSpan(int Start, int Length)
{
    public int End => Start + Length;

    public static TextSpan Between(TextSpan first, TextSpan last) => new(first.Start, last.End - first.Start);
}

/// <summary>
/// The parsed form of an expression, before names and types are known. One tree serves our own language and the
/// RulesEngine dialect; they differ in what the parser accepts and in the binder. Equality ignores nothing: spans are part of it.
/// </summary>
internal abstract record SyntaxNode(TextSpan Span);

/// <summary>What could not be parsed; the parser has reported it.</summary>
internal sealed record MissingSyntax(TextSpan Span) : SyntaxNode(Span);

/// <summary>A literal; a minus sign right before a number belongs to it. <see cref="Value"/> is null, bool, long, decimal, double (dialect only), string or char (dialect only).</summary>
/// <param name="Suffix">Number suffix of the dialect (L, M, D, F, U ...), upper case; empty in our own language.</param>
internal sealed record LiteralSyntax(TextSpan Span, object? Value, string Suffix = "") : SyntaxNode(Span);

internal sealed record NameSyntax(TextSpan Span, string Name) : SyntaxNode(Span);

/// <summary><c>target.name</c></summary>
internal sealed record MemberSyntax(TextSpan Span, SyntaxNode Target, string Name, TextSpan NameSpan) : SyntaxNode(Span);

/// <summary><c>target[index]</c></summary>
internal sealed record IndexSyntax(TextSpan Span, SyntaxNode Target, SyntaxNode Index) : SyntaxNode(Span);

/// <summary><c>name(arguments)</c>, or <c>target.name(arguments)</c> when there is a target.</summary>
internal sealed record CallSyntax(TextSpan Span, SyntaxNode? Target, string Name, TextSpan NameSpan, ImmutableArray<SyntaxNode> Arguments) : SyntaxNode(Span);

internal enum UnaryOperator { Not, Negate, Plus }

internal sealed record UnarySyntax(TextSpan Span, UnaryOperator Operator, SyntaxNode Operand) : SyntaxNode(Span);

internal enum BinaryOperator
{
    Or, And, Coalesce,
    Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual, In, NotIn,
    Add, Subtract, Multiply, Divide, Modulo,

    /// <summary>Dialect only: <c>|</c> and <c>&amp;</c>, which evaluate both sides.</summary>
    EagerOr, EagerAnd,

    /// <summary>Dialect only: <c>&lt;&lt;</c> and <c>&gt;&gt;</c> on whole numbers.</summary>
    ShiftLeft, ShiftRight,
}

internal sealed record BinarySyntax(TextSpan Span, BinaryOperator Operator, TextSpan OperatorSpan, SyntaxNode Left, SyntaxNode Right) : SyntaxNode(Span);

/// <summary><c>condition ? then : otherwise</c></summary>
internal sealed record ConditionalSyntax(TextSpan Span, SyntaxNode Condition, SyntaxNode Then, SyntaxNode Otherwise) : SyntaxNode(Span);

/// <summary><c>[low..high)</c>; a bound that is absent is open to that side.</summary>
internal sealed record RangeSyntax(TextSpan Span, SyntaxNode? Low, bool LowInclusive, SyntaxNode? High, bool HighInclusive) : SyntaxNode(Span);

/// <summary><c>[a, b, c]</c>, in the dialect also <c>new [] { a, b }</c> and the bracketed list after <c>in</c>.</summary>
/// <param name="ElementType">Dialect only: the type in <c>new double[] { 1, 2 }</c>; null when the items decide.</param>
internal sealed record ListSyntax(TextSpan Span, ImmutableArray<SyntaxNode> Items, string? ElementType = null) : SyntaxNode(Span);

/// <summary>One member of a record: <c>name: value</c>.</summary>
internal sealed record RecordMemberSyntax(TextSpan Span, string Name, SyntaxNode Value);

/// <summary><c>{ name: value, ... }</c>, in the dialect <c>new (value as name, ...)</c>.</summary>
internal sealed record RecordSyntax(TextSpan Span, ImmutableArray<RecordMemberSyntax> Members) : SyntaxNode(Span);

/// <summary><c>x => body</c> or <c>(a, b) => body</c></summary>
internal sealed record LambdaSyntax(TextSpan Span, ImmutableArray<string> Parameters, SyntaxNode Body) : SyntaxNode(Span);
