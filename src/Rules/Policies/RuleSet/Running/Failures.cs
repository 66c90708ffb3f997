using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.RulesEngineDialect;

namespace CrmWorkflows.Rules.Policies.RuleSet.Running;

/// <summary>What an expression threw, as a finding that says what to do about it.</summary>
internal static class Failures
{
    public static RuleFailure Of(Exception exception, FailureKind kind, SourceSpan span) => new(kind, exception switch
    {
        RunFault fault => fault.Diagnostic,
        WorkLimitException { IsText: true } => new Diagnostic(DialectDiagnostics.TextTooLong, span, [DialectContext.TextLimit]),
        WorkLimitException => new Diagnostic(DialectDiagnostics.TooManySteps, span, [DialectContext.StepLimit]),
        OverflowException => new Diagnostic(DialectDiagnostics.Overflow, span, []),
        DivideByZeroException => new Diagnostic(DialectDiagnostics.DivisionByZero, span, []),
        NullReferenceException or ArgumentNullException => new Diagnostic(DialectDiagnostics.NullTarget, span, []),
        _ => new Diagnostic(DialectDiagnostics.Failed, span, [exception.Message]),
    });
}
