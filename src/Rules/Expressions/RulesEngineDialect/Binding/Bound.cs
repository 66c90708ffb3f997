using System.Linq.Expressions;
using CrmWorkflows.Rules.Expressions.RulesEngineDialect.Types;

namespace CrmWorkflows.Rules.Expressions.RulesEngineDialect.Binding;

/// <summary>An expression whose type is known.</summary>
/// <param name="Node">How it is computed.</param>
/// <param name="Type">Its type; the CLR type is that of <paramref name="Node"/>.</param>
/// <param name="Literal">As it is written, when it is a literal: a fraction beside a decimal is read again, exactly.</param>
internal sealed record Bound(Expression Node, StaticType Type, string? Literal = null)
{
    /// <summary>The literal <c>null</c>, which takes the type of its surroundings.</summary>
    public static Bound Null { get; } = new(Expression.Constant(null, typeof(object)), StaticType.Object, "null");

    public bool IsNull => ReferenceEquals(this, Null);

    public bool IsLiteral => Literal is not null;

    /// <summary>Value of a literal.</summary>
    public object? Value => (Node as ConstantExpression)?.Value;

    public Type Clr => Type.Clr;

    public static Bound Constant(object value, string literal) => new(Expression.Constant(value), StaticType.Of(value.GetType()), literal);
}
