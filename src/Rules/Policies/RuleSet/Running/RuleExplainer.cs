using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Explanations;
using CrmWorkflows.Rules.Expressions.RulesEngineDialect;
using CrmWorkflows.Rules.Expressions.Syntax;
using CrmWorkflows.Rules.Policies.RuleSet.Inputs;
using CrmWorkflows.Rules.Policies.RuleSet.Workflows;

namespace CrmWorkflows.Rules.Policies.RuleSet.Running;

/// <summary>
/// Says why a condition holds or does not: each sub-condition with the values that its operands had. It evaluates the parts one by one,
/// in the order of the condition and no further than the condition itself did. Compiled once with the plan of its rule; thread-safe.
/// </summary>
internal sealed class RuleExplainer
{
    private readonly WorkflowText _text;
    private readonly Step? _root;

    private RuleExplainer(WorkflowText text, IReadOnlyList<DialectParameter> scope, DialectOptions options)
    {
        _text = text;
        var syntax = DialectExpression.Parse(text.Text, options, out _);
        while (syntax is LambdaSyntax lambda) syntax = lambda.Body;
        if (syntax is not null) _root = Make(syntax, part => DialectExpression.Value(part, text.Text, scope, options).Function);
    }

    public static RuleExplainer? For(WorkflowText? text, IReadOnlyList<DialectParameter> scope, DialectOptions options) =>
        text is null ? null : new RuleExplainer(text, scope, options);

    public ImmutableArray<ExplanationNode> Explain(object?[] values, DialectContext context) => _root is null ? [] : [_root.Explain(this, values, context).Node];

    private string TextOf(TextSpan span) => _text.Text.Substring(span.Start, span.Length);

    private static Step Make(SyntaxNode node, Func<SyntaxNode, DialectFunction<object?>?> compile) => node switch
    {
        BinarySyntax { Operator: BinaryOperator.And or BinaryOperator.Or } both =>
            new Both(both, both.Operator == BinaryOperator.And, Make(both.Left, compile), Make(both.Right, compile)),
        UnarySyntax { Operator: UnaryOperator.Not } not => new Negated(not, Make(not.Operand, compile)),
        BinarySyntax { Operator: >= BinaryOperator.Equal and <= BinaryOperator.GreaterOrEqual } comparison =>
            new Compared(comparison, compile(comparison), compile(comparison.Left), compile(comparison.Right)),
        _ => new Plain(node, compile(node), [.. Operands(node).Select(o => (o, compile(o)))]),
    };

    // What a call or a membership test is about.
    private static IEnumerable<SyntaxNode> Operands(SyntaxNode node) => node switch
    {
        CallSyntax { Target: MemberSyntax or NameSyntax or IndexSyntax } call => [call.Target!],
        BinarySyntax { Operator: BinaryOperator.In } test => [test.Left],
        _ => [],
    };

    private static object? Value(DialectFunction<object?>? function, object?[] values, DialectContext context)
    {
        try
        {
            context.Begin();
            return function is null ? Unknown : function(values, context);
        }
        catch (Exception)
        {
            // The rule itself reports the failure; the explanation shows where it was.
            return Unknown;
        }
    }

    private static readonly object Unknown = new();

    private static bool? Verdict(object? value) => value is bool truth ? truth : null;

    private LocalizedText Seen(SyntaxNode node, object? value)
    {
        var words = TextOf(node.Span);
        if (node is LiteralSyntax || ReferenceEquals(value, Unknown)) return LocalizedText.Same(words);
        var shown = ResultJson.Write(value);
        if (shown.Length > 60) shown = shown[..57] + "...";
        return new(TextCatalog.Rules.Format("explain.seen", Language.Chinese, words, shown), TextCatalog.Rules.Format("explain.seen", Language.English, words, shown));
    }

    private ExplanationNode Node(string phrase, SyntaxNode node, bool? verdict, ImmutableArray<ExplanationNode> children, params ImmutableArray<object?> arguments) =>
        new(phrase, arguments, verdict, null, _text.SpanOf(node.Span), children);

    private abstract record Step(SyntaxNode Syntax)
    {
        public abstract (bool? Verdict, ExplanationNode Node) Explain(RuleExplainer owner, object?[] values, DialectContext context);
    }

    private sealed record Both(SyntaxNode Syntax, bool IsAnd, Step Left, Step Right) : Step(Syntax)
    {
        public override (bool? Verdict, ExplanationNode Node) Explain(RuleExplainer owner, object?[] values, DialectContext context)
        {
            var (verdict, left) = Left.Explain(owner, values, context);
            ImmutableArray<ExplanationNode> children = Flat(left);
            if (verdict == IsAnd)
            {
                (verdict, var right) = Right.Explain(owner, values, context);
                children = [.. children, .. Flat(right)];
            }
            return (verdict, owner.Node(Phrase, Syntax, verdict, children));
        }

        private string Phrase => IsAnd ? "explain.and" : "explain.or";

        // "a and b and c" is one step with three below it.
        private ImmutableArray<ExplanationNode> Flat(ExplanationNode node) => node.Phrase == Phrase ? node.Children : [node];
    }

    private sealed record Negated(SyntaxNode Syntax, Step Operand) : Step(Syntax)
    {
        public override (bool? Verdict, ExplanationNode Node) Explain(RuleExplainer owner, object?[] values, DialectContext context)
        {
            var (inner, node) = Operand.Explain(owner, values, context);
            return (!inner, owner.Node("explain.not", Syntax, !inner, [node]));
        }
    }

    private sealed record Compared(BinarySyntax Comparison, DialectFunction<object?>? Whole, DialectFunction<object?>? Left, DialectFunction<object?>? Right) : Step(Comparison)
    {
        public override (bool? Verdict, ExplanationNode Node) Explain(RuleExplainer owner, object?[] values, DialectContext context)
        {
            var verdict = Verdict(Value(Whole, values, context));
            var sign = TextCatalog.Rules.Find("operator." + Comparison.Operator) ?? LocalizedText.Same(owner.TextOf(Comparison.OperatorSpan));
            return (verdict, owner.Node("explain.compare", Comparison, verdict, [],
                owner.Seen(Comparison.Left, Value(Left, values, context)), sign, owner.Seen(Comparison.Right, Value(Right, values, context))));
        }
    }

    private sealed record Plain(SyntaxNode Syntax, DialectFunction<object?>? Whole, ImmutableArray<(SyntaxNode Node, DialectFunction<object?>? Function)> About) : Step(Syntax)
    {
        public override (bool? Verdict, ExplanationNode Node) Explain(RuleExplainer owner, object?[] values, DialectContext context)
        {
            var verdict = Verdict(Value(Whole, values, context));
            ImmutableArray<ExplanationNode> about = [.. About.Select(a => owner.Node("explain.condition", a.Node, null, [], owner.Seen(a.Node, Value(a.Function, values, context))))];
            return (verdict, owner.Node("explain.condition", Syntax, verdict, about, owner.TextOf(Syntax.Span)));
        }
    }
}
