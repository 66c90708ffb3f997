using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Expressions.Binding;

internal static class BindingDiagnostics
{
    public static readonly DiagnosticCode UnknownName = new("CWF2101", Severity.Error);
    public static readonly DiagnosticCode UnknownFunction = new("CWF2102", Severity.Error);
    public static readonly DiagnosticCode OperandTypes = new("CWF2103", Severity.Error);
    public static readonly DiagnosticCode UnknownMember = new("CWF2104", Severity.Error);
    public static readonly DiagnosticCode NotCondition = new("CWF2105", Severity.Error);
    public static readonly DiagnosticCode ArgumentTypes = new("CWF2106", Severity.Error);
    public static readonly DiagnosticCode BranchTypes = new("CWF2107", Severity.Error);
    public static readonly DiagnosticCode WrongResult = new("CWF2108", Severity.Error);
    public static readonly DiagnosticCode LiteralNotOfType = new("CWF2109", Severity.Error);
    public static readonly DiagnosticCode NotComparable = new("CWF2110", Severity.Error);
    public static readonly DiagnosticCode MisplacedLambda = new("CWF2111", Severity.Error);
    public static readonly DiagnosticCode NoCalendar = new("CWF2112", Severity.Error);
    public static readonly DiagnosticCode NotIndexable = new("CWF2113", Severity.Error);
    public static readonly DiagnosticCode MisplacedRange = new("CWF2114", Severity.Error);
    public static readonly DiagnosticCode NotInDialect = new("CWF2115", Severity.Error);
    public static readonly DiagnosticCode LiteralFigure = new("CWF2116", Severity.Warning);
    public static readonly DiagnosticCode LiteralList = new("CWF2117", Severity.Warning);
    public static readonly DiagnosticCode NotAChoice = new("CWF2118", Severity.Error);
}
