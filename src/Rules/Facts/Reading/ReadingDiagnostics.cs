using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Facts.Reading;

internal static class ReadingDiagnostics
{
    public static readonly DiagnosticCode WrongType = new("CWF3010", Severity.Error);
    public static readonly DiagnosticCode NoSuchCode = new("CWF3011", Severity.Error);
    public static readonly DiagnosticCode NullNotAllowed = new("CWF3012", Severity.Error);
    public static readonly DiagnosticCode UnknownMember = new("CWF3013", Severity.Error);
    public static readonly DiagnosticCode TooMany = new("CWF3014", Severity.Error);
    public static readonly DiagnosticCode UnknownFact = new("CWF3015", Severity.Error);
}
