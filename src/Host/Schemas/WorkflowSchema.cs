using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Encodings.Web;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Policies.RuleSet.Workflows;

namespace CrmWorkflows.Host.Schemas;

/// <summary>
/// The JSON Schema of RulesEngine files, made from the format that the reader itself uses. It refuses what has the wrong shape; what the
/// engine passes over, such as unknown properties, is a warning of the reader and no matter of the schema.
/// </summary>
internal static class WorkflowSchema
{
    /// <summary>Its name among the schemas.</summary>
    public const string Name = "RulesEngineWorkflow";

    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <summary>The schema, as text that ends with a line end.</summary>
    public static string Generate()
    {
        var definitions = new JsonObject();
        foreach (var part in WorkflowFormat.Parts.Keys.Order(StringComparer.Ordinal)) definitions[part] = Part(part);
        var root = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-04/schema#",
            ["title"] = Name,
            ["anyOf"] = new JsonArray(Reference(WorkflowFormat.Workflow), new JsonObject { ["type"] = "array", ["items"] = Reference(WorkflowFormat.Workflow) }),
            ["definitions"] = definitions,
        };
        return root.ToJsonString(Options) + "\n";
    }

    private static JsonObject Part(string part)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var property in WorkflowFormat.Parts[part])
        {
            var schema = Schema(property);
            if (TextCatalog.Rules.Find($"doc.{part}.{property.Name}") is { } text) schema["description"] = $"{text.Zh} / {text.En}";
            properties[property.Name] = schema;
            if (property.Form is WorkflowForm.Name or WorkflowForm.Given) required.Add(property.Name);
        }
        var whole = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0) whole["required"] = required;
        if (part == WorkflowFormat.Workflow) whole["anyOf"] = new JsonArray(Filled("Rules"), Filled("WorkflowsToInject"));
        if (part == WorkflowFormat.Rule) whole["anyOf"] = new JsonArray(Condition(), Parent());
        return whole;
    }

    private static JsonObject Schema(WorkflowProperty property) => property.Form switch
    {
        WorkflowForm.Text => Typed("string", "null"),
        WorkflowForm.Name => new JsonObject { ["type"] = "string", ["pattern"] = "\\S" },
        WorkflowForm.Given => Typed("string"),
        WorkflowForm.Texts => new JsonObject { ["type"] = new JsonArray("array", "null"), ["items"] = Typed("string") },
        WorkflowForm.Flag => Typed("boolean"),
        WorkflowForm.Operator => new JsonObject { ["type"] = new JsonArray("string", "null"), ["pattern"] = "^([aA][nN][dD]([aA][lL][sS][oO])?|[oO][rR]([eE][lL][sS][eE])?)$" },
        WorkflowForm.Zero => new JsonObject { ["enum"] = new JsonArray(0) },
        WorkflowForm.Lambda => new JsonObject
        {
            ["anyOf"] = new JsonArray(
                new JsonObject { ["enum"] = new JsonArray(0) },
                new JsonObject { ["type"] = "string", ["pattern"] = "^\\s*(0|[lL][aA][mM][bB][dD][aA][eE][xX][pP][rR][eE][sS][sS][iI][oO][nN])\\s*$" }),
        },
        WorkflowForm.Free => Typed("object", "null"),
        WorkflowForm.Part => new JsonObject { ["anyOf"] = new JsonArray(Typed("null"), Reference(property.Part!)) },
        _ => new JsonObject { ["type"] = new JsonArray("array", "null"), ["items"] = Reference(property.Part!) },
    };

    // Without an operator a rule has a condition and nothing below it.
    private static JsonObject Condition() => new()
    {
        ["required"] = new JsonArray("Expression"),
        ["properties"] = new JsonObject
        {
            ["Operator"] = Typed("null"),
            ["Expression"] = new JsonObject { ["type"] = "string", ["pattern"] = "\\S" },
            ["Rules"] = new JsonObject { ["type"] = new JsonArray("array", "null"), ["items"] = new JsonObject { ["not"] = new JsonObject() } },
        },
    };

    private static JsonObject Parent() => new()
    {
        ["required"] = new JsonArray("Operator"),
        ["properties"] = new JsonObject { ["Operator"] = Typed("string") },
        ["anyOf"] = new JsonArray(Filled("Rules"), Filled("WorkflowsToInject")),
    };

    private static JsonObject Filled(string list) => new()
    {
        ["required"] = new JsonArray(list),
        ["properties"] = new JsonObject { [list] = new JsonObject { ["type"] = "array", ["minItems"] = 1 } },
    };

    private static JsonObject Typed(params string[] types) => new() { ["type"] = types.Length == 1 ? types[0] : new JsonArray([.. types.Select(t => JsonValue.Create(t))]) };

    private static JsonObject Reference(string part) => new() { ["$ref"] = "#/definitions/" + part };
}
