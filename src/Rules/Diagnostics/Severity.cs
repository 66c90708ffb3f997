namespace CrmWorkflows.Rules.Diagnostics;

/// <summary>How much a diagnostic weighs.</summary>
public enum Severity
{
    /// <summary>Worth knowing; nothing is wrong.</summary>
    Information,

    /// <summary>The input is used, but probably does not say what its author meant.</summary>
    Warning,

    /// <summary>The input is refused as a whole; nothing of it takes effect.</summary>
    Error,
}
