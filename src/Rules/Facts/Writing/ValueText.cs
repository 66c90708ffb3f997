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

    /// <summary>The value with all its items, followed by its unit.</summary>
    public static string InFull(Value value, FactType? type, LocalizedText? unit, Language language) =>
        unit is null || !value.IsPresent ? Of(value, type, language, int.MaxValue) : $"{Of(value, type, language, int.MaxValue)} {unit.In(language)}";

    public static string Of(Value value, FactType? type, Language language) => Of(value, type, language, ItemsShown);

    private static string Of(Value value, FactType? type, Language language, int most)
    {
        switch (value.Kind)
        {
            case ValueKind.Missing: return Text("value.missing", language);
            case ValueKind.Null: return Text("value.null", language);
            case ValueKind.Boolean: return Text(value.IsTrue ? "value.true" : "value.false", language);
            case ValueKind.Text: return type is EnumType e ? e.Declaration.LabelOf(value.AsText()).In(language) : value.AsText();
            // Four digits read well without a sign between them, and a year has none.
            case ValueKind.Integer: return value.AsInteger().ToString(value.AsInteger() is > -10_000 and < 10_000 ? "0" : "#,0", CultureInfo.InvariantCulture);
            case ValueKind.Decimal: return Number(value.AsDecimal(), type, language);
            case ValueKind.Instant: return value.AsInstant().ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);
            case ValueKind.List:
                var items = value.AsList().Items;
                if (items.IsEmpty) return Text("value.emptyList", language);
                var element = (type as ListType)?.Element;
                return Join(items.Take(most).Select(i => Of(i, element, language, most)), items.Length, most, language);
            case ValueKind.Map:
                var map = value.AsMap();
                if (map.Count == 0) return Text("value.emptyList", language);
                var mapType = type as MapType;
                return Join(map.Keys.Take(most).Select(k => Entry(Of(Value.Of(k), mapType?.Key, language), Of(map[k], mapType?.Element, language, most), language)), map.Count, most, language);
            case ValueKind.Record:
                var record = value.AsRecord();
                var members = (type as RecordType)?.Members;
                return TextCatalog.Rules.Format("value.record", language, string.Join(Text("value.separator", language), record.Names.Select((n, i) =>
                    Entry(members?[i].Label?.In(language) ?? n, Of(record.Values[i], members?[i].Type, language, most), language))));
            default: return AmountOfTimeText.Of(value, language) ?? DayOfYearText.Of(value, language) ?? ScalarText.Write(value);
        }
    }

    private static string Number(decimal number, FactType? type, Language language) => type switch
    {
        MoneyType money => Money(money.Currency, number, language),
        // A share beyond what a hundredfold can hold is written as the fraction that it is.
        ScalarType { BaseName: "Percentage" } when Math.Abs(number) < decimal.MaxValue / 100 => ScalarText.Number(number * 100) + "%",
        _ => number.ToString("#,0.############################", CultureInfo.InvariantCulture),
    };

    // Chinese writes the currency behind the amount, and no cents where there are none.
    private static string Money(string currency, decimal number, Language language)
    {
        var isWhole = language == Language.Chinese && number == decimal.Truncate(number);
        var amount = number.ToString(isWhole ? "#,0" : "#,0.00########", CultureInfo.InvariantCulture);
        return TextCatalog.Rules.Find("currency." + currency) is { } known ? string.Format(CultureInfo.InvariantCulture, known.In(language), amount) : $"{currency} {amount}";
    }

    private static string Entry(string name, string value, Language language) => TextCatalog.Rules.Format("value.entry", language, name, value);

    private static string Join(IEnumerable<string> shown, int count, int most, Language language)
    {
        var text = string.Join(Text("value.separator", language), shown);
        return count <= most ? text : text + Text("value.separator", language) + TextCatalog.Rules.Format("value.more", language, count);
    }

    private static string Text(string key, Language language) => TextCatalog.Rules.Get(key, language);
}
