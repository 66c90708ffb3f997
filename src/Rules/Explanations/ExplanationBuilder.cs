using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Explanations;

/// <summary>Builds the tree while the reference evaluator runs and the kinds add their own steps. Belongs to one evaluation.</summary>
internal sealed class ExplanationBuilder : IEvaluationObserver
{
    private readonly Stack<Open> _open = new();
    private readonly Dictionary<BoundNode, Value> _values = new(ReferenceEqualityComparer.Instance);
    private int _silent;

    public ExplanationBuilder() => _open.Push(new Open());

    /// <summary>The builder of an evaluation that is being explained; null on the fast path.</summary>
    public static ExplanationBuilder? Of(EvaluationContext context) => context.Observer as ExplanationBuilder;

    /// <summary>The steps built so far at the top.</summary>
    public ImmutableArray<ExplanationNode> Steps => _open.Peek().Children.ToImmutable();

    /// <summary>Begins a step; what is evaluated until <see cref="End"/> stands below it.</summary>
    public void Begin() => _open.Push(new Open());

    /// <summary>Ends the step begun last.</summary>
    public void End(string phrase, SourceSpan span, bool? verdict, string? clause, params ReadOnlySpan<object?> arguments)
    {
        var children = _open.Pop().Children.ToImmutable();
        _open.Peek().Children.Add(new ExplanationNode(phrase, [.. arguments], verdict, clause, span, children));
    }

    /// <summary>Adds a step with nothing below it.</summary>
    public void Add(string phrase, SourceSpan span, bool? verdict, string? clause, params ReadOnlySpan<object?> arguments) =>
        _open.Peek().Children.Add(new ExplanationNode(phrase, [.. arguments], verdict, clause, span, []));

    /// <summary>Adds steps that somebody else has built.</summary>
    public void Take(ImmutableArray<ExplanationNode> steps) => _open.Peek().Children.AddRange(steps);

    public void Enter(BoundNode node)
    {
        if (_silent == 0 && ExpressionPhrases.IsStep(node)) Begin();
        if (ExpressionPhrases.HidesChildren(node)) _silent++;
    }

    public void Leave(BoundNode node, Value value)
    {
        if (ExpressionPhrases.HidesChildren(node)) _silent--;
        if (_silent > 0) return;
        _values[node] = value;
        if (!ExpressionPhrases.IsStep(node)) return;
        var children = _open.Pop().Children.ToImmutable();
        _open.Peek().Children.Add(ExpressionPhrases.Node(node, value, children, this));
    }

    /// <summary>What an operand was when it was last evaluated; null when it was not.</summary>
    public Value? ValueOf(BoundNode node) => _values.TryGetValue(node, out var value) ? value : null;

    private Formula? _formula;

    /// <summary>Where a part of the formula that is evaluated stands in its file.</summary>
    public SourceSpan SpanOf(Expressions.Syntax.TextSpan part) => _formula?.SpanOf(part) ?? SourceSpan.None;

    public void Begin(Formula formula) => _formula = formula;

    private sealed class Open
    {
        public ImmutableArray<ExplanationNode>.Builder Children { get; } = ImmutableArray.CreateBuilder<ExplanationNode>();
    }
}
