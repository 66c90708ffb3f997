using System.Collections.Immutable;

namespace CrmWorkflows.Rules.Expressions.Syntax;

/// <summary>A cell of a decision table, read against the value of its column (DMN unary test).</summary>
internal abstract record UnaryTestSyntax(TextSpan Span);

/// <summary><c>-</c> or an empty cell: everything.</summary>
internal sealed record AnyTestSyntax(TextSpan Span) : UnaryTestSyntax(Span);

/// <summary><c>&gt;= limit</c>, <c>&lt; 5</c>, <c>== x</c>, <c>!= x</c>; a bare value is <c>== value</c>.</summary>
internal sealed record CompareTestSyntax(TextSpan Span, BinaryOperator Operator, SyntaxNode Operand) : UnaryTestSyntax(Span);

/// <summary><c>[60..80)</c></summary>
internal sealed record RangeTestSyntax(TextSpan Span, RangeSyntax Range) : UnaryTestSyntax(Span);

/// <summary><c>in list</c>: the value is a member of the list that the expression gives.</summary>
internal sealed record InTestSyntax(TextSpan Span, SyntaxNode List) : UnaryTestSyntax(Span);

/// <summary><c>"A", "B"</c>: one of several tests.</summary>
internal sealed record AnyOfTestSyntax(TextSpan Span, ImmutableArray<UnaryTestSyntax> Tests) : UnaryTestSyntax(Span);

/// <summary><c>not(...)</c></summary>
internal sealed record NotTestSyntax(TextSpan Span, UnaryTestSyntax Test) : UnaryTestSyntax(Span);
