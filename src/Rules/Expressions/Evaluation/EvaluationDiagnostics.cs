using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Expressions.Evaluation;

internal static class EvaluationDiagnostics
{
    public static readonly DiagnosticCode DivisionByZero = new("CWF2301", Severity.Error);
    public static readonly DiagnosticCode Overflow = new("CWF2302", Severity.Error);
    public static readonly DiagnosticCode TooManySteps = new("CWF2303", Severity.Error);
    public static readonly DiagnosticCode NoSuchDate = new("CWF2304", Severity.Error);
    public static readonly DiagnosticCode TooLong = new("CWF2305", Severity.Error);
    public static readonly DiagnosticCode NoCalendar = new("CWF2307", Severity.Error);
    public static readonly DiagnosticCode BadArgument = new("CWF2306", Severity.Error);
}
