using System.Linq.Expressions;

namespace CrmWorkflows.Rules.Expressions.RulesEngineDialect;

/// <summary>
/// An expression that is interpreted at first and compiled once it has proved to be used: of twenty thousand rules that are loaded,
/// many are evaluated a few times only, and machine code for each would take longer than all its evaluations. Thread-safe.
/// </summary>
internal sealed class TieredFunction<T>(Expression<DialectFunction<T>> tree)
{
    private const int FirstThreshold = 40, Spread = 1024;

    private static int _made;

    // Expressions of one workflow are evaluated equally often; made in one call, their machine code would hold that call up for seconds.
    private readonly int _threshold = FirstThreshold + (int)((uint)Interlocked.Increment(ref _made) % Spread);
    private volatile DialectFunction<T> _function = tree.Compile(preferInterpretation: true);
    private Expression<DialectFunction<T>>? _tree = tree;
    private int _calls;

    public T Invoke(object?[] values, DialectContext context)
    {
        if (_tree is not null && Interlocked.Increment(ref _calls) == _threshold) Compile();
        return _function(values, context);
    }

    private void Compile()
    {
        if (Interlocked.Exchange(ref _tree, null) is { } tree) _function = tree.Compile();
    }
}
