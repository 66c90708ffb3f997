using System.Collections.Concurrent;
using System.Linq.Expressions;

namespace CrmWorkflows.Rules.Expressions.RulesEngineDialect;

/// <summary>
/// One object for each text literal of an engine. Where a value has no type, RulesEngine compares by identity and keeps one object a
/// literal; so do we, whether an expression is interpreted or compiled. Bounded: beyond that a literal is an object of its own.
/// </summary>
internal sealed class LiteralPool
{
    private const int Limit = 4096;

    private readonly ConcurrentDictionary<string, Holder> _holders = new(StringComparer.Ordinal);

    /// <summary>The tree with its text literals taken from the pool.</summary>
    public Expression Apply(Expression tree) => new Visitor(this).Visit(tree);

    private Holder Of(string text) =>
        _holders.TryGetValue(text, out var known) ? known : _holders.Count < Limit ? _holders.GetOrAdd(text, new Holder(text)) : new Holder(text);

    private sealed class Holder(string text)
    {
        public readonly string Text = text;
    }

    private sealed class Visitor(LiteralPool pool) : ExpressionVisitor
    {
        protected override Expression VisitConstant(ConstantExpression node) =>
            node.Value is string text && node.Type == typeof(string) ? Expression.Field(Expression.Constant(pool.Of(text)), nameof(Holder.Text)) : node;
    }
}
