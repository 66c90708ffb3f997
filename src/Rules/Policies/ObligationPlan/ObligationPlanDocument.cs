using CrmWorkflows.Rules.Deciding.Documents;

namespace CrmWorkflows.Rules.Policies.ObligationPlan;

/// <summary>What is due: a due day or moment, and whether it was met.</summary>
internal sealed record ObligationPlanDocument : PolicyDocument
{
    /// <summary>Last day, or last moment, on which the obligation is met.</summary>
    public required ExpressionText Due { get; init; }

    /// <summary>Day or moment on which it was done; null while it is not.</summary>
    public ExpressionText? Done { get; init; }

    /// <summary>Day or moment as of which the state is told.</summary>
    public required ExpressionText AsOf { get; init; }
}
