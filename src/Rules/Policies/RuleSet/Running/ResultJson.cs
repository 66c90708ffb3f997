using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using CrmWorkflows.Rules.Expressions.RulesEngineDialect.Binding;
using CrmWorkflows.Rules.Expressions.RulesEngineDialect.Types;
using CrmWorkflows.Rules.Policies.RuleSet.Inputs;

namespace CrmWorkflows.Rules.Policies.RuleSet.Running;

/// <summary>Values of the dialect as JSON, spelled as System.Text.Json spells the values of RulesEngine.</summary>
internal static class ResultJson
{
    private const int DepthLimit = 60;

    public static string Write(object? value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream)) Write(writer, value);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public static void Write(Utf8JsonWriter writer, object? value, int depth = 0)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case string or char or Guid: writer.WriteStringValue(value.ToString()); break;
            case bool truth: writer.WriteBooleanValue(truth); break;
            case byte or sbyte or short or ushort or int or long: writer.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture)); break;
            case uint or ulong: writer.WriteNumberValue(Convert.ToUInt64(value, CultureInfo.InvariantCulture)); break;
            case decimal exact: writer.WriteNumberValue(exact); break;
            case double binary when double.IsFinite(binary): writer.WriteNumberValue(binary); break;
            case float single when float.IsFinite(single): writer.WriteNumberValue(single); break;
            case double or float: writer.WriteStringValue(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture)); break;
            case BigInteger big: writer.WriteRawValue(big.ToString(CultureInfo.InvariantCulture)); break;
            case DateTime date: writer.WriteStringValue(date); break;
            case DateTimeOffset moment: writer.WriteStringValue(moment); break;
            case TimeSpan or DateOnly or TimeOnly: writer.WriteStringValue(TextOf(value)); break;
            case Enum number: writer.WriteNumberValue(Convert.ToInt64(number, CultureInfo.InvariantCulture)); break;
            case OpaqueJson json: writer.WriteRawValue(json.Node.Source.Text[json.Node.Start..json.Node.End]); break;
            case RecordValue record: Record(writer, record, depth); break;
            case IDictionary map: Map(writer, map, depth); break;
            case IEnumerable list: List(writer, list, depth); break;
            default: Object(writer, value, depth); break;
        }
    }

    private static string TextOf(object value) => value switch
    {
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => ((TimeOnly)value).ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
    };

    private static void Record(Utf8JsonWriter writer, RecordValue record, int depth)
    {
        writer.WriteStartObject();
        for (var i = 0; i < record.Values.Length; i++)
        {
            writer.WritePropertyName(record.Shape.Names[i]);
            Write(writer, record.Values[i], depth + 1);
        }
        writer.WriteEndObject();
    }

    private static void Map(Utf8JsonWriter writer, IDictionary map, int depth)
    {
        writer.WriteStartObject();
        foreach (DictionaryEntry entry in map)
        {
            writer.WritePropertyName(InvariantText.Of(entry.Key));
            Write(writer, entry.Value, depth + 1);
        }
        writer.WriteEndObject();
    }

    private static void List(Utf8JsonWriter writer, IEnumerable list, int depth)
    {
        writer.WriteStartArray();
        foreach (var item in list) Write(writer, item, depth + 1);
        writer.WriteEndArray();
    }

    // Data of the embedding program; one that refers back to itself ends at a depth.
    private static void Object(Utf8JsonWriter writer, object value, int depth)
    {
        writer.WriteStartObject();
        foreach (var member in depth < DepthLimit ? ObjectMembers.MembersOf(value.GetType()) : [])
        {
            writer.WritePropertyName(member.Name);
            Write(writer, member is System.Reflection.PropertyInfo property ? property.GetValue(value) : ((System.Reflection.FieldInfo)member).GetValue(value), depth + 1);
        }
        writer.WriteEndObject();
    }
}
