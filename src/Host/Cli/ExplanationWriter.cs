using System.Collections.Immutable;
using System.Text.Json;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Explanations;

namespace CrmWorkflows.Host.Cli;

/// <summary>Writes the reason for a decision as a tree: what held, what did not, what could not be decided, and the clause.</summary>
internal static class ExplanationWriter
{
    public static void Write(CommandLineContext cli, ImmutableArray<ExplanationNode> steps, string indent = "")
    {
        for (var i = 0; i < steps.Length; i++)
        {
            var (branch, below) = i == steps.Length - 1 ? ("└─ ", "   ") : ("├─ ", "│  ");
            var step = steps[i];
            var mark = step.Verdict switch { true => "✓ ", false => "✗ ", null => "" };
            var clause = step.Clause is null ? "" : cli.Text("cli.clause", step.Clause);
            cli.Out.WriteLine(indent + branch + mark + step.Sentence(cli.Language) + clause);
            Write(cli, step.Children, indent + below);
        }
    }

    public static void WriteJson(Utf8JsonWriter writer, ImmutableArray<ExplanationNode> steps, Language language)
    {
        writer.WriteStartArray();
        foreach (var step in steps)
        {
            writer.WriteStartObject();
            writer.WriteString("phrase", step.Phrase);
            writer.WriteString("text", step.Sentence(language));
            if (step.Verdict is { } verdict) writer.WriteBoolean("holds", verdict);
            if (step.Clause is not null) writer.WriteString("clause", step.Clause);
            if (step.Span.Line > 0)
            {
                writer.WriteString("file", step.Span.File);
                writer.WriteNumber("line", step.Span.Line);
                writer.WriteNumber("column", step.Span.Column);
            }
            if (!step.Children.IsEmpty)
            {
                writer.WritePropertyName("because");
                WriteJson(writer, step.Children, language);
            }
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }
}
