using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.PolicySets;

internal static class ExtendsDiagnostics
{
    public static readonly DiagnosticCode UnknownBase = new("CWF1201", Severity.Error);
    public static readonly DiagnosticCode OtherKind = new("CWF1202", Severity.Error);
    public static readonly DiagnosticCode Circle = new("CWF1203", Severity.Error);
    public static readonly DiagnosticCode NotOverridable = new("CWF1204", Severity.Error);
    public static readonly DiagnosticCode Locked = new("CWF1205", Severity.Error);
    public static readonly DiagnosticCode BelowFloor = new("CWF1206", Severity.Error);
    public static readonly DiagnosticCode AboveCeiling = new("CWF1207", Severity.Error);
    public static readonly DiagnosticCode NoOrder = new("CWF1208", Severity.Error);
}
