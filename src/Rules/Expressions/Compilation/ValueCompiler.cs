using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Runtime.InteropServices;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Expressions.Functions;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Expressions.Compilation;

/// <summary>
/// Turns any typed tree into code on <see cref="Value"/> that calls the operators of the reference evaluator. Where a part deals in single
/// values, the code first tries the scalar lane; <paramref name="scalars"/> off leaves that out.
/// </summary>
internal sealed class ValueCompiler(ParameterExpression context, bool scalars)
{
    /// <summary>Whether some code runs in the scalar lane, so that its faults are CLR exceptions.</summary>
    public bool UsesScalars { get; private set; }

    public Expression Compile(BoundNode node)
    {
        if (scalars && IsOperation(node))
        {
            var source = new SlotSource(context);
            if (new ScalarCompiler(source).Compile(node)?.Wrap() is { } fast)
            {
                UsesScalars = true;
                return source.Guarded(fast, new ValueCompiler(context, scalars: false).Lane(node));
            }
        }
        return Lane(node);
    }

    // A name alone is read faster as it is.
    private static bool IsOperation(BoundNode node) => node is BoundNot or BoundNegate or BoundLogical or BoundComparison or BoundRangeTest or BoundIn
        or BoundArithmetic or BoundConditional or BoundCoalesce or BoundHas or BoundCall { Function.Lane: not null };

    private Expression Lane(BoundNode node)
    {
        switch (node)
        {
            case BoundConstant constant: return Expression.Constant(constant.Value);
            case BoundSymbol symbol: return Read(symbol.Symbol);
            case BoundMember member: return Reference(nameof(ReferenceEvaluator.Member), Expression.Constant(member), Compile(member.Target));
            case BoundIndex index: return Reference(nameof(ReferenceEvaluator.Index), Expression.Constant(index), Compile(index.Target), Compile(index.Index));
            case BoundNot not: return Operator(nameof(Operators.Not), Compile(not.Operand));
            case BoundNegate negate: return Operator(nameof(Operators.Negate), Compile(negate.Operand));
            case BoundLogical logical: return Logical(logical);
            case BoundComparison comparison:
                return Operator(nameof(Operators.Compare), Expression.Constant(comparison.Operator), Compile(comparison.Left), Compile(comparison.Right), Type(comparison.OperandType));
            case BoundArithmetic arithmetic:
                return Operator(nameof(Operators.Arithmetic), Expression.Constant(arithmetic.Operator), Compile(arithmetic.Left), Compile(arithmetic.Right), context);
            case BoundRangeTest range:
                return Operator(nameof(Operators.InRange), Compile(range.Value), Optional(range.Low), Expression.Constant(range.LowInclusive),
                    Optional(range.High), Expression.Constant(range.HighInclusive), Type(range.OperandType));
            case BoundIn membership: return Operator(nameof(Operators.In), Compile(membership.Value), Compile(membership.List));
            case BoundConditional conditional:
                return Once(Compile(conditional.Condition), condition => Expression.Condition(
                    Expression.Property(condition, nameof(Value.IsMissing)), condition,
                    Expression.Condition(Expression.Property(condition, nameof(Value.IsTrue)), Compile(conditional.Then), Compile(conditional.Otherwise))));
            case BoundCoalesce coalesce:
                return Once(Compile(coalesce.Left), left => Expression.Condition(Expression.Property(left, nameof(Value.IsPresent)), left, Compile(coalesce.Right)));
            case BoundHas has: return Own(nameof(IsPresent), Compile(has.Operand));
            case BoundList list: return Own(nameof(ListOf), Array(list.Items));
            case BoundRecord record: return Own(nameof(RecordOf), Expression.Constant(record.RecordType), Array(record.Members));
            case BoundCall call: return Call(call);
            default: throw new InvalidOperationException(node.GetType().Name);
        }
    }

    private Expression Read(Symbol symbol) => symbol switch
    {
        FactSymbol fact => Slot(nameof(EvaluationContext.Facts), fact.Index),
        ParameterSymbol parameter => Expression.Constant(parameter.Value),
        LocalSymbol local => Slot(nameof(EvaluationContext.Locals), local.Slot),
        _ => Reference(nameof(ReferenceEvaluator.Read), Expression.Constant(symbol, typeof(Symbol)), context),
    };

    private IndexExpression Slot(string slots, int index) => Expression.ArrayAccess(Expression.Property(context, slots), Expression.Constant(index));

    // The side that decides alone spares the other.
    private Expression Logical(BoundLogical logical) => Once(Compile(logical.Left), left => Expression.Condition(
        Expression.Property(left, logical.IsAnd ? nameof(Value.IsFalse) : nameof(Value.IsTrue)), left,
        Operator(nameof(Operators.Logical), Expression.Constant(logical.IsAnd), left, Compile(logical.Right))));

    private MethodCallExpression Call(BoundCall call)
    {
        var lambdas = default(Lambda[]);
        var values = new Expression[call.Arguments.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (call.Arguments[i] is BoundLambda lambda)
            {
                lambdas ??= new Lambda[values.Length];
                lambdas[i] = new Lambda([.. lambda.Parameters.Select(p => p.Slot)], Body(lambda.Body));
                values[i] = Expression.Default(typeof(Value));
            }
            else
            {
                values[i] = Compile(call.Arguments[i]);
            }
        }
        return Own(nameof(Invoke), Expression.Constant(call), Expression.NewArrayInit(typeof(Value), values), Expression.Constant(lambdas, typeof(Lambda[])), context);
    }

    private Func<EvaluationContext, Value> Body(BoundNode body)
    {
        var inner = Expression.Parameter(typeof(EvaluationContext), "context");
        var compiler = new ValueCompiler(inner, scalars);
        var code = Expression.Lambda<Func<EvaluationContext, Value>>(compiler.Compile(body), inner).Compile();
        UsesScalars |= compiler.UsesScalars;
        return code;
    }

    private NewArrayExpression Array(ImmutableArray<BoundNode> items) => Expression.NewArrayInit(typeof(Value), items.Select(Compile));

    private static BlockExpression Once(Expression value, Func<ParameterExpression, Expression> use)
    {
        var variable = Expression.Variable(typeof(Value));
        return Expression.Block([variable], Expression.Assign(variable, value), use(variable));
    }

    private Expression Optional(BoundNode? node) =>
        node is null ? Expression.Constant(null, typeof(Value?)) : Expression.Convert(Compile(node), typeof(Value?));

    private static ConstantExpression Type(FactType type) => Expression.Constant(type, typeof(FactType));

    private static MethodCallExpression Operator(string name, params Expression[] arguments) => Expression.Call(typeof(Operators), name, null, arguments);

    private static MethodCallExpression Reference(string name, params Expression[] arguments) => Expression.Call(typeof(ReferenceEvaluator), name, null, arguments);

    private static MethodCallExpression Own(string name, params Expression[] arguments) => Expression.Call(typeof(ValueCompiler), name, null, arguments);

    internal static Value IsPresent(Value value) => Value.Of(value.IsPresent);

    internal static Value ListOf(Value[] items) => Value.Of(new ValueList(ImmutableCollectionsMarshal.AsImmutableArray(items)));

    internal static Value RecordOf(RecordType type, Value[] members) => Value.Of(new ValueRecord(type.MemberNames, ImmutableCollectionsMarshal.AsImmutableArray(members)));

    internal static Value Invoke(BoundCall call, Value[] values, Lambda[]? lambdas, EvaluationContext context) =>
        call.Function.Invoke(new FunctionCall(values, lambdas, context, call));
}
