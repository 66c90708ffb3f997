using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.PolicySets;

internal static class PolicySetDiagnostics
{
    public static readonly DiagnosticCode NotFound = new("CWF1101", Severity.Error);
    public static readonly DiagnosticCode NoPolicy = new("CWF1102", Severity.Error);
    public static readonly DiagnosticCode SameName = new("CWF1103", Severity.Error);
    public static readonly DiagnosticCode SameClause = new("CWF1104", Severity.Error);
    public static readonly DiagnosticCode UnknownClause = new("CWF1105", Severity.Error);
    public static readonly DiagnosticCode UnknownCalendar = new("CWF1106", Severity.Error);
    public static readonly DiagnosticCode Gap = new("CWF1109", Severity.Warning);
    public static readonly DiagnosticCode Unreadable = new("CWF1107", Severity.Error);
    public static readonly DiagnosticCode NotAPolicy = new("CWF1108", Severity.Error);
}
