using System.Text.Json;
using CrmWorkflows.Rules.Facts.Reading;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Facts.Writing;

/// <summary>Writes values as JSON, so that the reader of their type reads them back.</summary>
internal static class JsonValueWriter
{
    public static void Write(Utf8JsonWriter writer, Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Missing or ValueKind.Null: writer.WriteNullValue(); break;
            case ValueKind.Boolean: writer.WriteBooleanValue(value.IsTrue); break;
            case ValueKind.Integer: writer.WriteNumberValue(value.AsInteger()); break;
            case ValueKind.Decimal: writer.WriteRawValue(ScalarText.Number(value.AsDecimal())); break;
            case ValueKind.List:
                writer.WriteStartArray();
                foreach (var item in value.AsList().Items) Write(writer, item);
                writer.WriteEndArray();
                break;
            case ValueKind.Map:
                writer.WriteStartObject();
                foreach (var key in value.AsMap().Keys)
                {
                    writer.WritePropertyName(key);
                    Write(writer, value.AsMap()[key]);
                }
                writer.WriteEndObject();
                break;
            case ValueKind.Record:
                writer.WriteStartObject();
                var record = value.AsRecord();
                for (var i = 0; i < record.Names.Length; i++)
                {
                    if (record.Values[i].IsMissing) continue;
                    writer.WritePropertyName(record.Names[i]);
                    Write(writer, record.Values[i]);
                }
                writer.WriteEndObject();
                break;
            default: writer.WriteStringValue(ScalarText.Write(value)); break;
        }
    }
}
