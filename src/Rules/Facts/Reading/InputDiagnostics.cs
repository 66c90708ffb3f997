using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Facts.Reading;

/// <summary>What is found in files of rows.</summary>
internal static class InputDiagnostics
{
    public static readonly DiagnosticCode Empty = new("CWF3301", Severity.Error);
    public static readonly DiagnosticCode MissingColumn = new("CWF3302", Severity.Error);
    public static readonly DiagnosticCode ColumnTwice = new("CWF3303", Severity.Error);
    public static readonly DiagnosticCode CellCount = new("CWF3304", Severity.Error);
    public static readonly DiagnosticCode WrongCell = new("CWF3305", Severity.Error);
    public static readonly DiagnosticCode NoSuchWord = new("CWF3306", Severity.Error);
    public static readonly DiagnosticCode EmptyCell = new("CWF3307", Severity.Error);
    public static readonly DiagnosticCode DescriptionLine = new("CWF3308", Severity.Error);
    public static readonly DiagnosticCode UnclosedQuote = new("CWF3309", Severity.Error);
    public static readonly DiagnosticCode TextAfterQuote = new("CWF3310", Severity.Error);
    public static readonly DiagnosticCode TooLong = new("CWF3311", Severity.Error);
    public static readonly DiagnosticCode NotUtf8 = new("CWF3312", Severity.Error);
    public static readonly DiagnosticCode OtherDecimalMark = new("CWF3313", Severity.Error);
    public static readonly DiagnosticCode NotAnObject = new("CWF3314", Severity.Error);
}
