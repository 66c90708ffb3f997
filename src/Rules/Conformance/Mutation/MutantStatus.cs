namespace CrmWorkflows.Rules.Conformance.Mutation;

/// <summary>What the worked cases and tests made of a mutant.</summary>
public enum MutantStatus
{
    /// <summary>A case or test fails, or the loader refuses the changed document.</summary>
    Noticed,

    /// <summary>Nothing fails.</summary>
    Survived,

    /// <summary>Nothing can fail, and a file of tests says why.</summary>
    Equivalent,
}
