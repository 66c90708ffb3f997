using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;

namespace CrmWorkflows.Rules.Deciding.Documents;

/// <summary>
/// Reads positioned JSON into the records that a kind declares: unknown and missing properties, wrong shapes and unknown words are
/// diagnostics with a place; everything that can be read is read, so that one run reports them all.
/// </summary>
internal sealed class DocumentReader(DiagnosticBag diagnostics)
{
    private static readonly ConcurrentDictionary<Type, PartShape> Shapes = new();

    /// <summary>The properties of a part, as the reader and the schema see them.</summary>
    public static PartShape ShapeOf(Type type) => Shapes.GetOrAdd(type, t => new PartShape(t));

    public T? Read<T>(JsonSourceNode node)
        where T : DocumentPart => (T?)Read(node, typeof(T));

    public DocumentPart? Read(JsonSourceNode node, Type type)
    {
        var shape = ShapeOf(type);
        if (node is JsonTextNode && shape.Shorthand is { } shorthand)
        {
            var part = shape.Create();
            part.Node = node;
            if (Value(node, shorthand.Type) is not { } short_) return null;
            shorthand.Property.SetValue(part, short_);
            return part;
        }
        if (node is not JsonObjectNode obj) return (DocumentPart?)Wrong(node, "shape.object");
        var result = shape.Create();
        result.Node = node;
        var ok = true;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in obj.Members)
        {
            if (!shape.Properties.TryGetValue(member.Name, out var property))
            {
                diagnostics.Add(DocumentDiagnostics.UnknownProperty, member.NameSpan, member.Name, Suggestion.Phrase(member.Name, shape.Properties.Keys), string.Join(", ", shape.Properties.Keys));
                ok = false;
                continue;
            }
            seen.Add(member.Name);
            if (member.Value is JsonNullNode && !property.Required && property.Type != typeof(JsonSourceNode) && property.Type != typeof(ExpressionText)) continue;
            if (Value(member.Value, property.Type) is { } value) property.Property.SetValue(result, value);
            else ok = false;
        }
        foreach (var property in shape.Properties.Values)
        {
            if (!property.Required || seen.Contains(property.Name)) continue;
            diagnostics.Add(DocumentDiagnostics.MissingProperty, node.Span with { Length = 1 }, property.Name);
            ok = false;
        }
        return ok ? result : null;
    }

    private object? Value(JsonSourceNode node, Type type)
    {
        if (type == typeof(string)) return node is JsonTextNode text ? text.Value : Wrong(node, "shape.text");
        if (type == typeof(ExpressionText)) return node is JsonArrayNode or JsonObjectNode ? Wrong(node, "shape.expression") : new ExpressionText(node);
        if (type == typeof(JsonSourceNode)) return node;
        if (type == typeof(TypeName)) return node is JsonTextNode name ? new TypeName(name) : Wrong(node, "shape.type");
        if (type == typeof(LocalizedText)) return Localized(node);
        if (type == typeof(bool)) return node is JsonBooleanNode boolean ? boolean.Value : Wrong(node, "shape.boolean");
        if (type == typeof(int))
            return node is JsonNumberNode n && int.TryParse(n.Written, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var i) ? i : Wrong(node, "shape.integer");
        if (type == typeof(decimal))
            return node is JsonNumberNode d && decimal.TryParse(d.Written, NumberStyles.Float, CultureInfo.InvariantCulture, out var m) ? m : Wrong(node, "shape.number");
        if (type == typeof(DateOnly))
            return node is JsonTextNode t && DateOnly.TryParseExact(t.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : Wrong(node, "shape.date");
        if (type.IsEnum) return Choice(node, type);
        if (typeof(DocumentPart).IsAssignableFrom(type)) return Read(node, type);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)) return List(node, type.GetGenericArguments()[0]);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>)) return Map(node, type.GetGenericArguments()[1]);
        throw new InvalidOperationException($"No document reads {type}.");
    }

    private object? List(JsonSourceNode node, Type element)
    {
        if (node is not JsonArrayNode array) return Wrong(node, "shape.list");
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element))!;
        var ok = true;
        foreach (var item in array.Items)
        {
            if (Value(item, element) is { } value) list.Add(value);
            else ok = false;
        }
        return ok ? list : null;
    }

    private object? Map(JsonSourceNode node, Type element)
    {
        if (node is not JsonObjectNode obj) return Wrong(node, "shape.object");
        var map = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), element))!;
        var ok = true;
        foreach (var member in obj.Members)
        {
            if (Value(member.Value, element) is { } value) map[member.Name] = value;
            else ok = false;
        }
        return ok ? map : null;
    }

    private LocalizedText? Localized(JsonSourceNode node)
    {
        if (node is not JsonObjectNode obj) return (LocalizedText?)Wrong(node, "shape.localized");
        var ok = true;
        foreach (var member in obj.Members)
        {
            if (member.Name is "zh" or "en") continue;
            diagnostics.Add(DocumentDiagnostics.UnknownProperty, member.NameSpan, member.Name, LocalizedText.Same(""), "zh, en");
            ok = false;
        }
        foreach (var language in (ReadOnlySpan<string>)["zh", "en"])
        {
            if (obj[language] is JsonTextNode { Value.Length: > 0 }) continue;
            diagnostics.Add(DocumentDiagnostics.MissingLanguage, node.Span, language);
            ok = false;
        }
        return ok ? new LocalizedText(((JsonTextNode)obj["zh"]!).Value, ((JsonTextNode)obj["en"]!).Value) : null;
    }

    private object? Choice(JsonSourceNode node, Type type)
    {
        var names = Enum.GetNames(type).Select(PartShape.Camel).ToArray();
        if (node is not JsonTextNode text) return Wrong(node, "shape.text");
        var index = Array.IndexOf(names, text.Value);
        if (index >= 0) return Enum.GetValues(type).GetValue(index);
        diagnostics.Add(DocumentDiagnostics.NotAChoice, node.Span, text.Value, Suggestion.Phrase(text.Value, names), string.Join(", ", names));
        return null;
    }

    private object? Wrong(JsonSourceNode node, string expected)
    {
        diagnostics.Add(DocumentDiagnostics.WrongShape, node.Span, TextCatalog.Rules.Find(expected), node.Excerpt());
        return null;
    }
}

/// <summary>A property of a part.</summary>
/// <param name="Name">Name in the file.</param>
/// <param name="Type">Type that is read, without Nullable.</param>
internal sealed record PartProperty(string Name, PropertyInfo Property, Type Type, bool Required);

/// <summary>The properties of a part, in the order in which they are declared, the base first.</summary>
internal sealed class PartShape
{
    private static readonly string[] UsualKeys = ["id", "code", "name", "key", "tier"];

    private readonly Type _type;

    public PartShape(Type type)
    {
        _type = type;
        var depth = new Dictionary<Type, int>();
        for (var t = type; t is not null; t = t.BaseType) depth[t] = -depth.Count;
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.CanWrite)
            .OrderBy(p => depth[p.DeclaringType!]).ThenBy(p => p.MetadataToken)
            .Select(p => new PartProperty(
                p.GetCustomAttribute<DocumentNameAttribute>()?.Name ?? Camel(p.Name), p,
                Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType, p.IsDefined(typeof(RequiredMemberAttribute))))
            .ToArray();
        Properties = properties.ToDictionary(p => p.Name, StringComparer.Ordinal);
        Shorthand = properties.FirstOrDefault(p => p.Property.IsDefined(typeof(DocumentShorthandAttribute)));
        Key = properties.FirstOrDefault(p => p.Property.IsDefined(typeof(DocumentKeyAttribute)))
            ?? UsualKeys.Select(key => properties.FirstOrDefault(p => p.Name == key && (p.Required || key == "id") && p.Type == typeof(string))).FirstOrDefault(p => p is not null);
    }

    public IReadOnlyDictionary<string, PartProperty> Properties { get; }

    public PartProperty? Shorthand { get; }

    /// <summary>The property that tells entries of a list apart: the marked one, else a text of a usual name; null when there is none.</summary>
    public PartProperty? Key { get; }

    public DocumentPart Create() => (DocumentPart)Activator.CreateInstance(_type)!;

    public static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
