using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.RulesEngineDialect;

namespace CrmWorkflows.Rules.Policies.RuleSet.Running;

/// <summary>The settings of RulesEngine that change outcomes, under their own names.</summary>
internal sealed record RuleSetSettings
{
    public static RuleSetSettings Default { get; } = new();

    /// <summary>Whether a rule that fails becomes false with a message, or ends the whole call.</summary>
    public bool EnableExceptionAsErrorMessage { get; init; } = true;

    /// <summary>Whether messages of failures are left out.</summary>
    public bool IgnoreException { get; init; }

    public bool EnableFormattedErrorMessage { get; init; } = true;

    /// <summary>Whether globals and locals exist.</summary>
    public bool EnableScopedParams { get; init; } = true;

    public bool IsExpressionCaseSensitive { get; init; }

    /// <summary>NestedRuleExecutionMode Performance: stop at the child that decides.</summary>
    public bool StopsEarly { get; init; }

    /// <summary>Whether an expression that cannot be read is an error, or the constant false.</summary>
    public bool EnableExceptionAsErrorMessageForRuleExpressionParsing { get; init; } = true;

    public bool AutoExecuteActions { get; init; } = true;

    /// <summary>Language of the texts in results.</summary>
    public Language Language { get; init; } = Language.English;

    public DialectOptions Dialect { get; init; } = DialectOptions.Default;

    public DialectOptions Options => Dialect with { IgnoreCase = !IsExpressionCaseSensitive };
}
