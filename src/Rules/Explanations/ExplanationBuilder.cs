using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Explanations;

/// <summary>Builds the tree while the reference evaluator runs and the kinds add their own steps. Belongs to one evaluation.</summary>
internal sealed class ExplanationBuilder : IEvaluationObserver
{
    // Steps that are done and whose parent is still open, one after the other; an open step knows where its own begin.
    private readonly List<ExplanationNode> _steps = new(32);
    private readonly List<(BoundNode Node, Value Value)> _operands = new(16);
    private readonly Stack<Open> _open = new();
    private int _silent;

    /// <summary>The builder of an evaluation that is being explained; null on the fast path.</summary>
    public static ExplanationBuilder? Of(EvaluationContext context) => context.Observer as ExplanationBuilder;

    /// <summary>The steps built so far at the top.</summary>
    public ImmutableArray<ExplanationNode> Steps => StepsFrom(_open.TryPeek(out var open) ? open.Steps : 0);

    /// <summary>Begins a step; what is evaluated until <see cref="End"/> stands below it.</summary>
    public void Begin() => _open.Push(new Open(_steps.Count, _operands.Count));

    /// <summary>Ends the step begun last.</summary>
    public void End(string phrase, SourceSpan span, bool? verdict, string? clause, params ReadOnlySpan<object?> arguments)
    {
        var open = _open.Pop();
        Close(open, new ExplanationNode(phrase, [.. arguments], verdict, clause, span, StepsFrom(open.Steps)));
    }

    /// <summary>Ends the step begun last and drops what stands below it: somebody has told it already.</summary>
    public void EndAlone(string phrase, SourceSpan span, bool? verdict, string? clause, params ReadOnlySpan<object?> arguments) =>
        Close(_open.Pop(), new ExplanationNode(phrase, [.. arguments], verdict, clause, span, []));

    /// <summary>Adds a step with nothing below it.</summary>
    public void Add(string phrase, SourceSpan span, bool? verdict, string? clause, params ReadOnlySpan<object?> arguments) =>
        _steps.Add(new ExplanationNode(phrase, [.. arguments], verdict, clause, span, []));

    /// <summary>Adds steps that somebody else has built.</summary>
    public void Take(ImmutableArray<ExplanationNode> steps) => _steps.AddRange(steps);

    public void Enter(BoundNode node)
    {
        if (_silent == 0 && ExpressionPhrases.IsStep(node)) Begin();
        if (ExpressionPhrases.HidesChildren(node)) _silent++;
    }

    public void Leave(BoundNode node, Value value)
    {
        if (ExpressionPhrases.HidesChildren(node)) _silent--;
        if (_silent > 0) return;
        if (ExpressionPhrases.IsStep(node))
        {
            var open = _open.Peek();
            var step = ExpressionPhrases.Node(node, value, StepsFrom(open.Steps), this);
            Close(_open.Pop(), step);
        }
        _operands.Add((node, value));
    }

    /// <summary>What an operand of the innermost step was; null when it was not evaluated.</summary>
    public Value? ValueOf(BoundNode node)
    {
        var first = _open.TryPeek(out var open) ? open.Operands : 0;
        for (var i = _operands.Count - 1; i >= first; i--)
            if (ReferenceEquals(_operands[i].Node, node)) return _operands[i].Value;
        return null;
    }

    private ImmutableArray<ExplanationNode> StepsFrom(int first) =>
        ImmutableArray.Create(CollectionsMarshal.AsSpan(_steps)[first..]);

    private void Close(Open open, ExplanationNode step)
    {
        CollectionsMarshal.SetCount(_steps, open.Steps);
        CollectionsMarshal.SetCount(_operands, open.Operands);
        _steps.Add(step);
    }

    private Formula? _formula;

    /// <summary>Where a part of the formula that is evaluated stands in its file.</summary>
    public SourceSpan SpanOf(Expressions.Syntax.TextSpan part) => _formula?.SpanOf(part) ?? SourceSpan.None;

    public void Begin(Formula formula) => _formula = formula;

    private readonly record struct Open(int Steps, int Operands);
}
