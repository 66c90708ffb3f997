using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Facts.Writing;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Explanations;

/// <summary>What a person reads of a condition: names by their labels, operands with the values that they had.</summary>
internal static class ExpressionPhrases
{
    /// <summary>Conditions are steps; arithmetic and names are told as their operands.</summary>
    public static bool IsStep(BoundNode node) => node switch
    {
        BoundLogical or BoundNot or BoundComparison or BoundRangeTest or BoundIn or BoundHas => true,
        BoundCall call => TypeRules.IsBoolean(call.Type),
        BoundSymbol symbol => TypeRules.IsBoolean(symbol.Type),
        BoundMember member => TypeRules.IsBoolean(member.Type),
        _ => false,
    };

    /// <summary>The items that a function walks over are not told one by one.</summary>
    public static bool HidesChildren(BoundNode node) => node is BoundCall;

    public static ExplanationNode Node(BoundNode node, Value value, ImmutableArray<ExplanationNode> children, ExplanationBuilder builder)
    {
        var span = builder.SpanOf(node.Syntax.Span);
        bool? verdict = value.IsTrue ? true : value.IsFalse ? false : null;
        var (phrase, arguments) = node switch
        {
            BoundLogical logical => (logical.IsAnd ? "explain.and" : "explain.or", ImmutableArray<object?>.Empty),
            BoundNot => ("explain.not", []),
            BoundComparison c => ("explain.compare", [Seen(c.Left, builder), Sign(c.Operator), Seen(c.Right, builder)]),
            BoundRangeTest r => ("explain.range", [Seen(r.Value, builder), Range(r)]),
            BoundIn i => ("explain.in", [Seen(i.Value, builder), Seen(i.List, builder)]),
            BoundHas h => ("explain.has", [Seen(h.Operand, builder)]),
            _ => ("explain.condition", [Describe(node)]),
        };
        // A comparison has told its operands with their values already.
        if (node is BoundComparison or BoundRangeTest or BoundIn) children = children.RemoveAll(c => c.Phrase == "explain.condition" && c.Children.IsEmpty);
        return new ExplanationNode(phrase, arguments, verdict, null, span, children);
    }

    // An operand in words, followed by the value that it had when that says more.
    private static LocalizedText Seen(BoundNode node, ExplanationBuilder builder)
    {
        if (node is BoundConstant or BoundSymbol { Symbol: ParameterSymbol } || builder.ValueOf(node) is not { } value) return Describe(node);
        var unit = (node as BoundSymbol)?.Symbol.Unit;
        return new(language => TextCatalog.Rules.Format("explain.seen", language, Describe(node, language), ValueText.Of(value, node.Type, unit, language)));
    }

    private static readonly ImmutableArray<LocalizedText> _signs = [.. Enum.GetValues<ComparisonOperator>().Select(o => TextCatalog.Rules.Find("operator." + o)!)];

    private static LocalizedText Sign(ComparisonOperator op) => _signs[(int)op];

    private static LocalizedText Range(BoundRangeTest range) => new(language =>
    {
        var low = range.Low is null ? "" : Describe(range.Low, language);
        var high = range.High is null ? "" : Describe(range.High, language);
        return $"{(range.LowInclusive ? '[' : '(')}{low}, {high}{(range.HighInclusive ? ']' : ')')}";
    });

    /// <summary>An expression in words: labels for names, parameters with their values.</summary>
    public static LocalizedText Describe(BoundNode node) => new(language => Describe(node, language));

    private static string Describe(BoundNode node, Language language) => new Wording(language).Value(node);
}
