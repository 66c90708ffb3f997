using System.Linq.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Values;
using CrmWorkflows.Rules.Values.Time;

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
            case BoundCall call: return Call(call);
            // An entry of a parameter, for example.
            default: return Constants.TryRead(node, out var known) ? Scalar.Of(known) : null;
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

    private static Scalar? Negate(Scalar? operand) => operand is { IsNumber: true }
        ? new Scalar(operand.Kind, Expression.NegateChecked(operand.Code)) { IsNull = operand.IsNull, CanFault = operand.Kind == ValueKind.Integer || operand.CanFault }
        : null;

    private Scalar? Arithmetic(BoundArithmetic node)
    {
        if (node.Left.Type.Kind == ValueKind.Date) return Constants.TryRead(node.Right, out var period) ? Moved(Compile(node.Left), period, node.Operator) : null;
        if (Compile(node.Left) is not { IsNumber: true } left || Compile(node.Right) is not { IsNumber: true } right) return null;
        // Both sides are always computed; where null would spare one, it must not be one that can fault.
        if ((left.IsNull is not null && right.CanFault) || (right.IsNull is not null && left.CanFault)) return null;
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
        return new Scalar(whole ? ValueKind.Integer : ValueKind.Decimal, code) { IsNull = Either(left.IsNull, right.IsNull), CanFault = true };
    }

    // A day and a known period of the calendar.
    private static Scalar? Moved(Scalar? day, Value by, ArithmeticOperator op)
    {
        if (day is null || by.Kind != ValueKind.Period) return null;
        var period = op == ArithmeticOperator.Subtract ? by.AsPeriod().Negate() : by.AsPeriod();
        return new Scalar(ValueKind.Date, Expression.Call(typeof(ScalarCompiler), nameof(Moved), null, day.Code, Expression.Constant(period))) { IsNull = day.IsNull, CanFault = true };
    }

    internal static long Moved(long day, CalendarPeriod period) =>
        period.TryAddTo(DateOnly.FromDayNumber((int)day), out var moved) ? moved.DayNumber : throw new OverflowException();

    private static Expression? Either(Expression? one, Expression? other) => one is null ? other : other is null ? one : Expression.OrElse(one, other);

    private Scalar? Conditional(BoundConditional node)
    {
        if (Compile(node.Condition) is not { Kind: ValueKind.Boolean } condition) return null;
        // A condition that is null does not hold.
        var holds = condition.IsNull is null ? condition.Code : Expression.AndAlso(Expression.Not(condition.IsNull), condition.Code);
        if (IsNull(node.Then)) return condition.CanFault ? null : NullWhen(holds, Compile(node.Otherwise));
        if (IsNull(node.Otherwise)) return condition.CanFault ? null : NullWhen(Expression.Not(holds), Compile(node.Then));
        if (Compile(node.Then) is not { IsNull: null } then || Compile(node.Otherwise) is not { IsNull: null } otherwise || then.Kind != otherwise.Kind) return null;
        return new Scalar(then.Kind, Expression.Condition(holds, then.Code, otherwise.Code)) { CanFault = CanFault(condition, then, otherwise) };
    }

    /// <summary>Code for a decimal, whole numbers widened wherever they come from; for a place that widens them in any case.</summary>
    public Scalar? Decimal(BoundNode node)
    {
        if (node is BoundConditional choice && Compile(node) is null)
        {
            if (Condition(choice.Condition) is not { } condition || Decimal(choice.Then) is not { IsNull: null } then || Decimal(choice.Otherwise) is not { IsNull: null } otherwise) return null;
            return new Scalar(ValueKind.Decimal, Expression.Condition(condition.Code, then.Code, otherwise.Code)) { CanFault = CanFault(condition, then, otherwise) };
        }
        return Compile(node) is not { IsNumber: true } number ? null
            : number.Kind == ValueKind.Decimal ? number
            : new Scalar(ValueKind.Decimal, number.AsDecimal()) { IsNull = number.IsNull, CanFault = number.CanFault };
    }

    private static Scalar? NullWhen(Expression isNull, Scalar? value) =>
        value is null ? null : new Scalar(value.Kind, value.Code) { IsNull = Either(isNull, value.IsNull), CanFault = value.CanFault };

    // What is known not to be null only: then there is nothing to decide before the call.
    private Scalar? Call(BoundCall call)
    {
        if (call.Function.Lane is not { } lane) return null;
        var arguments = new Scalar[call.Arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            if (Compile(call.Arguments[i]) is not { IsNull: null } argument) return null;
            arguments[i] = argument;
        }
        return lane(arguments) is { } result ? result with { CanFault = result.CanFault || CanFault(arguments) } : null;
    }

    private Scalar? Coalesce(BoundCoalesce node)
    {
        if (Compile(node.Left) is not { } left) return null;
        if (left.IsNull is null) return left;
        if (Compile(node.Right) is not { IsNull: null } right || left.Kind != right.Kind) return null;
        return new Scalar(left.Kind, Expression.Condition(left.IsNull, right.Code, left.Code)) { CanFault = CanFault(left, right) };
    }

    private Scalar? Has(BoundHas node)
    {
        if (Compile(node.Operand) is not { CanFault: false } operand) return null;
        return operand.IsNull is null ? Scalar.Of(true) : Bool(Expression.Not(operand.IsNull));
    }
}
