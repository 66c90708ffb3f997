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
    private readonly Warming<CompiledFormula> _compiled = new(() => CompiledFormula.Of(tree));

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
        return _compiled.Value is { } compiled ? compiled.Evaluate(context) : ReferenceEvaluator.Evaluate(Tree, context);
    }

    /// <summary>Compiles now instead of after a number of evaluations.</summary>
    public void Compile() => _ = _compiled.Now;

    public override string ToString() => Text;
}
