using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Policies.RuleSet.Running;

/// <summary>Where a failure came from.</summary>
internal enum FailureKind
{
    /// <summary>The expression does not compile for these inputs.</summary>
    Expression,

    /// <summary>It failed when it ran.</summary>
    Evaluation,

    /// <summary>A global or local does not compile.</summary>
    ParameterExpression,

    /// <summary>A global or local failed when it ran.</summary>
    ParameterEvaluation,

    /// <summary>An action could not be carried out.</summary>
    Action,
}

/// <summary>Why a rule or an action failed; a failure is never the same as "no".</summary>
internal sealed record RuleFailure(FailureKind Kind, Diagnostic Diagnostic)
{
    public string Message(Language language) => Diagnostic.Render(language);
}

/// <summary>Ends a whole run, as RulesEngine does by throwing. It never leaves the engine.</summary>
internal sealed class RunFault(Diagnostic diagnostic) : Exception
{
    public Diagnostic Diagnostic { get; } = diagnostic;
}
