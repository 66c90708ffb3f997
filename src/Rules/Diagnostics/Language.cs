namespace CrmWorkflows.Rules.Diagnostics;

/// <summary>The languages in which everything a user reads exists.</summary>
public enum Language
{
    /// <summary>English (en).</summary>
    English,

    /// <summary>Simplified Chinese (zh-CN).</summary>
    Chinese,
}
