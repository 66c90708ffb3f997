using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Conformance;

internal static class ConformanceDiagnostics
{
    public static readonly DiagnosticCode NotACase = new("CWF7001", Severity.Error);
    public static readonly DiagnosticCode UnknownDocument = new("CWF7002", Severity.Error);
    public static readonly DiagnosticCode NotAnObject = new("CWF7003", Severity.Error);
    public static readonly DiagnosticCode ExcusesNothing = new("CWF7004", Severity.Error);
    public static readonly DiagnosticCode FieldMissing = new("CWF7011", Severity.Error);
    public static readonly DiagnosticCode FieldType = new("CWF7012", Severity.Error);
    public static readonly DiagnosticCode FieldExtra = new("CWF7013", Severity.Error);
}
