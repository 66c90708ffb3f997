using System.Linq.Expressions;

namespace CrmWorkflows.Rules.Expressions.RulesEngineDialect;

/// <summary>
/// An expression that is interpreted at first and compiled once it has proved to be used: of twenty thousand rules that are loaded,
/// many are evaluated a few times only, and machine code for each would take longer than all its evaluations. Thread-safe.
/// </summary>
internal sealed class TieredFunction<T>(Expression<DialectFunction<T>> tree)
{
    /// <summary>Evaluations after which machine code is made.</summary>
    public const int Threshold = 40;

    private volatile DialectFunction<T> _function = tree.Compile(preferInterpretation: true);
    private Expression<DialectFunction<T>>? _tree = tree;
    private int _calls;

    public T Invoke(object?[] values, DateTimeOffset now)
    {
        if (_tree is not null && Interlocked.Increment(ref _calls) == Threshold) Compile();
        return _function(values, now);
    }

    private void Compile()
    {
        if (Interlocked.Exchange(ref _tree, null) is { } tree) _function = tree.Compile();
    }
}
