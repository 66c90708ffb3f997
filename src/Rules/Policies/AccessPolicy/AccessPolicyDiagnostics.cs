using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Policies.AccessPolicy;

internal static class AccessPolicyDiagnostics
{
    public static readonly DiagnosticCode NothingToDecide = new("CWF4801", Severity.Error);
    public static readonly DiagnosticCode TwoForms = new("CWF4802", Severity.Error);
    public static readonly DiagnosticCode NoAxis = new("CWF4803", Severity.Error);
    public static readonly DiagnosticCode UnknownCode = new("CWF4804", Severity.Error);
    public static readonly DiagnosticCode NoMask = new("CWF4805", Severity.Error);
    public static readonly DiagnosticCode Unreachable = new("CWF4806", Severity.Error);
    public static readonly DiagnosticCode BarredFact = new("CWF4807", Severity.Error);
    public static readonly DiagnosticCode NotCodes = new("CWF4808", Severity.Error);
    public static readonly DiagnosticCode NotForEffect = new("CWF4809", Severity.Error);
    public static readonly DiagnosticCode FieldTwice = new("CWF4810", Severity.Error);
}
