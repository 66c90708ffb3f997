using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Policies.DecisionTable;

internal static class DecisionTableDiagnostics
{
    public static readonly DiagnosticCode Layout = new("CWF4101", Severity.Error);
    public static readonly DiagnosticCode UnknownInput = new("CWF4102", Severity.Error);
    public static readonly DiagnosticCode UnknownOutput = new("CWF4103", Severity.Error);
    public static readonly DiagnosticCode MissingOutput = new("CWF4104", Severity.Error);
    public static readonly DiagnosticCode NameTwice = new("CWF4105", Severity.Error);
    public static readonly DiagnosticCode MatrixWidth = new("CWF4106", Severity.Error);
    public static readonly DiagnosticCode Unreachable = new("CWF4107", Severity.Error);
    public static readonly DiagnosticCode Overlap = new("CWF4108", Severity.Error);
    public static readonly DiagnosticCode PossibleOverlap = new("CWF4109", Severity.Warning);
    public static readonly DiagnosticCode AggregateMisplaced = new("CWF4110", Severity.Error);
    public static readonly DiagnosticCode NotAggregable = new("CWF4111", Severity.Error);
    public static readonly DiagnosticCode NoPriority = new("CWF4112", Severity.Error);
    public static readonly DiagnosticCode PriorityShape = new("CWF4113", Severity.Error);
    public static readonly DiagnosticCode SeveralMatch = new("CWF4114", Severity.Error);
    public static readonly DiagnosticCode DifferentOutputs = new("CWF4115", Severity.Error);
    public static readonly DiagnosticCode EmptyCell = new("CWF4116", Severity.Error);
    public static readonly DiagnosticCode Gap = new("CWF4118", Severity.Warning);
    public static readonly DiagnosticCode DefaultNeverHolds = new("CWF4117", Severity.Warning);
}
