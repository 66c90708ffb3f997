using System.Linq.Expressions;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.RulesEngineDialect.Types;
using CrmWorkflows.Rules.Expressions.Syntax;

namespace CrmWorkflows.Rules.Expressions.RulesEngineDialect.Binding;

/// <summary>
/// Gives an expression of the dialect its types and its meaning, which is that of C# over the types of the inputs. It stops at the first
/// mistake by throwing a <see cref="BindingFault"/>. This part finds names; one binder serves one expression.
/// </summary>
internal sealed partial class DialectBinder
{
    private readonly DialectOptions _options;
    private readonly IReadOnlyList<DialectParameter> _parameters;
    private readonly Dictionary<int, ParameterExpression> _used = [];
    private readonly Dictionary<string, Bound> _lambdaNames = new(StringComparer.Ordinal);
    private readonly string _text;
    private bool _inCondition;
    private Bound? _it;
    private Bound? _parent;
    private readonly Bound? _root;

    public DialectBinder(string text, IReadOnlyList<DialectParameter> parameters, DialectOptions options)
    {
        (_text, _parameters, _options) = (text, parameters, options);
        for (var i = 0; i < parameters.Count; i++)
            for (var j = 0; j < i; j++)
                if (string.Equals(parameters[i].Name, parameters[j].Name, options.Names)) throw Fault(DialectDiagnostics.SameName, new TextSpan(0, text.Length), parameters[i].Name);
        // With exactly one name in scope, its members need no prefix.
        if (parameters.Count == 1) _it = _root = Parameter(0);
    }

    /// <summary>The evaluation that runs.</summary>
    public static ParameterExpression Context { get; } = Expression.Parameter(typeof(DialectContext), "context");

    private static readonly Expression Now = Expression.Property(Context, nameof(DialectContext.Now));

    /// <summary>The parameters that the expression uses, by index.</summary>
    public IReadOnlyDictionary<int, ParameterExpression> Used => _used;

    public Bound Bind(SyntaxNode node) => node switch
    {
        LiteralSyntax literal => Literal(literal),
        NameSyntax name => Name(name.Name, name.Span),
        MemberSyntax member => Member(member),
        IndexSyntax index => Index(index),
        CallSyntax call => Call(call),
        UnarySyntax unary => Unary(unary),
        BinarySyntax binary => Binary(binary),
        ConditionalSyntax c => Conditional(Bind(c.Condition), Bind(c.Then), Bind(c.Otherwise), c.Condition.Span),
        ListSyntax list => NewArray(list),
        RecordSyntax record => NewRecord(record),
        LambdaSyntax lambda => Lambda(lambda),
        _ => throw Fault(DialectDiagnostics.UnknownForm, node.Span, TextOf(node.Span)),
    };

    /// <summary>Binds a condition: it must be a truth value, and one that is never null.</summary>
    public Bound BindCondition(SyntaxNode node)
    {
        _inCondition = true;
        var bound = Bind(node);
        return Promotion.Promote(bound, typeof(bool), exact: true, convertValues: false) is { } condition
            ? new Bound(condition, StaticType.Boolean)
            : throw Fault(DialectDiagnostics.WrongType, node.Span, bound.Type.Name, "bool");
    }

    private Bound Literal(LiteralSyntax literal)
    {
        var text = TextOf(literal.Span);
        switch (literal.Value)
        {
            case null: return Bound.Null;
            case string value: return new Bound(Expression.Constant(value), StaticType.Text, value);
            case bool or char: return Bound.Constant(literal.Value, text);
            case long whole: return Whole(whole, literal.Suffix, text);
            case decimal exact: return Bound.Constant(exact, Digits(text));
            case double binary when literal.Suffix == "F": return Bound.Constant((float)binary, Digits(text));
            default: return Bound.Constant(literal.Value, Digits(text));
        }
    }

    // A whole number is an int, else a uint, else a long; a suffix decides otherwise.
    private static Bound Whole(long value, string suffix, string text)
    {
        var digits = text.Length > 2 && text[1] is 'x' or 'X' or 'b' or 'B' ? value.ToString(System.Globalization.CultureInfo.InvariantCulture) : Digits(text);
        return Bound.Constant(suffix switch
        {
            "L" => (object)value,
            "UL" or "LU" => (ulong)value,
            "U" => value is >= 0 and <= uint.MaxValue ? (object)(uint)value : (ulong)value,
            "F" => (float)value,
            "D" => (double)value,
            "M" => (decimal)value,
            _ => Smallest(value),
        }, digits);
    }

    private static object Smallest(long value)
    {
        if (value is >= int.MinValue and <= int.MaxValue) return (int)value;
        if (value is > 0 and <= uint.MaxValue) return (uint)value;
        return value;
    }

    private static string Digits(string text) => text.TrimEnd('L', 'l', 'U', 'u', 'F', 'f', 'D', 'd', 'M', 'm').Replace(" ", "", StringComparison.Ordinal);

    private Bound Name(string name, TextSpan span)
    {
        if (Keyword(name) is { } keyword) return keyword switch
        {
            "it" => _it ?? throw Fault(DialectDiagnostics.UnknownName, span, name, Suggestion.Phrase("", [])),
            "parent" => _parent ?? throw Fault(DialectDiagnostics.UnknownName, span, name, Suggestion.Phrase("", [])),
            _ => _root ?? throw Fault(DialectDiagnostics.UnknownName, span, name, Suggestion.Phrase("", [])),
        };
        if (FindParameter(name) is { } parameter) return parameter;
        if (IsType(name) && !IsMemberOfIt(name)) throw Fault(DialectDiagnostics.UnknownForm, span, name);
        if (_lambdaNames.TryGetValue(name, out var item)) return item;
        if (_it is not null) return MemberOf(_it, name, span);
        throw Fault(DialectDiagnostics.UnknownName, span, name, Suggestion.Phrase(name, _parameters.Select(p => p.Name)));
    }

    private bool IsType(string name) => TypeNames.Find(name) is not null || IsRegisteredType(name);

    // What the data has comes before what a type is called.
    private bool IsMemberOfIt(string name) =>
        _it is not null && (_it.Type.Shape?.IndexOf(name, _options.IgnoreCase) >= 0 || ObjectMembers.Find(_it.Clr, name, _options.IgnoreCase) is not null);

    private string? Keyword(string name) =>
        string.Equals(name, "it", _options.Names) ? "it" : string.Equals(name, "parent", _options.Names) ? "parent" : string.Equals(name, "root", _options.Names) ? "root" : null;

    private Bound? FindParameter(string name)
    {
        for (var i = 0; i < _parameters.Count; i++)
            if (string.Equals(_parameters[i].Name, name, _options.Names)) return Parameter(i);
        return null;
    }

    private Bound Parameter(int index)
    {
        var type = _parameters[index].Type;
        if (!_used.TryGetValue(index, out var variable)) _used[index] = variable = Expression.Parameter(type.Clr, _parameters[index].Name);
        return new Bound(variable, type);
    }

    // "x => condition" over the whole expression means the one input.
    private Bound Lambda(LambdaSyntax lambda)
    {
        if (_it is null || lambda.Parameters.Length != 1) throw Fault(DialectDiagnostics.UnknownName, lambda.Span, string.Join(", ", lambda.Parameters), Suggestion.Phrase("", []));
        return InLambda(lambda, _it);
    }

    private Bound InLambda(LambdaSyntax lambda, Bound item)
    {
        var name = lambda.Parameters[0];
        if (FindParameter(name) is not null || _lambdaNames.ContainsKey(name) || Keyword(name) is not null || TypeNames.Find(name) is not null)
            throw Fault(DialectDiagnostics.LambdaName, lambda.Span, name);
        _lambdaNames.Add(name, item);
        var body = Bind(lambda.Body);
        _lambdaNames.Remove(name);
        return body;
    }

    private bool IsRegisteredType(string name) => _options.AllFunctions.Any(f => f.TypeName == name);

    private string TextOf(TextSpan span) => span.Start >= 0 && span.End <= _text.Length ? _text.Substring(span.Start, span.Length) : "";

    private static BindingFault Fault(DiagnosticCode code, TextSpan span, params object?[] arguments) => new(code, span, isParse: true, arguments);

    // What RulesEngine finds only after parsing, when it builds the tree.
    private static BindingFault LateFault(DiagnosticCode code, TextSpan span, params object?[] arguments) => new(code, span, isParse: false, arguments);
}
