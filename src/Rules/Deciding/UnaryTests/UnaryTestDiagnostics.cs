using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Deciding.UnaryTests;

internal static class UnaryTestDiagnostics
{
    public static readonly DiagnosticCode AmbiguousCode = new("CWF1020", Severity.Error);
    public static readonly DiagnosticCode NotACell = new("CWF1021", Severity.Error);
}
