using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Expressions.Syntax;

/// <summary>What can be wrong with the text of an expression (CWF2000-2099).</summary>
internal static class SyntaxDiagnostics
{
    /// <summary>{0} what stands there, {1} what belongs there.</summary>
    public static readonly DiagnosticCode Unexpected = Error("CWF2000");

    /// <summary>{0} what is still missing.</summary>
    public static readonly DiagnosticCode UnexpectedEnd = Error("CWF2001");

    /// <summary>{0} what stands behind the complete expression.</summary>
    public static readonly DiagnosticCode TrailingText = Error("CWF2002");

    /// <summary>{0} what was written, {1} what it becomes.</summary>
    public static readonly DiagnosticCode ChainedComparison = Error("CWF2003");

    /// <summary>{0} the opening bracket, {1} the closing one.</summary>
    public static readonly DiagnosticCode UnclosedBracket = Error("CWF2004");

    /// <summary>{0} what was written, {1} our spelling.</summary>
    public static readonly DiagnosticCode ForeignSpelling = Error("CWF2005");

    /// <summary>{0} the full-width sign, {1} the plain one.</summary>
    public static readonly DiagnosticCode FullWidthSign = Error("CWF2006");

    /// <summary>{0} the sign.</summary>
    public static readonly DiagnosticCode InvalidCharacter = Error("CWF2007");

    /// <summary>{0} the quote.</summary>
    public static readonly DiagnosticCode UnterminatedText = Error("CWF2008");

    /// <summary>{0} the escape.</summary>
    public static readonly DiagnosticCode InvalidEscape = Error("CWF2009");

    /// <summary>{0} the number as written.</summary>
    public static readonly DiagnosticCode InvalidNumber = Error("CWF2010");

    /// <summary>{0} the number as written.</summary>
    public static readonly DiagnosticCode NumberOutOfRange = Error("CWF2011");

    /// <summary>{0} the parameter list as written.</summary>
    public static readonly DiagnosticCode MisplacedLambda = Error("CWF2012");

    /// <summary>{0} the name.</summary>
    public static readonly DiagnosticCode DuplicateName = Error("CWF2013");

    /// <summary>A range without any bound.</summary>
    public static readonly DiagnosticCode UnboundedRange = Error("CWF2014");

    /// <summary>{0} length, {1} limit.</summary>
    public static readonly DiagnosticCode TextTooLong = Error("CWF2015");

    /// <summary>{0} limit.</summary>
    public static readonly DiagnosticCode NestingTooDeep = Error("CWF2016");

    /// <summary>{0} limit.</summary>
    public static readonly DiagnosticCode TooManyTokens = Error("CWF2017");

    /// <summary>{0} limit.</summary>
    public static readonly DiagnosticCode TooManyItems = Error("CWF2018");

    /// <summary>{0} what is called.</summary>
    public static readonly DiagnosticCode NotCallable = Error("CWF2019");

    /// <summary>Nothing but white space.</summary>
    public static readonly DiagnosticCode EmptyExpression = Error("CWF2020");

    /// <summary>A dash among other tests of a cell.</summary>
    public static readonly DiagnosticCode DashAmongTests = Error("CWF2021");

    /// <summary>{0} what was written, {1} the same with brackets.</summary>
    public static readonly DiagnosticCode NotNeedsBrackets = Error("CWF2022");

    /// <summary>{0} what was written, {1} what does the same here.</summary>
    public static readonly DiagnosticCode ForeignConstruct = Error("CWF2030");

    /// <summary>{0} the text between single quotes.</summary>
    public static readonly DiagnosticCode CharacterLiteral = Error("CWF2031");

    /// <summary>{0} the value as written.</summary>
    public static readonly DiagnosticCode UnnamedMember = Error("CWF2032");

    private static DiagnosticCode Error(string id) => new(id, Severity.Error);
}
