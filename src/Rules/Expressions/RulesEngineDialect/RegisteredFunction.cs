using System.Collections.Immutable;

namespace CrmWorkflows.Rules.Expressions.RulesEngineDialect;

/// <summary>A typed function that the embedding program lets expressions call as <c>TypeName.Name(...)</c>.</summary>
/// <param name="TypeName">The name before the dot.</param>
/// <param name="Name">The name behind it.</param>
/// <param name="Function">What it does. It must be pure and thread-safe.</param>
internal sealed record RegisteredFunction(string TypeName, string Name, Delegate Function)
{
    /// <summary>The one function that RulesEngine brings along.</summary>
    public static RegisteredFunction CheckContains { get; } = new("ExpressionUtils", "CheckContains",
        (string? value, string? list) => !string.IsNullOrEmpty(value) && !string.IsNullOrEmpty(list) && list.Split(',').Contains(value));

    public ImmutableArray<Type> Parameters { get; } = [.. Function.Method.GetParameters().Select(p => p.ParameterType)];

    public Type Result => Function.Method.ReturnType;
}
