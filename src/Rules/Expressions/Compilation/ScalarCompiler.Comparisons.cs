using System.Collections.Immutable;
using System.Linq.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Expressions.Compilation;

internal sealed partial class ScalarCompiler
{
    private const int LongestChain = 12;

    private Scalar? Comparison(BoundComparison node)
    {
        if (IsNull(node.Left)) return NullTest(node.Operator, Compile(node.Right));
        if (IsNull(node.Right)) return NullTest(node.Operator, Compile(node.Left));
        return Compile(node.Left) is { } left && Compile(node.Right) is { } right ? Compare(node.Operator, left, right, node.OperandType) : null;
    }

    /// <summary>Compares two values of one comparable type; also the cells of tables and the bands of scorecards.</summary>
    public static Scalar? Compare(ComparisonOperator op, Scalar left, Scalar right, FactType type)
    {
        if (Present(op, left, right, type) is not { } code) return null;
        if (left.IsNull is null && right.IsNull is null) return Bool(code, left, right);
        // Both sides are always computed; where null would spare one, it must not be one that can fault.
        if (CanFault(left, right)) return null;
        var anyNull = left.IsNull is { } l ? right.IsNull is { } r ? Expression.OrElse(l, r) : l : right.IsNull!;
        var bothNull = left.IsNull is { } a && right.IsNull is { } b ? (Expression)Expression.AndAlso(a, b) : Expression.Constant(false);
        return Bool(Expression.Condition(anyNull, op switch
        {
            ComparisonOperator.Equal => bothNull,
            ComparisonOperator.NotEqual => Expression.Not(bothNull),
            _ => Expression.Constant(false),
        }, code));
    }

    private static Expression? Present(ComparisonOperator op, Scalar left, Scalar right, FactType type)
    {
        var byPlace = left.Kind != ValueKind.Text || type is EnumType || op is ComparisonOperator.Equal or ComparisonOperator.NotEqual;
        if (byPlace && right.IsConstant && left.Axis is { } line && OnAxis(op, line, right.Constant) is { } test) return test;
        if (byPlace && left.IsConstant && right.Axis is { } other && OnAxis(Mirror(op), other, left.Constant) is { } mirrored) return mirrored;
        if (left.IsNumber && right.IsNumber)
        {
            return left.Kind == ValueKind.Integer && right.Kind == ValueKind.Integer
                ? Apply(op, left.Code, right.Code)
                : Apply(op, left.AsDecimal(), right.AsDecimal());
        }
        if (left.Kind != right.Kind) return null;
        switch (left.Kind)
        {
            case ValueKind.Boolean:
                return op is ComparisonOperator.Equal ? Expression.Equal(left.Code, right.Code)
                    : op is ComparisonOperator.NotEqual ? Expression.NotEqual(left.Code, right.Code) : null;
            case ValueKind.Text when op is ComparisonOperator.Equal: return SameText(left.Code, right.Code);
            case ValueKind.Text when op is ComparisonOperator.NotEqual: return Expression.Not(SameText(left.Code, right.Code));
            case ValueKind.Text when type is EnumType { Declaration: { IsOrdered: true } order }:
                return Apply(op, Place(left, order), Place(right, order));
            case ValueKind.Text:
                return Apply(op, Expression.Call(TextOrder, left.Code, right.Code), Expression.Constant(0));
            default: return Apply(op, left.Code, right.Code);
        }
    }

    private static Expression? OnAxis(ComparisonOperator op, Axis axis, Value constant) => op switch
    {
        ComparisonOperator.GreaterOrEqual => axis.AtLeast(constant, beyond: false),
        ComparisonOperator.Greater => axis.AtLeast(constant, beyond: true),
        ComparisonOperator.Less => axis.Below(constant, orEqual: false),
        ComparisonOperator.LessOrEqual => axis.Below(constant, orEqual: true),
        ComparisonOperator.Equal => axis.At(constant),
        _ => axis.At(constant) is { } same ? Expression.Not(same) : null,
    };

    internal static ComparisonOperator Mirror(ComparisonOperator op) => op switch
    {
        ComparisonOperator.Less => ComparisonOperator.Greater,
        ComparisonOperator.LessOrEqual => ComparisonOperator.GreaterOrEqual,
        ComparisonOperator.Greater => ComparisonOperator.Less,
        ComparisonOperator.GreaterOrEqual => ComparisonOperator.LessOrEqual,
        _ => op,
    };

    private static BinaryExpression Apply(ComparisonOperator op, Expression left, Expression right) => op switch
    {
        ComparisonOperator.Equal => Expression.Equal(left, right),
        ComparisonOperator.NotEqual => Expression.NotEqual(left, right),
        ComparisonOperator.Less => Expression.LessThan(left, right),
        ComparisonOperator.LessOrEqual => Expression.LessThanOrEqual(left, right),
        ComparisonOperator.Greater => Expression.GreaterThan(left, right),
        _ => Expression.GreaterThanOrEqual(left, right),
    };

    /// <summary>Code for equality of two texts, code point by code point.</summary>
    public static Expression SameText(Expression left, Expression right) => Expression.Call(TextEquals, left, right);

    private static readonly System.Reflection.MethodInfo TextOrder = typeof(string).GetMethod(nameof(string.CompareOrdinal), [typeof(string), typeof(string)])!;

    private static readonly System.Reflection.MethodInfo TextEquals = typeof(string).GetMethod(nameof(string.Equals), [typeof(string), typeof(string)])!;

    private static Expression Place(Scalar code, EnumDeclaration order) => code.IsConstant
        ? Expression.Constant(order.IndexOf(code.Constant.AsText()))
        : Expression.Call(Expression.Constant(order), nameof(EnumDeclaration.IndexOf), null, code.Code);

    private static bool IsNull(BoundNode node) => node is BoundConstant { Value.IsNull: true } or BoundSymbol { Symbol: ParameterSymbol { Value.IsNull: true } };

    private static Scalar? NullTest(ComparisonOperator op, Scalar? operand)
    {
        if (operand is not { CanFault: false }) return null;
        var isNull = operand.IsNull ?? Expression.Constant(false);
        return op switch
        {
            ComparisonOperator.Equal => Bool(isNull),
            ComparisonOperator.NotEqual => Bool(Expression.Not(isNull)),
            _ => Scalar.Of(false),
        };
    }

    private Scalar? Range(BoundRangeTest node)
    {
        if (Compile(node.Value) is not { } value || IsComputedNull(value)) return null;
        var variables = new List<ParameterExpression>();
        var before = new List<Expression>();
        value = Once(value, variables, before);
        var tests = new List<Expression>();
        var canFault = value.CanFault;
        foreach (var (bound, op) in new[]
        {
            (node.Low, node.LowInclusive ? ComparisonOperator.GreaterOrEqual : ComparisonOperator.Greater),
            (node.High, node.HighInclusive ? ComparisonOperator.LessOrEqual : ComparisonOperator.Less),
        })
        {
            if (bound is null) continue;
            if (IsNull(bound) || Compile(bound) is not { } limit || IsComputedNull(limit)) return null;
            canFault |= limit.CanFault;
            limit = Once(limit, variables, before);
            if (Compare(op, value, limit, node.OperandType) is not { } test) return null;
            tests.Add(test.Code);
        }
        Expression all = tests.Count == 0 ? Expression.Constant(true) : tests.Aggregate(Expression.AndAlso);
        return new Scalar(ValueKind.Boolean, before.Count == 0 ? all : Expression.Block(variables, [.. before, all])) { CanFault = canFault };
    }

    private static bool IsComputedNull(Scalar value) => value is { IsNull: not null, IsSimple: false };

    // What costs or can fault is computed once, before any test. Only names can be null.
    private static Scalar Once(Scalar value, List<ParameterExpression> variables, List<Expression> before)
    {
        if (value.IsSimple) return value;
        var variable = Expression.Variable(value.Code.Type);
        variables.Add(variable);
        before.Add(Expression.Assign(variable, value.Code));
        return new Scalar(value.Kind, variable) { IsSimple = true };
    }

    private Scalar? In(BoundIn node)
    {
        if (Known(node.List) is not { } items || Compile(node.Value) is not { } value) return null;
        return OneOf(value, items);
    }

    /// <summary>Whether a value is one of known ones; null when that is not known in the lane.</summary>
    public static Scalar? OneOf(Scalar value, ImmutableArray<Value> items)
    {
        if (value.Kind is not (ValueKind.Text or ValueKind.Integer or ValueKind.Decimal) || IsComputedNull(value)) return null;
        if (items.Any(i => !i.IsPresent || (i.Kind == ValueKind.Text) != (value.Kind == ValueKind.Text))) return null;
        if (items.Any(i => i.Kind != ValueKind.Text && !i.IsNumber)) return null;
        var canFault = value.CanFault;
        var variables = new List<ParameterExpression>();
        var before = new List<Expression>();
        value = Once(value, variables, before);
        Expression test;
        if (items.Length > LongestChain && value.Kind == ValueKind.Text)
        {
            var set = items.Select(i => i.AsText()).ToHashSet(StringComparer.Ordinal);
            test = Expression.Call(Expression.Constant(set), nameof(HashSet<string>.Contains), null, value.Code);
        }
        else
        {
            var tests = new List<Expression>();
            var present = value with { IsNull = null };
            foreach (var item in items)
            {
                if (Scalar.Of(item) is not { } constant || Present(ComparisonOperator.Equal, present, constant, ScalarType.Decimal) is not { } same) return null;
                tests.Add(same);
            }
            test = tests.Count == 0 ? Expression.Constant(false) : Balanced(tests);
        }
        if (value.IsNull is not null) test = Expression.AndAlso(Expression.Not(value.IsNull), test);
        return new Scalar(ValueKind.Boolean, before.Count == 0 ? test : Expression.Block(variables, [.. before, test])) { CanFault = canFault };
    }

    // A chain of a thousand would be a tree of that height.
    private static Expression Balanced(List<Expression> tests) => tests.Count switch
    {
        1 => tests[0],
        var n => Expression.OrElse(Balanced(tests[..(n / 2)]), Balanced(tests[(n / 2)..])),
    };

    // The items of a list that does not depend on facts.
    internal static ImmutableArray<Value>? Known(BoundNode list) => list switch
    {
        BoundConstant { Value.Kind: ValueKind.List } constant => constant.Value.AsList().Items,
        BoundSymbol { Symbol: ParameterSymbol { Value.Kind: ValueKind.List } parameter } => parameter.Value.AsList().Items,
        BoundList items when items.Items.All(i => i is BoundConstant or BoundSymbol { Symbol: ParameterSymbol }) =>
            [.. items.Items.Select(i => i is BoundConstant c ? c.Value : ((ParameterSymbol)((BoundSymbol)i).Symbol).Value)],
        _ => null,
    };
}
