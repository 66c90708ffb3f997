using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Syntax;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Expressions.Evaluation;

/// <summary>Recognises expressions that have one value for a version of the policy: literals, parameters, and what is made of them.</summary>
internal static class Constants
{
    /// <summary>The value of a constant expression; false when it depends on facts, on the moment, or cannot be computed.</summary>
    public static bool TryRead(BoundNode node, out Value value)
    {
        value = default;
        if (!IsConstant(node)) return false;
        try
        {
            value = ReferenceEvaluator.Evaluate(node, new EvaluationContext(0, 0));
            return !value.IsMissing;
        }
        catch (EvaluationFault)
        {
            return false;
        }
    }

    /// <summary>The formula <c>null</c>, for a value that the document leaves out.</summary>
    public static Formula Null(FactType type, SourceSpan span) =>
        new(new BoundConstant(new LiteralSyntax(default, null), type, Value.Null), "", _ => span);

    private static bool IsConstant(BoundNode node) => node switch
    {
        BoundSymbol symbol => symbol.Symbol is ParameterSymbol,
        BoundCall or BoundLambda => false,
        _ => node.Children.All(IsConstant),
    };
}
