using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Policies.ServiceLevel;

internal static class ServiceLevelDiagnostics
{
    public static readonly DiagnosticCode NoLimit = new("CWF4501", Severity.Error);
    public static readonly DiagnosticCode WrongMark = new("CWF4502", Severity.Error);
    public static readonly DiagnosticCode NoHoursNamed = new("CWF4503", Severity.Error);
    public static readonly DiagnosticCode WindowShape = new("CWF4504", Severity.Error);
    public static readonly DiagnosticCode UnknownTarget = new("CWF4505", Severity.Error);
    public static readonly DiagnosticCode LevelOfWhich = new("CWF4506", Severity.Error);
    public static readonly DiagnosticCode EventShape = new("CWF4507", Severity.Error);
    public static readonly DiagnosticCode NeverDone = new("CWF4508", Severity.Error);
    public static readonly DiagnosticCode CodeTwice = new("CWF4509", Severity.Error);
    public static readonly DiagnosticCode UnitChanged = new("CWF4510", Severity.Error);
    public static readonly DiagnosticCode NoTargets = new("CWF4511", Severity.Error);
    public static readonly DiagnosticCode RunsElsewhere = new("CWF4512", Severity.Error);
    public static readonly DiagnosticCode ChangeWithoutReason = new("CWF4513", Severity.Error);
    public static readonly DiagnosticCode DoneBeforeOpened = new("CWF4515", Severity.Error);
    public static readonly DiagnosticCode EventsMissing = new("CWF4514", Severity.Error);
    public static readonly DiagnosticCode UnknownEvent = new("CWF4516", Severity.Error);
}
