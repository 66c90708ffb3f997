namespace CrmWorkflows.Rules.Conformance;

/// <summary>What came of a case.</summary>
public enum ConformanceStatus
{
    /// <summary>Every expected field came out as expected.</summary>
    Passed,

    /// <summary>Something else came out.</summary>
    Failed,

    /// <summary>No document decides the clause.</summary>
    NotImplemented,
}
