namespace CrmWorkflows.Rules.Diagnostics.Json;

internal static class JsonDiagnostics
{
    public static readonly DiagnosticCode Unexpected = new("CWF0101", Severity.Error);
    public static readonly DiagnosticCode DuplicateName = new("CWF0102", Severity.Error);
    public static readonly DiagnosticCode TooDeep = new("CWF0103", Severity.Error);
    public static readonly DiagnosticCode NotUtf8 = new("CWF0104", Severity.Error);
    public static readonly DiagnosticCode TrailingComma = new("CWF0105", Severity.Error);
    public static readonly DiagnosticCode BadEscape = new("CWF0106", Severity.Error);
    public static readonly DiagnosticCode FullWidth = new("CWF0107", Severity.Error);
    public static readonly DiagnosticCode Unclosed = new("CWF0108", Severity.Error);
}
