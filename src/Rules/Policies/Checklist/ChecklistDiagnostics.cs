using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Policies.Checklist;

internal static class ChecklistDiagnostics
{
    public static readonly DiagnosticCode NotAList = new("CWF4201", Severity.Error);
    public static readonly DiagnosticCode DifferentCodes = new("CWF4202", Severity.Error);
}
