using System.Collections.Immutable;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Expressions.Evaluation;

/// <summary>A function passed to a function, ready to be called: by the reference evaluator or as a compiled delegate.</summary>
/// <param name="Slots">Local slots of the parameters.</param>
/// <param name="Body">Computes the result from the context.</param>
internal readonly record struct Lambda(ImmutableArray<int> Slots, Func<EvaluationContext, Value> Body)
{
    public Value Invoke(EvaluationContext context, Value argument)
    {
        context.Step();
        context.Locals[Slots[0]] = argument;
        return Body(context);
    }

    public Value Invoke(EvaluationContext context, Value first, Value second)
    {
        context.Step();
        context.Locals[Slots[0]] = first;
        context.Locals[Slots[1]] = second;
        return Body(context);
    }
}
