using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Expressions.Evaluation;

/// <summary>An evaluation that cannot give a value: division by zero, overflow, a limit. Never leaves the engine: a decision turns it into a diagnostic.</summary>
internal sealed class EvaluationFault(DiagnosticCode code, params object?[] arguments) : Exception(code.Id)
{
    public DiagnosticCode Code { get; } = code;

    public object?[] Arguments { get; } = arguments;
}
