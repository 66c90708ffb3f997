using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Host.Cli;

/// <summary>What the command line itself reports.</summary>
internal static class CliDiagnostics
{
    public static readonly DiagnosticCode FileTrouble = new("CWF8001", Severity.Error, CommandLineContext.Texts);
    public static readonly DiagnosticCode Unexpected = new("CWF8002", Severity.Error, CommandLineContext.Texts);
    public static readonly DiagnosticCode UnknownLine = new("CWF8003", Severity.Error, CommandLineContext.Texts);
    public static readonly DiagnosticCode UnknownPolicy = new("CWF8004", Severity.Error, CommandLineContext.Texts);
    public static readonly DiagnosticCode UnknownDecision = new("CWF8005", Severity.Error, CommandLineContext.Texts);
    public static readonly DiagnosticCode NotInForce = new("CWF8006", Severity.Error, CommandLineContext.Texts);
}
