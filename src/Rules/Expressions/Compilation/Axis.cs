using System.Linq.Expressions;

namespace CrmWorkflows.Rules.Expressions.Compilation;

/// <summary>
/// A number of a typed record, laid on a line of longs or doubles in its order, so that comparing it with a decimal constant is one machine
/// comparison and exact all the same.
/// </summary>
internal abstract class Axis
{
    /// <summary>The place of the value on the line; a variable that is computed once.</summary>
    public abstract ParameterExpression Position { get; }

    /// <summary>The first place whose value is at least, or beyond, a constant; null when the line does not reach it.</summary>
    public abstract ConstantExpression? First(decimal constant, bool beyond);

    /// <summary>Code for <c>value >= constant</c>, or <c>value > constant</c>; null when it must be compared as it is.</summary>
    public Expression? AtLeast(decimal constant, bool beyond) =>
        First(constant, beyond) is { } first ? Expression.GreaterThanOrEqual(Position, first) : null;

    /// <summary>Code for <c>value &lt; constant</c>, or <c>value &lt;= constant</c>.</summary>
    public Expression? Below(decimal constant, bool orEqual) =>
        First(constant, orEqual) is { } first ? Expression.LessThan(Position, first) : null;

    /// <summary>Code for <c>value == constant</c>.</summary>
    public Expression? At(decimal constant) =>
        AtLeast(constant, beyond: false) is { } low && Below(constant, orEqual: true) is { } high ? Expression.AndAlso(low, high) : null;
}
