using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Expressions.RulesEngineDialect;

/// <summary>What can be wrong with an expression of a RulesEngine file once it can be read (CWF5100-5199).</summary>
internal static class DialectDiagnostics
{
    /// <summary>{0} name, {1} did-you-mean.</summary>
    public static readonly DiagnosticCode UnknownName = new("CWF5100", Severity.Error);

    /// <summary>{0} member, {1} type, {2} did-you-mean.</summary>
    public static readonly DiagnosticCode UnknownMember = new("CWF5101", Severity.Error);

    /// <summary>{0} method, {1} type, {2} did-you-mean.</summary>
    public static readonly DiagnosticCode NoSuchCall = new("CWF5102", Severity.Error);

    /// <summary>{0} method, {1} type.</summary>
    public static readonly DiagnosticCode Ambiguous = new("CWF5103", Severity.Error);

    /// <summary>{0} operator, {1} left type, {2} right type.</summary>
    public static readonly DiagnosticCode Operands = new("CWF5104", Severity.Error);

    /// <summary>{0} operator, {1} type.</summary>
    public static readonly DiagnosticCode Operand = new("CWF5105", Severity.Error);

    /// <summary>{0} type found, {1} type needed.</summary>
    public static readonly DiagnosticCode WrongType = new("CWF5106", Severity.Error);

    /// <summary>{0} text, {1} type.</summary>
    public static readonly DiagnosticCode NotConvertible = new("CWF5107", Severity.Error);

    /// <summary>{0} type of one branch, {1} type of the other.</summary>
    public static readonly DiagnosticCode UnlikeBranches = new("CWF5108", Severity.Error);

    /// <summary>{0} form as written.</summary>
    public static readonly DiagnosticCode UnknownForm = new("CWF5109", Severity.Error);

    /// <summary>{0} what would lead to the host.</summary>
    public static readonly DiagnosticCode HostAccess = new("CWF5110", Severity.Error);

    /// <summary>{0} DateTime.Now and the like.</summary>
    public static readonly DiagnosticCode NoClock = new("CWF5111", Severity.Error);

    /// <summary>{0} name of the lambda's parameter.</summary>
    public static readonly DiagnosticCode LambdaName = new("CWF5112", Severity.Error);

    /// <summary>{0} what is written, {1} what to write instead.</summary>
    public static readonly DiagnosticCode NotHonoured = new("CWF5113", Severity.Error);

    /// <summary>{0} name in scope twice.</summary>
    public static readonly DiagnosticCode SameName = new("CWF5114", Severity.Error);

    /// <summary>{0} the system's own words.</summary>
    public static readonly DiagnosticCode Failed = new("CWF5150", Severity.Error);

    /// <summary>A whole number beyond its type.</summary>
    public static readonly DiagnosticCode Overflow = new("CWF5151", Severity.Error);

    /// <summary>A member of null.</summary>
    public static readonly DiagnosticCode NullTarget = new("CWF5152", Severity.Error);

    /// <summary>{0} limit of items.</summary>
    public static readonly DiagnosticCode TooManySteps = new("CWF5154", Severity.Error);

    /// <summary>{0} limit of characters.</summary>
    public static readonly DiagnosticCode TextTooLong = new("CWF5155", Severity.Error);

    /// <summary>Division by zero.</summary>
    public static readonly DiagnosticCode DivisionByZero = new("CWF5153", Severity.Error);
}
