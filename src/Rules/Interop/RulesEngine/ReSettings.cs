using System.Collections.Immutable;
using System.Reflection;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.RulesEngineDialect;
using CrmWorkflows.Rules.Policies.RuleSet.Running;

namespace CrmWorkflows.Rules.Interop;

/// <summary>
/// The settings of Microsoft RulesEngine that change outcomes, under the names and with the defaults that its users know. Immutable.
/// </summary>
public sealed record ReSettings
{
    private ImmutableArray<RegisteredFunction> _functions = [];

    /// <summary>Whether a rule that fails becomes false with a message; otherwise it ends the call.</summary>
    public bool EnableExceptionAsErrorMessage { get; init; } = true;

    /// <summary>Whether the messages of failed rules are left out.</summary>
    public bool IgnoreException { get; init; }

    /// <summary>Whether results carry their error messages with placeholders filled.</summary>
    public bool EnableFormattedErrorMessage { get; init; } = true;

    /// <summary>Whether global and local parameters exist.</summary>
    public bool EnableScopedParams { get; init; } = true;

    /// <summary>Whether names in expressions must be written as they are declared, and keywords in lower case.</summary>
    public bool IsExpressionCaseSensitive { get; init; }

    /// <summary>How far the children of a rule are evaluated.</summary>
    public NestedRuleExecutionMode NestedRuleExecutionMode { get; init; }

    /// <summary>Whether an expression that cannot be read is an error of its rule; otherwise it reads as false, a parameter as null.</summary>
    public bool EnableExceptionAsErrorMessageForRuleExpressionParsing { get; init; } = true;

    /// <summary>Whether running a workflow carries out the actions of its rules.</summary>
    public bool AutoExecuteActions { get; init; } = true;

    /// <summary>Language of the texts in results.</summary>
    public Language Language { get; init; } = Language.English;

    /// <summary>Where <c>DateTime.Now</c> in an expression takes its time from; without a clock such an expression is an error.</summary>
    public TimeProvider? Clock { get; init; }

    /// <summary>Lets expressions call a function as <c>typeName.name(...)</c>.</summary>
    /// <param name="typeName">The name before the dot.</param>
    /// <param name="name">The name behind it.</param>
    /// <param name="function">A pure and thread-safe function; its parameters and its result have types.</param>
    /// <returns>Settings with the function.</returns>
    /// <exception cref="ArgumentException">The function gives nothing or takes something by reference.</exception>
    public ReSettings WithFunction(string typeName, string name, Delegate function)
    {
        ArgumentNullException.ThrowIfNull(function);
        var method = function.Method;
        if (method.ReturnType == typeof(void) || method.GetParameters().Any(p => p.ParameterType.IsByRef))
            throw new ArgumentException($"'{typeName}.{name}' must give a value and take its arguments by value.", nameof(function));
        return this with { _functions = _functions.Add(new RegisteredFunction(typeName, name, function)) };
    }

    /// <summary>Lets expressions call the public static functions that a type itself declares, as the CustomTypes of RulesEngine do.</summary>
    /// <typeparam name="T">The type; it is looked at once, here, and nothing that it does not declare becomes reachable.</typeparam>
    /// <returns>Settings with the functions.</returns>
    public ReSettings WithType<T>() => WithType(typeof(T));

    /// <summary>Lets expressions call the public static functions that a type itself declares.</summary>
    /// <param name="type">The type; static classes are welcome.</param>
    /// <returns>Settings with the functions.</returns>
    /// <exception cref="ArgumentException">The type belongs to the run time.</exception>
    public ReSettings WithType(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (type.Assembly == typeof(object).Assembly) throw new ArgumentException($"{type} belongs to the run time.", nameof(type));
        var settings = this;
        foreach (var method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
        {
            if (method.IsGenericMethod || method.IsSpecialName || method.ReturnType == typeof(void) || method.GetParameters().Any(p => p.ParameterType.IsByRef || p.ParameterType.IsByRefLike)) continue;
            var signature = System.Linq.Expressions.Expression.GetDelegateType([.. method.GetParameters().Select(p => p.ParameterType), method.ReturnType]);
            settings = settings.WithFunction(type.Name, method.Name, method.CreateDelegate(signature));
        }
        return settings;
    }

    internal RuleSetSettings ToRun() => new()
    {
        EnableExceptionAsErrorMessage = EnableExceptionAsErrorMessage,
        IgnoreException = IgnoreException,
        EnableFormattedErrorMessage = EnableFormattedErrorMessage,
        EnableScopedParams = EnableScopedParams,
        IsExpressionCaseSensitive = IsExpressionCaseSensitive,
        StopsEarly = NestedRuleExecutionMode == NestedRuleExecutionMode.Performance,
        EnableExceptionAsErrorMessageForRuleExpressionParsing = EnableExceptionAsErrorMessageForRuleExpressionParsing,
        AutoExecuteActions = AutoExecuteActions,
        Language = Language,
        Dialect = new DialectOptions(!IsExpressionCaseSensitive, Clock is not null, _functions),
    };
}
