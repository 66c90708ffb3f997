using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Policies.PenaltySchedule;

internal static class PenaltyScheduleDiagnostics
{
    public static readonly DiagnosticCode OneForm = new("CWF4601", Severity.Error);
    public static readonly DiagnosticCode UnknownMeasure = new("CWF4602", Severity.Error);
    public static readonly DiagnosticCode MeasureShape = new("CWF4603", Severity.Error);
    public static readonly DiagnosticCode BeyondOpen = new("CWF4604", Severity.Error);
    public static readonly DiagnosticCode NumberOpen = new("CWF4605", Severity.Error);
    public static readonly DiagnosticCode NotANumber = new("CWF4606", Severity.Error);
    public static readonly DiagnosticCode DifferentAmounts = new("CWF4607", Severity.Error);
    public static readonly DiagnosticCode LedgerShape = new("CWF4608", Severity.Error);
}
