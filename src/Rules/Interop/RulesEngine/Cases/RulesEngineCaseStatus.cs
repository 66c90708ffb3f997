namespace CrmWorkflows.Rules.Interop;

/// <summary>How our outcome of a case compares with that of the real engine.</summary>
public enum RulesEngineCaseStatus
{
    /// <summary>The same.</summary>
    Same,

    /// <summary>The same but for rules that the real engine does not compile and ours runs.</summary>
    More,

    /// <summary>Another outcome where the case marks that of the real engine as a defect that nobody needs to copy.</summary>
    Better,

    /// <summary>Refused at load with a code and a remedy, where the real engine gives an outcome.</summary>
    Refused,

    /// <summary>Another outcome.</summary>
    Failed,
}
