using CrmWorkflows.Rules.Deciding.Documents;

namespace CrmWorkflows.Rules.Policies.Checklist;

/// <summary>What is missing: codes that must be present.</summary>
internal sealed record ChecklistDocument : PolicyDocument
{
    /// <summary>The codes that must be present, in the order in which they are reported.</summary>
    public required ExpressionText Required { get; init; }

    /// <summary>The codes that are present.</summary>
    public required ExpressionText Present { get; init; }
}
