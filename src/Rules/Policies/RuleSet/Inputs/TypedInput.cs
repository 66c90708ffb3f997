using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Expressions.RulesEngineDialect.Types;

namespace CrmWorkflows.Rules.Policies.RuleSet.Inputs;

/// <summary>
/// Reads inputs whose types are declared: <c>int long decimal double bool string DateTime enum:A|B</c>, <c>?</c> for null,
/// <c>[x]</c> for a list, <c>{}</c> for a class. A member that is not declared does not exist.
/// </summary>
internal static class TypedInput
{
    public static RuleInput Read(string name, JsonSourceNode? value, JsonSourceNode type)
    {
        var declared = TypeOf(type);
        return new RuleInput(name, declared, Convert(value, declared));
    }

    /// <exception cref="FormatException">The type is none of those listed.</exception>
    public static StaticType TypeOf(JsonSourceNode type) => type switch
    {
        JsonObjectNode shape => StaticType.Record(new RecordShape([.. shape.Members.Select(m => m.Name)], [.. shape.Members.Select(m => TypeOf(m.Value))], isOpen: false)),
        JsonArrayNode { Items: [var item] } => StaticType.List(TypeOf(item)),
        JsonTextNode name => Named(name.Value),
        _ => throw new FormatException(type.Excerpt()),
    };

    private static StaticType Named(string name)
    {
        var nullable = name.EndsWith('?');
        var bare = nullable ? name[..^1] : name;
        if (bare.StartsWith("enum:", StringComparison.Ordinal)) return StaticType.EnumOf(new EnumShape([.. bare[5..].Split('|')]), nullable);
        var clr = TypeNames.Find(bare) ?? throw new FormatException(name);
        return nullable ? StaticType.Of(clr).OrNull() : StaticType.Of(clr);
    }

    private static object? Convert(JsonSourceNode? node, StaticType type)
    {
        if (node is null or JsonNullNode) return type.AcceptsNull ? null : Activator.CreateInstance(type.Clr);
        if (type.Shape is { } shape && node is JsonObjectNode record)
            return new RecordValue(shape, [.. shape.Names.Select((n, i) => Convert(record[n], shape.Types[i]))]);
        if (type.Element is { } element && !type.IsText && node is JsonArrayNode list)
        {
            var items = (IList)Activator.CreateInstance(type.Clr)!;
            foreach (var item in list.Items) items.Add(Convert(item, element));
            return items;
        }
        if (type.Enum is { } names) return node is JsonTextNode member ? names.NumberOf(member.Value) ?? throw new FormatException(member.Value) : int.Parse(((JsonNumberNode)node).Written, CultureInfo.InvariantCulture);
        return node switch
        {
            JsonNumberNode number when type.IsText => number.Written,
            JsonNumberNode number => Number(number.Written, type.NonNullableClr),
            JsonTextNode text when type.NonNullableClr == typeof(DateTime) => JsonInput.DateOf(text.Value) ?? DateTime.Parse(text.Value, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal),
            JsonTextNode text when type.IsText || type.Clr == typeof(object) => text.Value,
            JsonTextNode text => System.Convert.ChangeType(text.Value, type.NonNullableClr, CultureInfo.InvariantCulture),
            JsonBooleanNode truth => truth.Value,
            _ => throw new FormatException(node.Excerpt()),
        };
    }

    private static object Number(string written, Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Decimal => decimal.Parse(written, NumberStyles.Float, CultureInfo.InvariantCulture),
        TypeCode.Double => double.Parse(written, CultureInfo.InvariantCulture),
        _ => System.Convert.ChangeType(decimal.Parse(written, NumberStyles.Float, CultureInfo.InvariantCulture), type, CultureInfo.InvariantCulture),
    };
}
