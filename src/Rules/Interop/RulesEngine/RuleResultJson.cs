using System.Text.Json;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Explanations;
using CrmWorkflows.Rules.Policies.RuleSet.Running;

namespace CrmWorkflows.Rules.Interop;

/// <summary>Results as JSON, for programs that are not .NET.</summary>
public static class RuleResultJson
{
    /// <summary>Writes results as a list.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="results">The results.</param>
    /// <param name="language">Language of the sentences.</param>
    public static void Write(Utf8JsonWriter writer, IEnumerable<RuleResultTree> results, Language language)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(results);
        writer.WriteStartArray();
        foreach (var result in results) Write(writer, result, language);
        writer.WriteEndArray();
    }

    /// <summary>Writes the output of an action: records as objects, sequences as lists.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="output">The output.</param>
    public static void WriteOutput(Utf8JsonWriter writer, object? output) => ResultJson.Write(writer, output);

    private static void Write(Utf8JsonWriter writer, RuleResultTree result, Language language)
    {
        writer.WriteStartObject();
        writer.WriteString("ruleName", result.RuleName);
        writer.WriteBoolean("isSuccess", result.IsSuccess);
        writer.WriteString("successEvent", result.SuccessEvent);
        writer.WriteString("exceptionMessage", result.ExceptionMessage);
        if (result.Failure is { } failure) writer.WriteString("failure", failure.Code.Id);
        writer.WritePropertyName("output");
        ResultJson.Write(writer, result.ActionResult.Output);
        if (result.ActionResult.Exception is { } exception) writer.WriteString("actionException", exception);
        writer.WritePropertyName("childResults");
        Write(writer, result.ChildResults, language);
        if (!result.Explanation.IsEmpty) Steps(writer, result.Explanation, language);
        writer.WriteEndObject();
    }

    private static void Steps(Utf8JsonWriter writer, IEnumerable<ExplanationNode> steps, Language language)
    {
        writer.WriteStartArray("explanation");
        foreach (var step in steps)
        {
            writer.WriteStartObject();
            writer.WriteString("sentence", step.Sentence(language));
            if (step.Verdict is { } verdict) writer.WriteBoolean("verdict", verdict);
            if (step.Span.Line > 0)
            {
                writer.WriteNumber("line", step.Span.Line);
                writer.WriteNumber("column", step.Span.Column);
            }
            if (!step.Children.IsEmpty) Steps(writer, step.Children, language);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }
}
