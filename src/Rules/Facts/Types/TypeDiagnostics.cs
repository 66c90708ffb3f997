using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Facts.Types;

internal static class TypeDiagnostics
{
    public static readonly DiagnosticCode Unknown = new("CWF3001", Severity.Error);
    public static readonly DiagnosticCode Malformed = new("CWF3002", Severity.Error);
}
