using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Embedding;

internal static class EmbeddingDiagnostics
{
    public static readonly DiagnosticCode MemberType = new("CWF3401", Severity.Error);
    public static readonly DiagnosticCode OutcomeType = new("CWF3402", Severity.Error);
    public static readonly DiagnosticCode NotADecimal = new("CWF3403", Severity.Error);
    public static readonly DiagnosticCode NoSuchCode = new("CWF3404", Severity.Error);
    public static readonly DiagnosticCode FunctionType = new("CWF3405", Severity.Error);
}
