using CrmWorkflows.Rules.Expressions.Syntax;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Expressions.Binding;

internal sealed partial class Binder
{
    private BoundNode? Unary(UnarySyntax unary)
    {
        if (unary.Operator == UnaryOperator.Not)
            return BindCondition(unary.Operand) is { } condition ? new BoundNot(unary, condition) : null;
        if (Bind(unary.Operand) is not { } operand) return null;
        var signed = TypeRules.IsNumeric(operand.Type) || operand.Type.Kind is ValueKind.Duration or ValueKind.Period;
        if (!signed) return Error(BindingDiagnostics.OperandTypes, unary, unary.Operator == UnaryOperator.Negate ? "-" : "+", operand.Type.Name, "");
        return unary.Operator == UnaryOperator.Plus ? operand : new BoundNegate(unary, operand);
    }

    private BoundNode? Binary(BinarySyntax binary)
    {
        switch (binary.Operator)
        {
            case BinaryOperator.And or BinaryOperator.Or:
                var first = BindCondition(binary.Left);
                var second = BindCondition(binary.Right);
                return first is null || second is null ? null : new BoundLogical(binary, binary.Operator == BinaryOperator.And, first, second);
            case BinaryOperator.Coalesce:
                var left = Bind(binary.Left);
                var right = Bind(binary.Right);
                if (left is null || right is null || Convert(right, left.Type.NotNull()) is not { } fallback) return null;
                if (TypeRules.Common(left.Type.NotNull(), fallback.Type) is { } type) return new BoundCoalesce(binary, left, fallback, type);
                return Error(BindingDiagnostics.BranchTypes, binary, left.Type.Name, fallback.Type.Name);
            case BinaryOperator.In: return Membership(binary);
            case BinaryOperator.NotIn: return Membership(binary) is { } membership ? new BoundNot(binary, membership) : null;
            case BinaryOperator.Equal: return Comparison(binary, ComparisonOperator.Equal);
            case BinaryOperator.NotEqual: return Comparison(binary, ComparisonOperator.NotEqual);
            case BinaryOperator.Less: return Comparison(binary, ComparisonOperator.Less);
            case BinaryOperator.LessOrEqual: return Comparison(binary, ComparisonOperator.LessOrEqual);
            case BinaryOperator.Greater: return Comparison(binary, ComparisonOperator.Greater);
            case BinaryOperator.GreaterOrEqual: return Comparison(binary, ComparisonOperator.GreaterOrEqual);
            case BinaryOperator.Add: return Arithmetic(binary, ArithmeticOperator.Add, "+");
            case BinaryOperator.Subtract: return Arithmetic(binary, ArithmeticOperator.Subtract, "-");
            case BinaryOperator.Multiply: return Arithmetic(binary, ArithmeticOperator.Multiply, "*");
            case BinaryOperator.Divide: return Arithmetic(binary, ArithmeticOperator.Divide, "/");
            case BinaryOperator.Modulo: return Arithmetic(binary, ArithmeticOperator.Modulo, "%");
            default: return Error(BindingDiagnostics.NotInDialect, binary);
        }
    }

    private BoundNode? Comparison(BinarySyntax binary, ComparisonOperator op)
    {
        var left = Bind(binary.Left);
        var right = Bind(binary.Right);
        return left is null || right is null ? null : Compare(binary, op, left, right);
    }

    /// <summary>Compares two bound values; also used by the cells of tables.</summary>
    public BoundNode? Compare(SyntaxNode syntax, ComparisonOperator op, BoundNode left, BoundNode right)
    {
        if (!Reconcile(ref left, ref right)) return null;
        if (TypeRules.Common(left.Type, right.Type) is not { } type)
            return Error(BindingDiagnostics.NotComparable, syntax, left.Type.Name, right.Type.Name);
        if (op is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual) && !TypeRules.IsOrdered(type.NotNull()))
            return Error(BindingDiagnostics.NotComparable, syntax, left.Type.Name, right.Type.Name);
        return new BoundComparison(syntax, op, left, right, type.NotNull());
    }

    private BoundArithmetic? Arithmetic(BinarySyntax binary, ArithmeticOperator op, string sign)
    {
        var left = Bind(binary.Left);
        var right = Bind(binary.Right);
        if (left is null || right is null) return null;
        // 0 + money: the literal takes the unit.
        if (op is ArithmeticOperator.Add or ArithmeticOperator.Subtract && (left.Type is MoneyType || right.Type is MoneyType) && !Reconcile(ref left, ref right)) return null;
        if (TypeRules.Arithmetic(op, left.Type, right.Type) is not { } type)
            return (BoundArithmetic?)Error(BindingDiagnostics.OperandTypes, binary, binary.OperatorSpan, sign, left.Type.Name, right.Type.Name);
        if (!scope.HasCalendar && right.Type.Kind is ValueKind.WorkingDays or ValueKind.WorkingTime && left.Type.Kind is ValueKind.Date or ValueKind.Instant)
            Report(BindingDiagnostics.NoCalendar, binary);
        return new BoundArithmetic(binary, op, left, right, type);
    }

    private BoundNode? Membership(BinarySyntax binary)
    {
        var value = Bind(binary.Left);
        if (binary.Right is RangeSyntax range) return value is null ? null : InRange(binary, value, range);
        var list = Bind(binary.Right);
        return value is null || list is null ? null : In(binary, value, list);
    }

    /// <summary>Membership in a list or among the keys of a map; also used by the cells of tables.</summary>
    public BoundNode? In(SyntaxNode syntax, BoundNode value, BoundNode list)
    {
        var element = list.Type.NotNull() switch
        {
            ListType l => l.Element,
            MapType m => m.Key,
            _ => null,
        };
        if (element is null) return Error(BindingDiagnostics.OperandTypes, syntax, "in", value.Type.Name, list.Type.Name);
        if (element is NullType) return new BoundIn(syntax, value, list);
        if (Convert(value, element) is not { } converted || Convert(list, new ListType(converted.Type.NotNull())) is not { } items) return null;
        element = items.Type is ListType { Element: var e } ? e : element;
        return TypeRules.Common(converted.Type, element) is not null
            ? new BoundIn(syntax, converted, items)
            : Error(BindingDiagnostics.NotComparable, syntax, converted.Type.Name, element.Name);
    }

    /// <summary>A range test; also used by the cells of tables.</summary>
    public BoundNode? InRange(SyntaxNode syntax, BoundNode value, RangeSyntax range)
    {
        var low = range.Low is null ? null : Bind(range.Low);
        var high = range.High is null ? null : Bind(range.High);
        if ((range.Low is not null && low is null) || (range.High is not null && high is null)) return null;
        FactType? type = null;
        if (low is not null && (!Reconcile(ref value, ref low) || Bound(low) is null)) return null;
        if (high is not null && (!Reconcile(ref value, ref high) || Bound(high) is null)) return null;
        if (!TypeRules.IsOrdered(value.Type.NotNull())) return Error(BindingDiagnostics.NotComparable, syntax, value.Type.Name, value.Type.Name);
        return new BoundRangeTest(syntax, value, low, range.LowInclusive, high, range.HighInclusive, type ?? value.Type.NotNull());

        BoundNode? Bound(BoundNode bound)
        {
            // The value may have taken the unit of a bound: 0 in [low..high] of money.
            if (TypeRules.Common(value.Type, bound.Type) is { } common && TypeRules.Common(type ?? common, common) is { } all)
            {
                type = all.NotNull();
                return bound;
            }
            return Error(BindingDiagnostics.NotComparable, bound.Syntax, value.Type.Name, bound.Type.Name);
        }
    }
}
