using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using NJsonSchema;

namespace CrmWorkflows.Host.Schemas;

/// <summary>The schemas of the parts of a document, each made once and referred to.</summary>
internal sealed class SchemaParts
{
    /// <summary>The parts by name.</summary>
    public Dictionary<string, JsonSchema> Definitions { get; } = new(StringComparer.Ordinal);

    /// <summary>The key of the hover text of a property.</summary>
    public static string TextKey(PartProperty property) => $"doc.{property.Property.DeclaringType!.Name}.{property.Name.TrimStart('$')}";

    /// <summary>The hover text of a property: its own, else the one of all properties of its name; null when there is neither.</summary>
    public static LocalizedText? TextOf(PartProperty property) =>
        TextCatalog.Rules.Find(TextKey(property)) ?? TextCatalog.Rules.Find("doc." + property.Name.TrimStart('$'));

    /// <summary>The part of which a property holds rows with a key; null when it holds something else.</summary>
    public static Type? RowOf(Type type) =>
        Element(type, typeof(IReadOnlyList<>)) is { } row && typeof(DocumentPart).IsAssignableFrom(row) && DocumentReader.ShapeOf(row).Key is not null ? row : null;

    /// <summary>The schema of a part.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="partial">Whether it may leave out what comes along from a base.</param>
    public JsonSchema Part(Type type, bool partial)
    {
        var shape = DocumentReader.ShapeOf(type);
        partial &= shape.Key is not null && shape.Properties.Values.Any(p => p.Required && p != shape.Key);
        var name = partial ? type.Name + "Override" : type.Name;
        if (Definitions.TryGetValue(name, out var known)) return known;
        var schema = Definitions[name] = new JsonSchema();
        var part = schema;
        if (shape.Shorthand is { } shorthand)
        {
            schema.AnyOf.Add(Value(shorthand.Type, partial));
            schema.AnyOf.Add(part = new JsonSchema());
        }
        part.Type = JsonObjectType.Object;
        part.AllowAdditionalProperties = false;
        Fill(part, type, partial);
        return schema;
    }

    /// <summary>Gives a schema the properties of a part.</summary>
    public void Fill(JsonSchema schema, Type type, bool partial)
    {
        var shape = DocumentReader.ShapeOf(type);
        foreach (var property in shape.Properties.Values)
        {
            var described = Described(property, partial);
            schema.Properties[property.Name] = described;
            if (property.Required && (!partial || property == shape.Key)) schema.RequiredProperties.Add(property.Name);
        }
    }

    private JsonSchemaProperty Described(PartProperty property, bool partial)
    {
        var schema = new JsonSchemaProperty();
        Write(schema, property.Type, partial);
        if (TextOf(property) is not { } text) return schema;
        schema.Description = $"{text.Zh} / {text.En}";
        schema.ExtensionData = new Dictionary<string, object?> { ["markdownDescription"] = $"{text.Zh}\n\n{text.En}" };
        return schema;
    }

    private JsonSchema Value(Type type, bool partial)
    {
        var schema = new JsonSchema();
        Write(schema, type, partial);
        return schema;
    }

    private void Write(JsonSchema schema, Type type, bool partial)
    {
        if (type == typeof(string) || type == typeof(TypeName)) schema.Type = JsonObjectType.String;
        else if (type == typeof(ExpressionText)) schema.Type = JsonObjectType.String | JsonObjectType.Number | JsonObjectType.Boolean | JsonObjectType.Null;
        else if (type == typeof(bool)) schema.Type = JsonObjectType.Boolean;
        else if (type == typeof(int)) schema.Type = JsonObjectType.Integer;
        else if (type == typeof(decimal)) schema.Type = JsonObjectType.Number;
        else if (type == typeof(DateOnly)) (schema.Type, schema.Pattern) = (JsonObjectType.String, "^\\d{4}-\\d{2}-\\d{2}$");
        else if (type == typeof(LocalizedText)) schema.AllOf.Add(new JsonSchema { Reference = Localized() });
        else if (type.IsEnum) WriteChoice(schema, type);
        else if (typeof(DocumentPart).IsAssignableFrom(type)) schema.AllOf.Add(new JsonSchema { Reference = Part(type, partial) });
        else if (Element(type, typeof(IReadOnlyList<>)) is { } item) (schema.Type, schema.Item) = (JsonObjectType.Array, Item(item, partial));
        else if (Element(type, typeof(IReadOnlyDictionary<,>)) is { } value) (schema.Type, schema.AdditionalPropertiesSchema) = (JsonObjectType.Object, Item(value, partial));
        else if (type != typeof(JsonSourceNode)) throw new InvalidOperationException($"No schema says what {type} is.");
    }

    private JsonSchema Item(Type type, bool partial) =>
        typeof(DocumentPart).IsAssignableFrom(type) ? new JsonSchema { Reference = Part(type, partial) } : Value(type, partial);

    private static void WriteChoice(JsonSchema schema, Type type)
    {
        schema.Type = JsonObjectType.String;
        foreach (var name in Enum.GetNames(type)) schema.Enumeration.Add(PartShape.Camel(name));
    }

    private JsonSchema Localized()
    {
        if (Definitions.TryGetValue("LocalizedText", out var known)) return known;
        var schema = Definitions["LocalizedText"] = new JsonSchema { Type = JsonObjectType.Object, AllowAdditionalProperties = false };
        foreach (var language in new[] { "zh", "en" })
        {
            schema.Properties[language] = new JsonSchemaProperty { Type = JsonObjectType.String, MinLength = 1 };
            schema.RequiredProperties.Add(language);
        }
        return schema;
    }

    private static Type? Element(Type type, Type container) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == container ? type.GetGenericArguments()[^1] : null;
}
