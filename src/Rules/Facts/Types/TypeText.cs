using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Facts.Types;

/// <summary>What a person reads of a type.</summary>
internal static class TypeText
{
    public static LocalizedText Label(FactType type)
    {
        var key = type switch
        {
            EnumType => "type.Enum",
            MoneyType => "type.Money",
            ScalarType s => "type." + s.BaseName,
            _ => "type." + type.Kind,
        };
        return TextCatalog.Rules.Find(key) ?? LocalizedText.Same(type.Name);
    }

    /// <summary>How a value of the type is written in JSON.</summary>
    public static string Sample(FactType type) => type switch
    {
        EnumType e => e.Declaration.Members.Length > 0 ? $"\"{e.Declaration.Members[0].Code}\"" : "\"\"",
        ListType l => $"[{Sample(l.Element)}]",
        MapType m => $"{{\"{(m.Key is EnumType k && k.Declaration.Members.Length > 0 ? k.Declaration.Members[0].Code : "key")}\": {Sample(m.Element)}}}",
        RecordType r => "{" + string.Join(", ", r.Members.Take(4).Select(m => $"\"{m.Name}\": {Sample(m.Type)}")) + "}",
        _ => type.Kind switch
        {
            ValueKind.Boolean => "true",
            ValueKind.Integer => "12",
            ValueKind.Decimal => type.BaseName == "Percentage" ? "0.15" : "1234.5",
            ValueKind.Date => "\"2026-03-15\"",
            ValueKind.Instant => "\"2026-03-15T09:30:00+08:00\"",
            ValueKind.TimeOfDay => "\"09:30\"",
            ValueKind.YearMonth => "\"2026-03\"",
            ValueKind.MonthDay => "\"--03-15\"",
            ValueKind.Period => "\"P1M\"",
            ValueKind.Duration => "\"PT24H\"",
            ValueKind.WorkingDays => "\"3wd\"",
            ValueKind.WorkingTime => "\"4wh\"",
            _ => "\"...\"",
        },
    };
}
