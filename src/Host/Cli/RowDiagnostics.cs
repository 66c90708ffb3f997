using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Host.Cli;

/// <summary>What the verbs report that read rows of a file.</summary>
internal static class RowDiagnostics
{
    public static readonly DiagnosticCode NoSuchFile = new("CWF8201", Severity.Error, CommandLineContext.Texts);
    public static readonly DiagnosticCode WhichDecision = new("CWF8202", Severity.Error, CommandLineContext.Texts);
}
