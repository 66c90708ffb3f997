using System.Linq.Expressions;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.RulesEngineDialect.Binding;
using CrmWorkflows.Rules.Expressions.RulesEngineDialect.Types;
using CrmWorkflows.Rules.Expressions.Syntax;

namespace CrmWorkflows.Rules.Expressions.RulesEngineDialect;

/// <summary>Computes an expression from the values of its parameters, in their order. Thread-safe.</summary>
internal delegate T DialectFunction<out T>(object?[] values, DialectContext context);

/// <summary>Why an expression cannot be compiled.</summary>
/// <param name="IsParse">Whether RulesEngine finds the mistake while it parses.</param>
internal sealed record DialectError(DiagnosticCode Code, TextSpan Span, object?[] Arguments, bool IsParse);

/// <summary>An expression that has been compiled for parameters of known types, or the reason why it has not.</summary>
internal sealed record DialectResult<T>(DialectFunction<T>? Function, StaticType Type, DialectError? Error);

/// <summary>The way from a text to a delegate. Each text is compiled once for one set of types; delegates are collected with their owner.</summary>
internal static class DialectExpression
{
    public static DialectResult<bool> Condition(string text, IReadOnlyList<DialectParameter> parameters, DialectOptions options) =>
        Compile<bool>(text, parameters, options, static (binder, syntax) => binder.BindCondition(syntax));

    public static DialectResult<object?> Value(string text, IReadOnlyList<DialectParameter> parameters, DialectOptions options) =>
        Compile<object?>(text, parameters, options, static (binder, syntax) => binder.Bind(syntax));

    /// <summary>A part of an expression that has been parsed already.</summary>
    public static DialectResult<object?> Value(SyntaxNode part, string text, IReadOnlyList<DialectParameter> parameters, DialectOptions options) =>
        Compile<object?>(part, text, parameters, options, static (binder, syntax) => binder.Bind(syntax));

    public static SyntaxNode? Parse(string text, DialectOptions options, out DialectError? error)
    {
        var errors = new ParseErrors();
        var syntax = Parser.ParseExpression(text, options.Dialect, errors);
        error = errors.Any ? ErrorOf(errors) : null;
        return errors.Any ? null : syntax;
    }

    private static DialectError ErrorOf(ParseErrors errors)
    {
        var first = errors.Items[0];
        return new DialectError(first.Code, first.Span, [.. first.Arguments], true);
    }

    private static DialectResult<T> Compile<T>(string text, IReadOnlyList<DialectParameter> parameters, DialectOptions options, Func<DialectBinder, SyntaxNode, Bound> bind) =>
        Parse(text, options, out var error) is { } syntax ? Compile<T>(syntax, text, parameters, options, bind) : new(null, StaticType.Object, error);

    private static DialectResult<T> Compile<T>(SyntaxNode syntax, string text, IReadOnlyList<DialectParameter> parameters, DialectOptions options, Func<DialectBinder, SyntaxNode, Bound> bind)
    {
        try
        {
            var binder = new DialectBinder(text, parameters, options);
            var bound = bind(binder, syntax);
            return new(Build<T>(bound, binder.Used, options.Literals), bound.IsNull ? StaticType.Object : bound.Type, null);
        }
        catch (BindingFault fault)
        {
            return new(null, StaticType.Object, new DialectError(fault.Code, fault.Span, fault.Arguments, fault.IsParse));
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or NotSupportedException)
        {
            // The expression tree itself refused what the binder took for sound.
            return new(null, StaticType.Object, new DialectError(DialectDiagnostics.UnknownForm, syntax.Span, [text], false));
        }
    }

    private static DialectFunction<T> Build<T>(Bound bound, IReadOnlyDictionary<int, ParameterExpression> used, LiteralPool literals)
    {
        var values = Expression.Parameter(typeof(object?[]), "values");
        var steps = new List<Expression>(used.Count + 1);
        foreach (var (index, variable) in used)
        {
            Expression value = Expression.ArrayIndex(values, Expression.Constant(index));
            steps.Add(Expression.Assign(variable, variable.Type == typeof(object) ? value : Expression.Convert(value, variable.Type)));
        }
        var node = literals.Apply(bound.Node);
        steps.Add(bound.Clr == typeof(T) ? node : Expression.Convert(node, typeof(T)));
        var body = Expression.Block(typeof(T), used.Values, steps);
        return new TieredFunction<T>(Expression.Lambda<DialectFunction<T>>(body, values, DialectBinder.Context)).Invoke;
    }
}
