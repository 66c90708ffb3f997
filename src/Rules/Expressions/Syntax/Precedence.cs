namespace CrmWorkflows.Rules.Expressions.Syntax;

/// <summary>How tightly an operator binds, loosest first.</summary>
internal enum Precedence
{
    Conditional, Coalesce, Or, And,

    /// <summary><c>not</c> of our language; the dialect's binds like <see cref="Unary"/>.</summary>
    Not,

    /// <summary>Dialect only: <c>in</c>, then <c>&amp;</c> and <c>|</c>, both looser than comparison.</summary>
    In, Eager,

    Comparison, Shift, Additive, Multiplicative, Unary, Postfix,
}

internal static class PrecedenceOfOperators
{
    public static Precedence Of(BinaryOperator binary, Dialect dialect) => binary switch
    {
        BinaryOperator.Coalesce => Precedence.Coalesce,
        BinaryOperator.Or => Precedence.Or,
        BinaryOperator.And => Precedence.And,
        BinaryOperator.In or BinaryOperator.NotIn => dialect == Dialect.Own ? Precedence.Comparison : Precedence.In,
        BinaryOperator.EagerOr or BinaryOperator.EagerAnd => Precedence.Eager,
        BinaryOperator.ShiftLeft or BinaryOperator.ShiftRight => Precedence.Shift,
        BinaryOperator.Add or BinaryOperator.Subtract => Precedence.Additive,
        BinaryOperator.Multiply or BinaryOperator.Divide or BinaryOperator.Modulo => Precedence.Multiplicative,
        _ => Precedence.Comparison,
    };

    /// <summary>True for <c>&lt; &lt;= &gt; &gt;=</c>.</summary>
    public static bool IsRelational(BinaryOperator binary) => binary is >= BinaryOperator.Less and <= BinaryOperator.GreaterOrEqual;
}
