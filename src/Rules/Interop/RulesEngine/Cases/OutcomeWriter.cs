using System.Numerics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.RulesEngineDialect.Types;
using CrmWorkflows.Rules.Policies.RuleSet.Inputs;
using CrmWorkflows.Rules.Policies.RuleSet.Running;

namespace CrmWorkflows.Rules.Interop;

/// <summary>Writes outcomes in the shape in which the cases hold those of the real engine.</summary>
internal static class OutcomeWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(string id, CaseOutcome outcome)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("id", id);
            writer.WritePropertyName("expected");
            if (outcome.Rules is { } rules) Rules(writer, rules);
            else writer.WriteNullValue();
            Fault(writer, "throws", outcome.Throws);
            writer.WritePropertyName("expectedAction");
            if (outcome.Action is { } action) Action(writer, action);
            else writer.WriteNullValue();
            Fault(writer, "actionThrows", outcome.ActionThrows);
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Rules(Utf8JsonWriter writer, IEnumerable<RuleOutcome> rules)
    {
        writer.WriteStartArray();
        foreach (var rule in rules) Rule(writer, rule, withAction: true);
        writer.WriteEndArray();
    }

    private static void Rule(Utf8JsonWriter writer, RuleOutcome outcome, bool withAction)
    {
        writer.WriteStartObject();
        writer.WriteString("rule", outcome.Rule.Name);
        writer.WriteBoolean("isSuccess", outcome.IsSuccess);
        writer.WriteString("successEvent", outcome.Rule.SuccessEvent);
        writer.WriteString("errorMessage", outcome.ErrorMessage);
        Failure(writer, "exception", outcome.Failure, always: true);
        writer.WritePropertyName("output");
        ResultJson.Write(writer, withAction ? outcome.Output?.Value : null);
        if (withAction && outcome.Output?.Value is { } value) writer.WriteString("outputType", TypeOf(value));
        if (withAction) Failure(writer, "actionException", outcome.ActionFailure, always: false);
        writer.WriteStartArray("children");
        foreach (var child in outcome.Children) Rule(writer, child, withAction);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Action(Utf8JsonWriter writer, ActionOutcome action)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("output");
        ResultJson.Write(writer, action.Output?.Value);
        Failure(writer, "exception", action.Failure, always: true);
        writer.WriteStartArray("results");
        foreach (var result in action.Results) Rule(writer, result, withAction: false);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Failure(Utf8JsonWriter writer, string name, RuleFailure? failure, bool always)
    {
        if (always || failure is not null) writer.WriteBoolean(name, failure is not null);
        if (failure is null) return;
        writer.WriteString(name + "Kind", KindOf(failure.Kind));
        writer.WriteString(name + "Message", failure.Message(Language.English));
    }

    private static void Fault(Utf8JsonWriter writer, string name, CaseFault? fault)
    {
        writer.WritePropertyName(name);
        if (fault is null)
        {
            writer.WriteNullValue();
            return;
        }
        writer.WriteStartObject();
        writer.WriteString("stage", fault.Stage);
        writer.WriteString("type", fault.Diagnostic.Code.Id);
        writer.WriteString("message", fault.Diagnostic.Render(Language.English));
        writer.WriteEndObject();
    }

    private static string KindOf(FailureKind kind) => kind switch
    {
        FailureKind.Expression => "expression",
        FailureKind.Evaluation => "evaluation",
        FailureKind.ParameterExpression => "parameter-expression",
        FailureKind.ParameterEvaluation => "parameter-evaluation",
        _ => "action",
    };

    private static string TypeOf(object value) => value switch
    {
        RecordValue or System.Collections.IDictionary => "object",
        string => "string",
        System.Collections.IEnumerable => "list",
        BigInteger => "BigInteger",
        OpaqueJson => "object",
        _ when TypeNames.IsListed(value.GetType()) => TypeNames.Of(value.GetType()),
        _ => "object",
    };
}
