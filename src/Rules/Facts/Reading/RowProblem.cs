using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Facts.Reading;

/// <summary>Why a row of a file was refused.</summary>
/// <param name="Diagnostic">The finding, with its place.</param>
/// <param name="Column">Letter and header of the column, or the name of the member; null when the row as a whole is at fault.</param>
/// <param name="Field">What a person calls the field; null when the row as a whole is at fault.</param>
/// <param name="Written">What stands there, cut when it is long.</param>
public sealed record RowProblem(Diagnostic Diagnostic, string? Column, LocalizedText? Field, string? Written);
