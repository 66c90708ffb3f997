namespace CrmWorkflows.Rules.Interop;

/// <summary>How far the children of a rule are evaluated.</summary>
public enum NestedRuleExecutionMode
{
    /// <summary>All of them, so that the result shows every child.</summary>
    All,

    /// <summary>Up to the one that decides; those behind it are not in the result.</summary>
    Performance,
}
