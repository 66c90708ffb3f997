using System.Linq.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Expressions.Compilation;

/// <summary>
/// A formula as machine code. It gives what the reference evaluator gives, missing values, null and faults included. Immutable and thread-safe.
/// </summary>
internal sealed class CompiledFormula
{
    /// <summary>Trees beyond this size are not compiled: the code would cost more than it saves.</summary>
    public const int NodeLimit = 2_000;

    private readonly BoundNode _tree;
    private readonly Func<EvaluationContext, Value> _code;
    private readonly bool _canThrow;

    private CompiledFormula(BoundNode tree, Func<EvaluationContext, Value> code, bool canThrow) => (_tree, _code, _canThrow) = (tree, code, canThrow);

    /// <summary>Compiles a tree; null when there is nothing to gain: a name or a constant, or a tree that is too large.</summary>
    public static CompiledFormula? Of(BoundNode tree)
    {
        if (tree is BoundConstant or BoundSymbol || !IsWithin(tree, NodeLimit)) return null;
        var context = Expression.Parameter(typeof(EvaluationContext), "context");
        var compiler = new ValueCompiler(context, scalars: true);
        var code = Expression.Lambda<Func<EvaluationContext, Value>>(compiler.Compile(tree), context).Compile();
        return new CompiledFormula(tree, code, compiler.UsesScalars);
    }

    public Value Evaluate(EvaluationContext context)
    {
        if (!_canThrow) return _code(context);
        var steps = context.Steps;
        try
        {
            return _code(context);
        }
        catch (ArithmeticException)
        {
            // The scalar lane does not say what was wrong; the reference evaluator does, from the same point.
            context.Steps = steps;
            return ReferenceEvaluator.Evaluate(_tree, context);
        }
    }

    private static bool IsWithin(BoundNode tree, int limit)
    {
        var open = new Stack<BoundNode>([tree]);
        for (var count = 0; open.TryPop(out var node); count++)
        {
            if (count >= limit) return false;
            foreach (var child in node.Children) open.Push(child);
        }
        return true;
    }
}
