using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Conformance;

internal static class ConformanceDiagnostics
{
    public static readonly DiagnosticCode NotACase = new("CWF7001", Severity.Error);
}
