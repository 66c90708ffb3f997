using CrmWorkflows.Rules.Conformance;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Policies.Calendars;
using CrmWorkflows.Rules.Policies.FactModel;
using CrmWorkflows.Rules.PolicySets;
using NJsonSchema;

namespace CrmWorkflows.Host.Schemas;

/// <summary>
/// JSON Schemas for editors, made from the types into which the documents are read: completion, and hover texts in both languages. The reader
/// and the linker remain the judges; a schema refuses what has the wrong shape.
/// </summary>
internal static class SchemaGenerator
{
    /// <summary>The types of document by the name of their schema.</summary>
    public static IReadOnlyDictionary<string, Type> Types { get; } = new SortedDictionary<string, Type>(
        PolicyKinds.All.ToDictionary(k => k.Key, k => k.Value.DocumentType)
            .Append(new("Policy", typeof(PolicyDescription)))
            .Append(new("Calendar", typeof(CalendarDocument)))
            .Append(new("FactModel", typeof(FactModelDocument)))
            .Append(new("Tests", typeof(ExamplesDocument)))
            .ToDictionary(p => p.Key, p => p.Value), StringComparer.Ordinal);

    /// <summary>The names of all schemas: those of our documents, and that of RulesEngine files.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Types.Keys, WorkflowSchema.Name];

    /// <summary>Name of the file of a schema, as documents name it under <c>$schema</c>: <c>obligation-plan.schema.json</c>.</summary>
    public static string FileOf(string kind) =>
        string.Concat(kind.Select((c, i) => i > 0 && char.IsUpper(c) ? "-" + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString())) + ".schema.json";

    /// <summary>The schema of a kind, as text that ends with a line end.</summary>
    public static string Generate(string kind)
    {
        if (kind == WorkflowSchema.Name) return WorkflowSchema.Generate();
        var type = Types[kind];
        var parts = new SchemaParts();
        var root = new JsonSchema { Title = kind, Type = JsonObjectType.Object, AllowAdditionalProperties = false };
        parts.Fill(root, type, partial: true);
        if (root.Properties.TryGetValue("kind", out var named)) named.Enumeration.Add(kind);
        root.RequiredProperties.Clear();
        AddForms(root, DocumentReader.ShapeOf(type), parts);
        foreach (var (name, schema) in parts.Definitions.OrderBy(d => d.Key, StringComparer.Ordinal)) root.Definitions[name] = schema;
        return root.ToJson().ReplaceLineEndings("\n") + "\n";
    }

    // A document that extends a base leaves out what comes along; every other one is complete, and so are its rows.
    private static void AddForms(JsonSchema root, PartShape shape, SchemaParts parts)
    {
        var complete = new JsonSchema();
        foreach (var property in shape.Properties.Values)
        {
            if (property.Required) complete.RequiredProperties.Add(property.Name);
            if (SchemaParts.RowOf(property.Type) is { } row)
                complete.Properties[property.Name] = new JsonSchemaProperty { Type = JsonObjectType.Array, Item = new JsonSchema { Reference = parts.Part(row, partial: false) } };
        }
        if (shape.Properties.ContainsKey("extends"))
        {
            var extending = new JsonSchema();
            foreach (var name in new[] { "kind", "name", "extends" }) extending.RequiredProperties.Add(name);
            root.AnyOf.Add(extending);
            root.AnyOf.Add(complete);
        }
        else
        {
            root.AllOf.Add(complete);
        }
    }
}
