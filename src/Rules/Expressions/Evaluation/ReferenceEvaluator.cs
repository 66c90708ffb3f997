using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Expressions.Evaluation;

/// <summary>
/// The plain meaning of an expression: walks the bound tree. Slow path, first evaluations and explanations use it, and the compiled form is held equal to it.
/// </summary>
internal static class ReferenceEvaluator
{
    public static Value Evaluate(BoundNode node, EvaluationContext context)
    {
        if (context.Observer is not { } observer) return Compute(node, context);
        observer.Enter(node);
        var value = Compute(node, context);
        observer.Leave(node, value);
        return value;
    }

    private static Value Compute(BoundNode node, EvaluationContext context)
    {
        switch (node)
        {
            case BoundConstant constant: return constant.Value;
            case BoundSymbol symbol: return Read(symbol.Symbol, context);
            case BoundMember member: return Member(member, Evaluate(member.Target, context));
            case BoundIndex index: return Index(index, Evaluate(index.Target, context), Evaluate(index.Index, context));
            case BoundNot not: return Operators.Not(Evaluate(not.Operand, context));
            case BoundNegate negate: return Operators.Negate(Evaluate(negate.Operand, context));
            case BoundLogical logical:
                var left = Evaluate(logical.Left, context);
                // A side that decides alone spares the other, so that a guard protects what follows it.
                if (logical.IsAnd ? left.IsFalse : left.IsTrue) return left;
                return Operators.Logical(logical.IsAnd, left, Evaluate(logical.Right, context));
            case BoundComparison comparison:
                return Operators.Compare(comparison.Operator, Evaluate(comparison.Left, context), Evaluate(comparison.Right, context), comparison.OperandType);
            case BoundArithmetic arithmetic:
                return Operators.Arithmetic(arithmetic.Operator, Evaluate(arithmetic.Left, context), Evaluate(arithmetic.Right, context), context);
            case BoundRangeTest range:
                return Operators.InRange(Evaluate(range.Value, context),
                    range.Low is null ? null : Evaluate(range.Low, context), range.LowInclusive,
                    range.High is null ? null : Evaluate(range.High, context), range.HighInclusive, range.OperandType);
            case BoundIn membership: return Operators.In(Evaluate(membership.Value, context), Evaluate(membership.List, context));
            case BoundConditional conditional:
                var condition = Evaluate(conditional.Condition, context);
                return condition.IsMissing ? condition : Evaluate(condition.IsTrue ? conditional.Then : conditional.Otherwise, context);
            case BoundCoalesce coalesce:
                var first = Evaluate(coalesce.Left, context);
                return first.IsPresent ? first : Evaluate(coalesce.Right, context);
            case BoundHas has: return Value.Of(Evaluate(has.Operand, context).IsPresent);
            case BoundList list:
                var items = new Value[list.Items.Length];
                for (var i = 0; i < items.Length; i++) items[i] = Evaluate(list.Items[i], context);
                return Value.Of(new ValueList([.. items]));
            case BoundRecord record:
                var members = new Value[record.Members.Length];
                for (var i = 0; i < members.Length; i++) members[i] = Evaluate(record.Members[i], context);
                return Value.Of(new ValueRecord(record.RecordType.MemberNames, [.. members]));
            case BoundCall call: return Call(call, context);
            default: throw new InvalidOperationException(node.GetType().Name);
        }
    }

    public static Value Read(Symbol symbol, EvaluationContext context) => symbol switch
    {
        FactSymbol fact => context.Facts[fact.Index],
        ParameterSymbol parameter => parameter.Value,
        LocalSymbol local => context.Locals[local.Slot],
        InputSymbol { Input: EvaluationInput.Now } => Value.Of(context.Now),
        InputSymbol { Input: EvaluationInput.Today } => Value.Of(context.Today),
        _ => Value.Of(context.AsOf),
    };

    public static Value Member(BoundMember member, Value target)
    {
        if (!target.IsPresent) return target;
        var value = target.AsRecord().Values[member.Index];
        return value.IsMissing ? Value.Missing(BoundPath.Of(member)) : value;
    }

    public static Value Index(BoundIndex index, Value target, Value key)
    {
        if (target.IsMissing || key.IsMissing) return Operators.Missing(target, key);
        if (target.IsNull || key.IsNull) return Value.Null;
        if (target.Kind == ValueKind.Map)
            return target.AsMap().TryGet(key.AsText(), out var value) && !value.IsMissing ? value : Value.Missing($"{BoundPath.Of(index.Target)}.{key.AsText()}");
        var items = target.AsList().Items;
        var at = key.AsInteger();
        return at >= 0 && at < items.Length ? items[(int)at] : Value.Missing($"{BoundPath.Of(index.Target)}[{at}]");
    }

    private static Value Call(BoundCall call, EvaluationContext context)
    {
        var values = new Value[call.Arguments.Length];
        var lambdas = default(Lambda[]);
        for (var i = 0; i < values.Length; i++)
        {
            if (call.Arguments[i] is BoundLambda lambda)
            {
                lambdas ??= new Lambda[values.Length];
                lambdas[i] = new Lambda([.. lambda.Parameters.Select(p => p.Slot)], c => Evaluate(lambda.Body, c));
            }
            else
            {
                values[i] = Evaluate(call.Arguments[i], context);
            }
        }
        return call.Function.Invoke(new(values, lambdas, context, call));
    }
}
