using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Policies.RuleSet;

/// <summary>What can be wrong with a RulesEngine file and its running (CWF5000-5099).</summary>
internal static class RuleSetDiagnostics
{
    /// <summary>{0} property, {1} what it must be.</summary>
    public static readonly DiagnosticCode WrongShape = Error("CWF5000");

    public static readonly DiagnosticCode NoWorkflowName = Error("CWF5001");

    /// <summary>{0} workflow or rule.</summary>
    public static readonly DiagnosticCode NoRules = Error("CWF5002");

    public static readonly DiagnosticCode NoRuleName = Error("CWF5003");

    /// <summary>{0} operator as written, {1} did-you-mean.</summary>
    public static readonly DiagnosticCode UnknownOperator = Error("CWF5004");

    /// <summary>{0} rule.</summary>
    public static readonly DiagnosticCode NoExpression = Error("CWF5005");

    /// <summary>{0} rule.</summary>
    public static readonly DiagnosticCode RulesWithoutOperator = Error("CWF5006");

    /// <summary>{0} parameter.</summary>
    public static readonly DiagnosticCode SameParameter = Error("CWF5007");

    /// <summary>{0} workflow.</summary>
    public static readonly DiagnosticCode SameWorkflow = Error("CWF5008");

    /// <summary>{0} workflow.</summary>
    public static readonly DiagnosticCode InjectionCycle = Error("CWF5009");

    /// <summary>{0} property, {1} did-you-mean.</summary>
    public static readonly DiagnosticCode IgnoredProperty = Warning("CWF5010");

    /// <summary>{0} rule.</summary>
    public static readonly DiagnosticCode IgnoredExpression = Warning("CWF5011");

    /// <summary>{0} operator as written, {1} as it must be.</summary>
    public static readonly DiagnosticCode OperatorCase = Warning("CWF5012");

    /// <summary>{0} rule.</summary>
    public static readonly DiagnosticCode IgnoredInjection = Warning("CWF5013");

    /// <summary>{0} rule.</summary>
    public static readonly DiagnosticCode SameRule = Warning("CWF5014");

    /// <summary>{0} workflow, {1} did-you-mean.</summary>
    public static readonly DiagnosticCode UnknownInjection = Warning("CWF5015");

    /// <summary>{0} action, {1} did-you-mean.</summary>
    public static readonly DiagnosticCode UnknownAction = Warning("CWF5016");

    /// <summary>A sort by a text.</summary>
    public static readonly DiagnosticCode SortByText = Warning("CWF5017");

    /// <summary>{0} parameter.</summary>
    public static readonly DiagnosticCode ShadowedParameter = Warning("CWF5018");

    /// <summary>{0} workflow, {1} did-you-mean.</summary>
    public static readonly DiagnosticCode UnknownWorkflow = Error("CWF5030");

    /// <summary>{0} workflow, {1} rule, {2} did-you-mean.</summary>
    public static readonly DiagnosticCode UnknownRule = Error("CWF5031");

    /// <summary>{0} parameter.</summary>
    public static readonly DiagnosticCode NameClash = Error("CWF5032");

    /// <summary>{0} action, {1} entry of its context.</summary>
    public static readonly DiagnosticCode NoContext = Error("CWF5033");

    /// <summary>{0} limit.</summary>
    public static readonly DiagnosticCode TooManyHops = Error("CWF5034");

    /// <summary>{0} expression, {1} what is wrong with it.</summary>
    public static readonly DiagnosticCode NotCompiled = Error("CWF5035");

    /// <summary>{0} setting, {1} did-you-mean.</summary>
    public static readonly DiagnosticCode UnknownSetting = Error("CWF5036");

    /// <summary>{0} path of the file.</summary>
    public static readonly DiagnosticCode NoFile = Error("CWF5040");

    /// <summary>{0} fact, {1} its type.</summary>
    public static readonly DiagnosticCode FactType = Error("CWF5041");

    /// <summary>{0} rule, {1} what it failed with.</summary>
    public static readonly DiagnosticCode RuleFailed = Error("CWF5042");

    /// <summary>{0} rule.</summary>
    public static readonly DiagnosticCode NotRunnable = Error("CWF5043");

    private static DiagnosticCode Error(string id) => new(id, Severity.Error);

    private static DiagnosticCode Warning(string id) => new(id, Severity.Warning);
}
