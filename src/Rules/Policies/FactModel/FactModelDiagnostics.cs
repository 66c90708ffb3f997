using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Policies.FactModel;

internal static class FactModelDiagnostics
{
    public static readonly DiagnosticCode UnknownPath = new("CWF4901", Severity.Error);
    public static readonly DiagnosticCode OtherType = new("CWF4902", Severity.Error);
    public static readonly DiagnosticCode HeaderTwice = new("CWF4903", Severity.Error);
    public static readonly DiagnosticCode NoSuchKey = new("CWF4904", Severity.Error);
    public static readonly DiagnosticCode Format = new("CWF4905", Severity.Error);
    public static readonly DiagnosticCode NoModel = new("CWF4906", Severity.Error);
    public static readonly DiagnosticCode UnknownCode = new("CWF4907", Severity.Error);
}
