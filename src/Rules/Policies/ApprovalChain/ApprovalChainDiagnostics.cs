using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Policies.ApprovalChain;

internal static class ApprovalChainDiagnostics
{
    public static readonly DiagnosticCode ApprovalsShape = new("CWF4301", Severity.Error);
    public static readonly DiagnosticCode UnknownRole = new("CWF4302", Severity.Error);
    public static readonly DiagnosticCode OneChain = new("CWF4303", Severity.Error);
    public static readonly DiagnosticCode StepShape = new("CWF4304", Severity.Error);
    public static readonly DiagnosticCode StepTwice = new("CWF4305", Severity.Error);
    public static readonly DiagnosticCode PersonNeeded = new("CWF4306", Severity.Error);
    public static readonly DiagnosticCode NoChainApplies = new("CWF4307", Severity.Error);
    public static readonly DiagnosticCode Unreachable = new("CWF4308", Severity.Error);
}
