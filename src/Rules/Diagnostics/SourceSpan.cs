namespace CrmWorkflows.Rules.Diagnostics;

/// <summary>A place in an input: a file, a CSV row, a JSON body or an expression inside one.</summary>
/// <param name="File">Name of the input as the user knows it; null when it has none.</param>
/// <param name="Pointer">JSON Pointer (RFC 6901) of the value, or empty.</param>
/// <param name="Line">Line, counted from 1; 0 when unknown.</param>
/// <param name="Column">Column in UTF-16 units, counted from 1; 0 when unknown.</param>
/// <param name="Length">Length in UTF-16 units; 0 for a point.</param>
public readonly record struct SourceSpan(string? File, string Pointer, int Line, int Column, int Length = 0)
{
    /// <summary>No known place.</summary>
    public static SourceSpan None { get; } = new(null, "", 0, 0);

    /// <summary>Only the name of the input is known.</summary>
    /// <param name="file">Name of the input.</param>
    public static SourceSpan In(string? file) => new(file, "", 0, 0);

    /// <summary>Reads <c>file(line,column)</c>.</summary>
    public override string ToString() =>
        Line == 0 ? File ?? "" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{File}({Line},{Column})");
}
