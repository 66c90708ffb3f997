using System.Text.Json;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Host.Cli;

/// <summary>Findings for programs.</summary>
internal static class DiagnosticJson
{
    public static void Write(Utf8JsonWriter writer, Diagnostic diagnostic, Language language)
    {
        writer.WriteStartObject();
        writer.WriteString("code", diagnostic.Code.Id);
        writer.WriteString("severity", diagnostic.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "information" });
        if (diagnostic.Span.File is { } file) writer.WriteString("file", file);
        if (diagnostic.Span.Line > 0)
        {
            writer.WriteString("pointer", diagnostic.Span.Pointer);
            writer.WriteNumber("line", diagnostic.Span.Line);
            writer.WriteNumber("column", diagnostic.Span.Column);
            writer.WriteNumber("length", diagnostic.Span.Length);
        }
        writer.WriteString("title", diagnostic.Code.Title(language));
        writer.WriteString("message", diagnostic.Message(language));
        writer.WriteString("remedy", diagnostic.Remedy(language));
        writer.WriteEndObject();
    }
}
