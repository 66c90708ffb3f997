using System.Linq.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Expressions.Compilation;

/// <summary>
/// Turns the parts of a typed tree that deal in single values into code on CLR types. Null for what has no lane: the caller then takes the
/// value lane. Faults are CLR exceptions of arithmetic; whoever runs the code turns to the value lane when one is thrown.
/// </summary>
internal sealed partial class ScalarCompiler(IScalarSource source)
{
    public Scalar? Compile(BoundNode node)
    {
        switch (node)
        {
            case BoundConstant constant: return Scalar.Of(constant.Value);
            case BoundSymbol { Symbol: ParameterSymbol parameter }: return Scalar.Of(parameter.Value);
            case BoundSymbol or BoundMember: return source.Read(node);
            case BoundNot not: return Condition(not.Operand) is { } operand ? Bool(Expression.Not(operand.Code), operand) : null;
            case BoundNegate negate: return Negate(Compile(negate.Operand));
            case BoundLogical logical: return Logical(logical);
            case BoundComparison comparison: return Comparison(comparison);
            case BoundRangeTest range: return Range(range);
            case BoundIn membership: return In(membership);
            case BoundArithmetic arithmetic: return Arithmetic(arithmetic);
            case BoundConditional conditional: return Conditional(conditional);
            case BoundCoalesce coalesce: return Coalesce(coalesce);
            case BoundHas has: return Has(has);
            default: return null;
        }
    }

    /// <summary>Code of a condition that is never null.</summary>
    public Scalar? Condition(BoundNode node) =>
        Compile(node) is { Kind: ValueKind.Boolean, IsNull: null } condition ? condition : null;

    private static Scalar Bool(Expression code, params ReadOnlySpan<Scalar?> operands) => new(ValueKind.Boolean, code) { CanFault = CanFault(operands) };

    private static bool CanFault(params ReadOnlySpan<Scalar?> operands)
    {
        foreach (var operand in operands)
            if (operand is { CanFault: true }) return true;
        return false;
    }

    private Scalar? Logical(BoundLogical logical)
    {
        if (Condition(logical.Left) is not { } left || Condition(logical.Right) is not { } right) return null;
        return Bool(logical.IsAnd ? Expression.AndAlso(left.Code, right.Code) : Expression.OrElse(left.Code, right.Code), left, right);
    }

    private static Scalar? Negate(Scalar? operand) => operand is { IsNumber: true, IsNull: null }
        ? new Scalar(operand.Kind, Expression.NegateChecked(operand.Code)) { CanFault = operand.Kind == ValueKind.Integer || operand.CanFault }
        : null;

    private Scalar? Arithmetic(BoundArithmetic node)
    {
        if (Compile(node.Left) is not { IsNumber: true, IsNull: null } left || Compile(node.Right) is not { IsNumber: true, IsNull: null } right) return null;
        var whole = left.Kind == ValueKind.Integer && right.Kind == ValueKind.Integer && node.Operator != ArithmeticOperator.Divide;
        var (l, r) = whole ? (left.Code, right.Code) : (left.AsDecimal(), right.AsDecimal());
        Expression code = node.Operator switch
        {
            ArithmeticOperator.Add => Expression.AddChecked(l, r),
            ArithmeticOperator.Subtract => Expression.SubtractChecked(l, r),
            ArithmeticOperator.Multiply => Expression.MultiplyChecked(l, r),
            ArithmeticOperator.Modulo => Expression.Modulo(l, r),
            _ => Expression.Divide(l, r),
        };
        return new Scalar(whole ? ValueKind.Integer : ValueKind.Decimal, code) { CanFault = true };
    }

    private Scalar? Conditional(BoundConditional node)
    {
        if (Compile(node.Condition) is not { Kind: ValueKind.Boolean } condition) return null;
        if (Compile(node.Then) is not { IsNull: null } then || Compile(node.Otherwise) is not { IsNull: null } otherwise || then.Kind != otherwise.Kind) return null;
        // A condition that is null does not hold.
        var holds = condition.IsNull is null ? condition.Code : Expression.AndAlso(Expression.Not(condition.IsNull), condition.Code);
        return new Scalar(then.Kind, Expression.Condition(holds, then.Code, otherwise.Code)) { CanFault = CanFault(condition, then, otherwise) };
    }

    private Scalar? Coalesce(BoundCoalesce node)
    {
        if (Compile(node.Left) is not { } left) return null;
        if (left.IsNull is null) return left;
        if (left.CanFault) return null;
        if (Compile(node.Right) is not { IsNull: null } right || left.Kind != right.Kind) return null;
        return new Scalar(left.Kind, Expression.Condition(left.IsNull, right.Code, left.Code)) { CanFault = right.CanFault };
    }

    private Scalar? Has(BoundHas node)
    {
        if (Compile(node.Operand) is not { CanFault: false } operand) return null;
        return operand.IsNull is null ? Scalar.Of(true) : Bool(Expression.Not(operand.IsNull));
    }
}
