using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Policies.ObligationPlan;

internal static class ObligationPlanDiagnostics
{
    public static readonly DiagnosticCode NotADay = new("CWF4401", Severity.Error);
    public static readonly DiagnosticCode OneForm = new("CWF4402", Severity.Error);
    public static readonly DiagnosticCode NoPlaceHere = new("CWF4403", Severity.Error);
    public static readonly DiagnosticCode WrongOffset = new("CWF4404", Severity.Error);
    public static readonly DiagnosticCode OffsetNeedsCalendar = new("CWF4405", Severity.Error);
    public static readonly DiagnosticCode WindowEdges = new("CWF4406", Severity.Error);
    public static readonly DiagnosticCode TasksShape = new("CWF4407", Severity.Error);
    public static readonly DiagnosticCode DoneShape = new("CWF4408", Severity.Error);
    public static readonly DiagnosticCode UnknownStep = new("CWF4409", Severity.Error);
    public static readonly DiagnosticCode StepWithoutStart = new("CWF4410", Severity.Error);
    public static readonly DiagnosticCode FiledShape = new("CWF4411", Severity.Error);
    public static readonly DiagnosticCode QuotaShape = new("CWF4412", Severity.Error);
    public static readonly DiagnosticCode OccasionShape = new("CWF4413", Severity.Error);
    public static readonly DiagnosticCode CodeTwice = new("CWF4414", Severity.Error);
    public static readonly DiagnosticCode NotAYear = new("CWF4415", Severity.Error);
    public static readonly DiagnosticCode NotAWeekday = new("CWF4416", Severity.Error);
    public static readonly DiagnosticCode NothingListed = new("CWF4417", Severity.Error);
}
