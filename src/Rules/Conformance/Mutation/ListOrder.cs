using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Expressions.Binding;

namespace CrmWorkflows.Rules.Conformance.Mutation;

/// <summary>
/// Whether the order of a list can make a difference: not when a document only asks whether something is in it, or counts it. What a row gives
/// comes out in its order, and so it always matters.
/// </summary>
internal static class ListOrder
{
    /// <summary>Functions that make of a list something without order.</summary>
    private static readonly HashSet<string> Unordering = ["any", "all", "none", "count", "sum", "min", "max", "average", "contains"];

    /// <summary>Functions that keep the order of their first list and only look things up in the second.</summary>
    private static readonly HashSet<string> Filtering = ["except", "intersect"];

    public static bool Matters(DecisionDocument document, LinkedFigure figure) =>
        figure.Parameter is not { } name || document.Parts.Formulas.Any(f => MattersIn(f.Tree, name, inOrder: true));

    // inOrder: whether the order of what the node gives is looked at.
    private static bool MattersIn(BoundNode node, string parameter, bool inOrder) => node switch
    {
        BoundSymbol symbol => inOrder && symbol.Symbol is ParameterSymbol && symbol.Symbol.Name == parameter,
        BoundMember member => MattersIn(member.Target, parameter, inOrder),
        BoundIndex index => MattersIn(index.Target, parameter, inOrder) || MattersIn(index.Index, parameter, inOrder: true),
        BoundIn membership => MattersIn(membership.List, parameter, inOrder: false) || MattersIn(membership.Value, parameter, inOrder: true),
        BoundCall call when Unordering.Contains(call.Function.Name) => call.Arguments.Where((a, i) => MattersIn(a, parameter, inOrder: i > 0)).Any(),
        BoundCall call when Filtering.Contains(call.Function.Name) => call.Arguments.Where((a, i) => MattersIn(a, parameter, inOrder && i == 0)).Any(),
        _ => node.Children.Any(child => MattersIn(child, parameter, inOrder: true)),
    };
}
