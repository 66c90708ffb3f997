using System.Globalization;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Facts.Reading;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Facts.Writing;

/// <summary>What a person reads of a value: labels for codes, units for money and shares.</summary>
internal static class ValueText
{
    private const int ItemsShown = 8;

    /// <summary>The value followed by its unit, written when it is read.</summary>
    public static LocalizedText Of(Value value, FactType? type, LocalizedText? unit = null) => new(language => Of(value, type, unit, language));

    /// <summary>The value followed by its unit, when it is there to have one.</summary>
    public static string Of(Value value, FactType? type, LocalizedText? unit, Language language) =>
        unit is null || !value.IsPresent ? Of(value, type, language) : $"{Of(value, type, language)} {unit.In(language)}";

    public static string Of(Value value, FactType? type, Language language)
    {
        switch (value.Kind)
        {
            case ValueKind.Missing: return Text("value.missing", language);
            case ValueKind.Null: return Text("value.null", language);
            case ValueKind.Boolean: return Text(value.IsTrue ? "value.true" : "value.false", language);
            case ValueKind.Text: return type is EnumType e ? e.Declaration.LabelOf(value.AsText()).In(language) : value.AsText();
            // Four digits read well without a sign between them, and a year has none.
            case ValueKind.Integer: return value.AsInteger().ToString(value.AsInteger() is > -10_000 and < 10_000 ? "0" : "#,0", CultureInfo.InvariantCulture);
            case ValueKind.Decimal: return Number(value.AsDecimal(), type);
            case ValueKind.Instant: return value.AsInstant().ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);
            case ValueKind.List:
                var items = value.AsList().Items;
                if (items.IsEmpty) return Text("value.emptyList", language);
                var element = (type as ListType)?.Element;
                return Join(items.Take(ItemsShown).Select(i => Of(i, element, language)), items.Length, language);
            case ValueKind.Map:
                var map = value.AsMap();
                if (map.Count == 0) return Text("value.emptyList", language);
                var mapType = type as MapType;
                return Join(map.Keys.Take(ItemsShown).Select(k => $"{Of(Value.Of(k), mapType?.Key, language)}: {Of(map[k], mapType?.Element, language)}"), map.Count, language);
            case ValueKind.Record:
                var record = value.AsRecord();
                var members = (type as RecordType)?.Members;
                return "{" + string.Join(Text("value.separator", language), record.Names.Select((n, i) =>
                    $"{members?[i].Label?.In(language) ?? n}: {Of(record.Values[i], members?[i].Type, language)}")) + "}";
            default: return AmountOfTimeText.Of(value, language) ?? ScalarText.Write(value);
        }
    }

    private static string Number(decimal number, FactType? type) => type switch
    {
        MoneyType money => $"{money.Currency} {number.ToString("#,0.00########", CultureInfo.InvariantCulture)}",
        // A share beyond what a hundredfold can hold is written as the fraction that it is.
        ScalarType { BaseName: "Percentage" } when Math.Abs(number) < decimal.MaxValue / 100 => ScalarText.Number(number * 100) + "%",
        _ => number.ToString("#,0.############################", CultureInfo.InvariantCulture),
    };

    private static string Join(IEnumerable<string> shown, int count, Language language)
    {
        var text = string.Join(Text("value.separator", language), shown);
        return count <= ItemsShown ? text : text + Text("value.separator", language) + TextCatalog.Rules.Format("value.more", language, count);
    }

    private static string Text(string key, Language language) => TextCatalog.Rules.Get(key, language);
}
