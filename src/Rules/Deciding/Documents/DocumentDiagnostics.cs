using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Deciding.Documents;

internal static class DocumentDiagnostics
{
    public static readonly DiagnosticCode UnknownProperty = new("CWF1001", Severity.Error);
    public static readonly DiagnosticCode MissingProperty = new("CWF1002", Severity.Error);
    public static readonly DiagnosticCode WrongShape = new("CWF1003", Severity.Error);
    public static readonly DiagnosticCode NotAChoice = new("CWF1004", Severity.Error);
    public static readonly DiagnosticCode MissingLanguage = new("CWF1005", Severity.Error);
    public static readonly DiagnosticCode UnknownKind = new("CWF1006", Severity.Error);
    public static readonly DiagnosticCode NameTaken = new("CWF1007", Severity.Error);
    public static readonly DiagnosticCode TypeDeclaration = new("CWF1008", Severity.Error);
    public static readonly DiagnosticCode ParameterRange = new("CWF1009", Severity.Error);
    public static readonly DiagnosticCode UnknownFact = new("CWF1010", Severity.Error);
    public static readonly DiagnosticCode UnknownDecision = new("CWF1011", Severity.Error);
    public static readonly DiagnosticCode Cycle = new("CWF1012", Severity.Error);
    public static readonly DiagnosticCode RoundNotNumber = new("CWF1013", Severity.Error);
    public static readonly DiagnosticCode NoOutcome = new("CWF1014", Severity.Error);
    public static readonly DiagnosticCode BuiltInTypeName = new("CWF1015", Severity.Error);
    public static readonly DiagnosticCode RequirementShape = new("CWF1016", Severity.Error);
    public static readonly DiagnosticCode ParameterUntyped = new("CWF1017", Severity.Error);
    public static readonly DiagnosticCode NullInOutcome = new("CWF1018", Severity.Error);
    public static readonly DiagnosticCode CalendarWindow = new("CWF1019", Severity.Error);
}
