using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Deciding.Batch;

internal static class BatchDiagnostics
{
    public static readonly DiagnosticCode SeveralEntities = new("CWF3320", Severity.Error);
    public static readonly DiagnosticCode NoSuchRow = new("CWF3321", Severity.Error);
}
