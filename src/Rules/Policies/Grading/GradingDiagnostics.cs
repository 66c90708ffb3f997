using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Policies.Grading;

internal static class GradingDiagnostics
{
    public static readonly DiagnosticCode NotAnEnum = new("CWF4001", Severity.Error);
    public static readonly DiagnosticCode UnknownTier = new("CWF4002", Severity.Error);
    public static readonly DiagnosticCode NoTiers = new("CWF4003", Severity.Error);
    public static readonly DiagnosticCode Unreachable = new("CWF4004", Severity.Error);
}
