using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Policies.ObligationPlan;

internal static class ObligationPlanDiagnostics
{
    public static readonly DiagnosticCode NotADay = new("CWF4401", Severity.Error);
}
