using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Compilation;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Expressions.Syntax;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Expressions;

/// <summary>
/// An expression of a document, ready to be evaluated. Thread-safe. The reference evaluator computes the first values; a formula that is
/// evaluated often is compiled on the way, which changes its speed and nothing else.
/// </summary>
/// <param name="tree">The typed tree.</param>
/// <param name="text">The expression as it stands in the document.</param>
/// <param name="spanOf">Where a part of it stands in the file.</param>
internal sealed class Formula(BoundNode tree, string text, Func<TextSpan, SourceSpan> spanOf)
{
    /// <summary>Evaluations after which compiling pays.</summary>
    private const int WarmAfter = 256;

    private CompiledFormula? _compiled;
    private int _evaluations;

    public BoundNode Tree { get; } = tree;

    public string Text { get; } = text;

    public FactType Type => Tree.Type;

    public SourceSpan Span => SpanOf(new TextSpan(0, Text.Length));

    public SourceSpan SpanOf(TextSpan part) => spanOf(part);

    /// <summary>The value; missing when a fact that it needs is.</summary>
    public Value Evaluate(EvaluationContext context)
    {
        if (context.Observer is { } observer)
        {
            observer.Begin(this);
            return ReferenceEvaluator.Evaluate(Tree, context);
        }
        if (Volatile.Read(ref _compiled) is { } compiled) return compiled.Evaluate(context);
        // Of several threads exactly one sees the count; the others go on with the reference evaluator.
        if (_evaluations < WarmAfter && Interlocked.Increment(ref _evaluations) == WarmAfter) Compile();
        return ReferenceEvaluator.Evaluate(Tree, context);
    }

    /// <summary>Compiles now instead of after a number of evaluations.</summary>
    public void Compile()
    {
        if (Volatile.Read(ref _compiled) is null) Volatile.Write(ref _compiled, CompiledFormula.Of(Tree));
    }

    public override string ToString() => Text;
}
