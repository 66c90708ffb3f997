using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.RulesEngineDialect;
using CrmWorkflows.Rules.Expressions.RulesEngineDialect.Types;
using CrmWorkflows.Rules.Policies.RuleSet.Workflows;

namespace CrmWorkflows.Rules.Policies.RuleSet.Running;

/// <summary>An expression compiled for a set of parameters, or why it does not compile.</summary>
internal sealed record CompiledText<T>(DialectFunction<T>? Function, StaticType Type, RuleFailure? Failure);

/// <summary>Compiles the expressions of a file under the settings of a run.</summary>
internal sealed class TextCompiler(RuleSetSettings settings)
{
    private readonly DialectOptions _options = settings.Options;

    public CompiledText<bool> Condition(WorkflowText? text, IReadOnlyList<DialectParameter> parameters, SourceSpan fallback)
    {
        if (text is null) return new(null, StaticType.Boolean, Missing(fallback));
        var result = DialectExpression.Condition(text.Text, parameters, _options);
        if (result.Error is not { } error) return new(result.Function, result.Type, null);
        return ReadsAsDefault(error) ? new(static (_, _) => false, StaticType.Boolean, null) : new(null, result.Type, Failed(FailureKind.Expression, text.Text, text.SpanOf(error.Span), error));
    }

    public CompiledText<object?> Value(string? text, Func<Expressions.Syntax.TextSpan, SourceSpan> spanOf, IReadOnlyList<DialectParameter> parameters, FailureKind kind, SourceSpan fallback)
    {
        if (text is null) return new(null, StaticType.Object, Missing(fallback) with { Kind = kind });
        var result = DialectExpression.Value(text, parameters, _options);
        if (result.Error is not { } error) return new(result.Function, result.Type, null);
        return ReadsAsDefault(error) ? new(static (_, _) => null, StaticType.Object, null) : new(null, result.Type, Failed(kind, text, spanOf(error.Span), error));
    }

    private bool ReadsAsDefault(DialectError error) => error.IsParse && !settings.EnableExceptionAsErrorMessageForRuleExpressionParsing;

    private static RuleFailure Missing(SourceSpan span) => new(FailureKind.Expression, new Diagnostic(RuleSetDiagnostics.NoExpression, span, [""]));

    private static RuleFailure Failed(FailureKind kind, string text, SourceSpan span, DialectError error)
    {
        var inner = new Diagnostic(error.Code, span, [.. error.Arguments]);
        return new RuleFailure(kind, new Diagnostic(RuleSetDiagnostics.NotCompiled, span, [text, new LocalizedText(Words(inner, Language.Chinese), Words(inner, Language.English)), inner]));
    }

    private static string Words(Diagnostic inner, Language language) => $"{inner.Code.Id}: {inner.Message(language)} {inner.Remedy(language)}".Trim();
}
