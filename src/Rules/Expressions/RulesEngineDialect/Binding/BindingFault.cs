using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.Syntax;

namespace CrmWorkflows.Rules.Expressions.RulesEngineDialect.Binding;

/// <summary>
/// Ends the binding of one expression at its first mistake, as RulesEngine does. It never leaves the dialect: whoever compiles an
/// expression turns it into a finding.
/// </summary>
internal sealed class BindingFault(DiagnosticCode code, TextSpan span, bool isParse, params object?[] arguments) : Exception
{
    public DiagnosticCode Code { get; } = code;

    public TextSpan Span { get; } = span;

    /// <summary>
    /// Whether RulesEngine finds this mistake while it parses. Only such mistakes are turned into a default value by its setting
    /// <c>EnableExceptionAsErrorMessageForRuleExpressionParsing</c>.
    /// </summary>
    public bool IsParse { get; } = isParse;

    public object?[] Arguments { get; } = arguments;
}
