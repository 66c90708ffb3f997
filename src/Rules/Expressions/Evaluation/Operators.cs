using System.Collections.Immutable;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;
using CrmWorkflows.Rules.Values.Time;

namespace CrmWorkflows.Rules.Expressions.Evaluation;

/// <summary>What the operators mean on values, missing and null included. Both evaluators call these.</summary>
internal static class Operators
{
    /// <summary>The causes of several missing values together, each once, in order.</summary>
    public static Value Missing(Value left, Value right)
    {
        if (!left.IsMissing) return right;
        if (!right.IsMissing) return left;
        return Value.Missing([.. left.MissingPaths.Union(right.MissingPaths)]);
    }

    public static Value Not(Value operand) => operand.Kind switch
    {
        ValueKind.Missing or ValueKind.Null => operand,
        _ => Value.Of(!operand.AsBoolean()),
    };

    /// <summary>Kleene: false decides an <c>and</c>, true an <c>or</c>, whatever the other side; unknown stays unknown.</summary>
    public static Value Logical(bool isAnd, Value left, Value right)
    {
        if (isAnd ? left.IsFalse || right.IsFalse : left.IsTrue || right.IsTrue) return Value.Of(!isAnd);
        if (left.IsMissing || right.IsMissing) return Missing(left, right);
        if (left.IsNull || right.IsNull) return Value.Null;
        return Value.Of(isAnd);
    }

    /// <summary>Null equals null and nothing else; null is neither before nor after anything.</summary>
    public static Value Compare(ComparisonOperator op, Value left, Value right, FactType type)
    {
        if (left.IsMissing || right.IsMissing) return Missing(left, right);
        if (op is ComparisonOperator.Equal) return Value.Of(left.Equals(right));
        if (op is ComparisonOperator.NotEqual) return Value.Of(!left.Equals(right));
        if (left.IsNull || right.IsNull) return Value.False;
        var order = Order(left, right, type);
        return Value.Of(op switch
        {
            ComparisonOperator.Less => order < 0,
            ComparisonOperator.LessOrEqual => order <= 0,
            ComparisonOperator.Greater => order > 0,
            _ => order >= 0,
        });
    }

    /// <summary>Order of two present values of a comparable type.</summary>
    public static int Order(Value left, Value right, FactType type) =>
        type is EnumType { Declaration: { IsOrdered: true } order }
            ? order.IndexOf(left.AsText()).CompareTo(order.IndexOf(right.AsText()))
            : Value.Compare(left, right) ?? 0;

    public static Value InRange(Value value, Value? low, bool lowInclusive, Value? high, bool highInclusive, FactType type)
    {
        var above = low is { } l ? Compare(lowInclusive ? ComparisonOperator.GreaterOrEqual : ComparisonOperator.Greater, value, l, type) : Value.True;
        var below = high is { } h ? Compare(highInclusive ? ComparisonOperator.LessOrEqual : ComparisonOperator.Less, value, h, type) : Value.True;
        return Logical(true, above, below);
    }

    /// <summary>Membership: true as soon as an item is equal; otherwise missing when an item is missing.</summary>
    public static Value In(Value value, Value collection)
    {
        if (value.IsMissing || collection.IsMissing) return Missing(value, collection);
        if (collection.IsNull) return Value.False;
        if (collection.Kind == ValueKind.Map) return Value.Of(value.Kind == ValueKind.Text && collection.AsMap().TryGet(value.AsText(), out _));
        Value unknown = Value.False;
        foreach (var item in collection.AsList().Items)
        {
            if (item.IsMissing) unknown = unknown.IsMissing ? Missing(unknown, item) : item;
            else if (item.Equals(value)) return Value.True;
        }
        return unknown;
    }

    public static Value Negate(Value operand) => operand.Kind switch
    {
        ValueKind.Integer => operand.AsInteger() == long.MinValue ? throw Overflow() : Value.Of(-operand.AsInteger()),
        ValueKind.Decimal => Value.Of(-operand.AsDecimal()),
        ValueKind.Duration => operand.AsDuration() == TimeSpan.MinValue ? throw Overflow() : Value.Of(-operand.AsDuration()),
        ValueKind.Period => Value.Of(operand.AsPeriod().Negate()),
        _ => operand,
    };

    public static Value Arithmetic(ArithmeticOperator op, Value left, Value right, EvaluationContext context)
    {
        if (left.IsMissing || right.IsMissing) return Missing(left, right);
        if (left.IsNull || right.IsNull) return Value.Null;
        try
        {
            return (left.Kind, right.Kind) switch
            {
                (ValueKind.Integer, ValueKind.Integer) => Integers(op, left.AsInteger(), right.AsInteger()),
                (ValueKind.Integer or ValueKind.Decimal, ValueKind.Integer or ValueKind.Decimal) => Decimals(op, left.AsDecimal(), right.AsDecimal()),
                _ => TimeOperators.Apply(op, left, right, context),
            };
        }
        catch (OverflowException)
        {
            throw Overflow();
        }
    }

    private static Value Integers(ArithmeticOperator op, long left, long right) => op switch
    {
        ArithmeticOperator.Add => Value.Of(checked(left + right)),
        ArithmeticOperator.Subtract => Value.Of(checked(left - right)),
        ArithmeticOperator.Multiply => Value.Of(checked(left * right)),
        _ when right == 0 => throw new EvaluationFault(EvaluationDiagnostics.DivisionByZero),
        ArithmeticOperator.Modulo => Value.Of(right == -1 ? 0 : left % right),
        _ => Value.Of((decimal)left / right),
    };

    private static Value Decimals(ArithmeticOperator op, decimal left, decimal right) => op switch
    {
        ArithmeticOperator.Add => Value.Of(left + right),
        ArithmeticOperator.Subtract => Value.Of(left - right),
        ArithmeticOperator.Multiply => Value.Of(left * right),
        _ when right == 0 => throw new EvaluationFault(EvaluationDiagnostics.DivisionByZero),
        ArithmeticOperator.Modulo => Value.Of(left % right),
        _ => Value.Of(left / right),
    };

    private static EvaluationFault Overflow() => new(EvaluationDiagnostics.Overflow);
}
