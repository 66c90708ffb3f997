using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Expressions.Functions;

/// <summary>One call of a function: its values, the functions passed to it, and where it happens.</summary>
internal readonly struct FunctionCall(Value[] values, Lambda[]? lambdas, EvaluationContext context, BoundCall call)
{
    public Value this[int index] => values[index];

    public int Count => values.Length;

    public EvaluationContext Context { get; } = context;

    public BoundCall Call { get; } = call;

    public ReadOnlySpan<Value> Values => values;

    public System.Collections.Immutable.ImmutableArray<Value> Items(int index) => values[index].AsList().Items;

    public Value Apply(int lambda, Value argument) => lambdas![lambda].Invoke(Context, argument);

    public Value Apply(int lambda, Value first, Value second) => lambdas![lambda].Invoke(Context, first, second);

    public bool IsLambda(int index) => Call.Arguments[index] is BoundLambda;
}
