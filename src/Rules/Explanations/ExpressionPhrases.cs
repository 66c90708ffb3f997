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

    /// <summary>An expression in words: labels for names, signs for operators.</summary>
    public static LocalizedText Describe(BoundNode node) => new(language => Describe(node, language));

    private static string Describe(BoundNode node, Language language) => node switch
    {
        BoundConstant c => ValueText.Of(c.Value, c.Type, language),
        BoundSymbol { Symbol: ParameterSymbol p } => $"{Label(p, language)} {ValueText.Of(p.Value, p.Type, p.Unit, language)}",
        BoundSymbol s => Label(s.Symbol, language),
        // What a document found and the item of a list have no words of their own: their members say enough.
        BoundMember { Target: BoundSymbol { Symbol: LocalSymbol { Label: null } } } m => Word(m.Member, language),
        BoundMember m => $"{Whole(m.Target, language)}{TextCatalog.Rules.Get("explain.of", language)}{Word(m.Member, language)}",
        BoundIndex i => $"{Whole(i.Target, language)}[{Describe(i.Index, language)}]",
        BoundArithmetic a => $"{Describe(a.Left, language)} {Sign(a.Operator)} {Describe(a.Right, language)}",
        BoundNegate n => "-" + Describe(n.Operand, language),
        BoundCall c => $"{TextCatalog.Rules.Find("function." + c.Function.Name)?.In(language) ?? c.Function.Name}({string.Join(TextCatalog.Rules.Get("value.separator", language), c.Arguments.Select(x => Describe(x, language)))})",
        BoundLambda l => Describe(l.Body, language),
        BoundLogical l => $"{Describe(l.Left, language)} {TextCatalog.Rules.Get(l.IsAnd ? "operator.And" : "operator.Or", language)} {Describe(l.Right, language)}",
        BoundNot n => $"{TextCatalog.Rules.Get("operator.Not", language)}({Describe(n.Operand, language)})",
        BoundComparison c => $"{Describe(c.Left, language)} {Sign(c.Operator).In(language)} {Describe(c.Right, language)}",
        BoundRangeTest r => $"{Describe(r.Value, language)} {TextCatalog.Rules.Get("operator.In", language)} {Range(r).In(language)}",
        BoundIn i => $"{Describe(i.Value, language)} {TextCatalog.Rules.Get("operator.In", language)} {Describe(i.List, language)}",
        BoundConditional c => $"{Describe(c.Condition, language)} ? {Describe(c.Then, language)} : {Describe(c.Otherwise, language)}",
        BoundCoalesce c => $"{Describe(c.Left, language)} ?? {Describe(c.Right, language)}",
        BoundHas h => $"{TextCatalog.Rules.Get("operator.Has", language)}({Describe(h.Operand, language)})",
        BoundList l => $"[{string.Join(TextCatalog.Rules.Get("value.separator", language), l.Items.Select(x => Describe(x, language)))}]",
        BoundRecord r => "{...}",
        _ => "?",
    };

    // That of which a part is told: its name is enough, its other parts are not asked for.
    private static string Whole(BoundNode node, Language language) => node is BoundSymbol s ? Label(s.Symbol, language) : Describe(node, language);

    private static string Word(RecordMember member, Language language) =>
        (member.Label ?? TextCatalog.Rules.Find("result." + member.Name))?.In(language) ?? member.Name;

    private static string Sign(ArithmeticOperator op) => op switch
    {
        ArithmeticOperator.Add => "+",
        ArithmeticOperator.Subtract => "-",
        ArithmeticOperator.Multiply => "×",
        ArithmeticOperator.Divide => "÷",
        _ => "%",
    };

    private static string Label(Symbol symbol, Language language) =>
        symbol.Label?.In(language)
        ?? (symbol is InputSymbol input ? TextCatalog.Rules.Get("input." + input.Input, language) : symbol.Name);
}
