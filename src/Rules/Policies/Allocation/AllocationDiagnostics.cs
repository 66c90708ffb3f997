using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Policies.Allocation;

internal static class AllocationDiagnostics
{
    public static readonly DiagnosticCode OneForm = new("CWF4701", Severity.Error);
    public static readonly DiagnosticCode NotReceivers = new("CWF4702", Severity.Error);
    public static readonly DiagnosticCode NotANumber = new("CWF4703", Severity.Error);
    public static readonly DiagnosticCode SharesSum = new("CWF4704", Severity.Error);
    public static readonly DiagnosticCode RemainderOpen = new("CWF4705", Severity.Error);
    public static readonly DiagnosticCode NotOrdered = new("CWF4706", Severity.Error);
    public static readonly DiagnosticCode SameReceiver = new("CWF4707", Severity.Error);
    public static readonly DiagnosticCode UnknownParty = new("CWF4708", Severity.Error);
    public static readonly DiagnosticCode Negative = new("CWF4709", Severity.Error);
    public static readonly DiagnosticCode SharesSumAtRun = new("CWF4710", Severity.Error);
    public static readonly DiagnosticCode SurplusShape = new("CWF4712", Severity.Error);
    public static readonly DiagnosticCode RoundedWithoutRest = new("CWF4711", Severity.Error);
}
