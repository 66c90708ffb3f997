using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Policies.Checklist;

internal static class ChecklistDiagnostics
{
    public static readonly DiagnosticCode NotAList = new("CWF4201", Severity.Error);
    public static readonly DiagnosticCode DifferentCodes = new("CWF4202", Severity.Error);
    public static readonly DiagnosticCode NothingToCheck = new("CWF4203", Severity.Error);
    public static readonly DiagnosticCode SeveralSources = new("CWF4204", Severity.Error);
    public static readonly DiagnosticCode ItemShape = new("CWF4205", Severity.Error);
    public static readonly DiagnosticCode NowhereToLook = new("CWF4206", Severity.Error);
    public static readonly DiagnosticCode UnknownCode = new("CWF4207", Severity.Error);
    public static readonly DiagnosticCode WithoutPartner = new("CWF4208", Severity.Error);
    public static readonly DiagnosticCode NotInSequence = new("CWF4209", Severity.Error);
    public static readonly DiagnosticCode ActorShape = new("CWF4210", Severity.Error);
}
