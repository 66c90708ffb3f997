using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Facts.Writing;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Explanations;

/// <summary>
/// An expression as a sentence in one language: labels for names, words for operators and functions, parameters with their values in place.
/// What a condition says before it is evaluated; what it came to is told by <see cref="ExpressionPhrases"/>.
/// </summary>
internal sealed partial class Wording(Language language)
{
    /// <summary>Longest list that is told in the middle of a sentence.</summary>
    private const int ListInPlace = 8;

    /// <summary>Told of each parameter that was written out with its value.</summary>
    public Action<ParameterSymbol>? Shown { get; init; }

    /// <summary>Told of each single entry of a map parameter that was written out with its value.</summary>
    public Action<ParameterSymbol, string>? EntryShown { get; init; }

    /// <summary>Told of each name that was written.</summary>
    public Action<Symbol>? Mentioned { get; init; }

    /// <summary>
    /// Whether the sentence stands in a text: names are then set apart where the language has need of it (between English words a label is hard to
    /// tell), and values by brackets. In the line of an explanation they are not.
    /// </summary>
    public bool IsProse { get; init; }

    /// <summary>What a person reads of a text that stands for something: the party of a share, a role; null when it is a text like any other.</summary>
    public Func<string, string?> Meaning { get; init; } = _ => null;

    /// <summary>A value: an amount, a name, a list.</summary>
    public string Value(BoundNode node) => TypeRules.IsBoolean(node.Type) && node is not (BoundConstant or BoundSymbol or BoundMember) ? Condition(node) : Plain(node);

    /// <summary>A value of a policy, in full.</summary>
    public string Value(Value value, FactType type, LocalizedText? unit = null) =>
        value.Kind == ValueKind.Text && type.NotNull() is not EnumType && Meaning(value.AsText()) is { } meaning ? meaning : ValueText.InFull(value, type, unit, language);

    /// <summary>What a person reads of a name; of a name without a label what it stands for.</summary>
    public string Name(Symbol symbol)
    {
        Mentioned?.Invoke(symbol);
        return symbol switch
        {
            { Label: { } label } => label.In(language),
            InputSymbol input => Text("input." + input.Input),
            _ => Text("wording.item"),
        };
    }

    private string Plain(BoundNode node) => node switch
    {
        BoundConstant { Value.Kind: ValueKind.Text, Type: not EnumType } c => Quoted(Value(c.Value, c.Type)),
        BoundConstant c => Value(c.Value, c.Type),
        BoundSymbol { Symbol: ParameterSymbol parameter } => Parameter(parameter),
        BoundSymbol { Symbol: LocalSymbol { Label: null } item } => Name(item),
        BoundSymbol s => Named(Name(s.Symbol)),
        BoundMember m => Member(m),
        BoundIndex { Target.Type: ListType, Index: BoundConstant { Value: { Kind: ValueKind.Integer } place } } i => Format("wording.nth", Named(Name(i.Target)), place.AsInteger() + 1),
        BoundIndex { Target: BoundSymbol { Symbol: ParameterSymbol figures }, Index: BoundConstant } i => Figure(i, figures),
        BoundIndex i => Entry(i),
        BoundArithmetic a => Arithmetic(a),
        BoundNegate n => Format("wording.negative", Part(n.Operand)),
        BoundCall c => Call(c),
        BoundLambda l => Value(l.Body),
        BoundConditional c => Format("wording.conditional", Condition(c.Condition), Value(c.Then), Value(c.Otherwise)),
        BoundCoalesce { Right: BoundConstant { Value.IsNull: true } } c => Value(c.Left),
        BoundCoalesce c => Format("wording.coalesce", Value(c.Left), Value(c.Right)),
        BoundList { Items.IsEmpty: true } => Text("wording.nothing"),
        BoundList l => Joined(l.Items.Select(Value)),
        BoundRecord r => Format("wording.brackets", Joined(r.Members.Select((m, i) => Format("wording.member", Label(r.RecordType.Members[i]), Value(m))))),
        _ => Condition(node),
    };

    private string Entry(BoundIndex node) => Format("wording.entry", Named(Name(node.Target)), Value(node.Index));

    // One figure of a table of the policy is told by its value, and then where it stands.
    private string Figure(BoundIndex node, ParameterSymbol figures)
    {
        var key = ((BoundConstant)node.Index).Value;
        var value = ReferenceEvaluator.Index(node, figures.Value, key);
        if (!value.IsPresent || !IsProse) return Entry(node);
        if (key.Kind == ValueKind.Text) EntryShown?.Invoke(figures, key.AsText());
        return Format("wording.figure", Value(value, node.Type, figures.Unit), Named(Name(figures)), Value(node.Index));
    }

    // A list or map by its name alone, when one of its entries is meant.
    private string Name(BoundNode node) => node switch
    {
        BoundSymbol symbol => Name(symbol.Symbol),
        BoundMember { Target: BoundSymbol { Symbol: LocalSymbol { Label: null } item }, Member: var member } => Label(member, isResult: item.Name == "result"),
        _ => Plain(node),
    };

    private string Named(string name) => IsProse ? Format("wording.name", name) : name;

    private string Parameter(ParameterSymbol parameter)
    {
        var type = parameter.Type.NotNull();
        var isLong = type is MapType or RecordType or ListType { Element: RecordType } || (parameter.Value.Kind == ValueKind.List && parameter.Value.AsList().Count > ListInPlace);
        if (isLong) return Named(Name(parameter));
        Shown?.Invoke(parameter);
        var value = Value(parameter.Value, parameter.Type, parameter.Unit);
        if (!IsProse) return $"{Name(parameter)} {value}";
        // How long stands before what the length is called.
        return type.Kind is ValueKind.Period or ValueKind.Duration or ValueKind.WorkingDays or ValueKind.WorkingTime
            ? Format("wording.parameter", value, Named(Name(parameter)))
            : Format("wording.parameter", Named(Name(parameter)), value);
    }

    private string Member(BoundMember node) => node.Target is BoundSymbol { Symbol: LocalSymbol { Label: null } }
        ? node.Member.Label is null ? Label(node.Member, isResult: node.Target is BoundSymbol { Symbol.Name: "result" }) : Named(Label(node.Member))
        : Format(node.Target is BoundSymbol { Symbol: LocalSymbol } ? "wording.ofResult" : "wording.of", Name(node.Target), Label(node.Member));

    // What a body finds and what a function makes of a list have words of their own.
    private string Label(RecordMember member, bool isResult = true)
    {
        string[] keys = isResult ? ["result." + member.Name, "member." + member.Name] : ["member." + member.Name, "result." + member.Name];
        return (member.Label ?? keys.Select(TextCatalog.Rules.Find).FirstOrDefault(t => t is not null))?.In(language) ?? member.Name;
    }

    private string Arithmetic(BoundArithmetic node)
    {
        var isMoment = node.Left.Type.NotNull().Kind is ValueKind.Date or ValueKind.Instant or ValueKind.YearMonth && node.Type.NotNull().Kind == node.Left.Type.NotNull().Kind;
        var key = (isMoment, node.Operator) switch
        {
            (true, ArithmeticOperator.Add) => "wording.after",
            (true, ArithmeticOperator.Subtract) => "wording.before",
            _ => "wording." + node.Operator,
        };
        // A product of a sum, a difference of a difference: what must stay together is held together by brackets.
        return isMoment
            ? Format(key, Value(node.Left), Distance(node.Right))
            : Format(key, Part(node.Left, node.Operator), Part(node.Right, node.Operator, isRight: true));
    }

    // In a text the name of a time limit says nothing beside the limit.
    private string Distance(BoundNode node)
    {
        if (!IsProse || node is not BoundSymbol { Symbol: ParameterSymbol limit }) return Value(node);
        Shown?.Invoke(limit);
        return Value(limit.Value, limit.Type, limit.Unit);
    }

    private string Part(BoundNode node, ArithmeticOperator outer = ArithmeticOperator.Multiply, bool isRight = false)
    {
        var text = Value(node);
        var needsBrackets = node switch
        {
            BoundArithmetic inner => Rank(inner.Operator) < Rank(outer) || (isRight && Rank(inner.Operator) == Rank(outer) && outer is not (ArithmeticOperator.Add or ArithmeticOperator.Multiply)),
            BoundConditional => true,
            _ => false,
        };
        return needsBrackets ? Format("wording.brackets", text) : text;
    }

    private static int Rank(ArithmeticOperator op) => op is ArithmeticOperator.Add or ArithmeticOperator.Subtract ? 0 : 1;

    private string Call(BoundCall call, bool holds = true)
    {
        var name = call.Function.Name;
        if (name == "max" && call.Arguments is [var amount, BoundConstant { Value: { IsNumber: true } zero }] && zero.AsDecimal() == 0)
            return Format("phrase.max.zero", Value(amount));
        var arguments = call.Arguments.Select((a, i) => Argument(call, a, i)).ToArray();
        var shape = $"phrase.{name}.{(call.Arguments.Any(a => a is BoundLambda) ? "each" : arguments.Length)}";
        var time = call.Type.NotNull().Kind is ValueKind.Date or ValueKind.Instant ? ".time" : "";
        var lambdas = call.Arguments.OfType<BoundLambda>().ToArray();
        var isSelf = lambdas.Any(l => l.Body is BoundSymbol { Symbol: LocalSymbol own } && l.Parameters.Contains(own));
        var isOneCondition = lambdas.All(l => l.Body is not BoundLogical);
        string[] keys = [.. isSelf ? [shape + ".self"] : Array.Empty<string>(), .. isOneCondition ? [shape + ".one"] : Array.Empty<string>(), shape + time, shape, "phrase." + name];
        if (!holds)
        {
            return keys.Select(k => k + ".not").FirstOrDefault(IsText) is { } denied ? Format(denied, arguments) : Format("wording.not", Call(call));
        }
        return keys.FirstOrDefault(IsText) is { } key
            ? Format(key, arguments)
            : Format("wording.call", TextCatalog.Rules.Find("function." + name)?.In(language) ?? name, Joined(arguments));
    }

    // One of the words that a function takes is told as what it means.
    private string Argument(BoundCall call, BoundNode argument, int index) =>
        call.Function.Choice is { } choice && choice.Argument == index && argument is BoundConstant { Value.Kind: ValueKind.Text } word
            ? Text("choice." + word.Value.AsText())
            : argument is BoundArithmetic ? Format("wording.brackets", Value(argument)) : Value(argument);

    private static bool IsText(string key) => TextCatalog.Rules.Find(key) is not null;

    private string Constant(BoundNode node) => node is BoundConstant { Type: EnumType, Value.Kind: ValueKind.Text } constant ? Quoted(Value(constant.Value, constant.Type)) : Value(node);

    private string Quoted(string text) => Format("wording.quoted", text);

    private string Joined(IEnumerable<string> parts) => string.Join(Text("value.separator"), parts);

    private string Text(string key) => TextCatalog.Rules.Get(key, language);

    private string Format(string key, params ReadOnlySpan<object?> arguments) => Sentence.Of(key, language, arguments);
}
