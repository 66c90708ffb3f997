using System.Globalization;

namespace CrmWorkflows.Rules.Expressions.RulesEngineDialect.Binding;

/// <summary>A text literal beside another type is read as that type when the rule is compiled: <c>date &gt; "2024-01-01"</c>.</summary>
internal static class TextLiterals
{
    public static bool CanRead(Type type)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        return bare == typeof(string) || bare == typeof(bool) || bare == typeof(char) || Promotion.IsNumeric(bare) || bare == typeof(DateTime)
            || bare == typeof(DateTimeOffset) || bare == typeof(TimeSpan) || bare == typeof(DateOnly) || bare == typeof(TimeOnly) || bare == typeof(Guid);
    }

    public static bool TryRead(string text, Type type, out object? value)
    {
        var culture = CultureInfo.InvariantCulture;
        var trimmed = text.Trim();
        value = Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean => bool.TryParse(trimmed, out var v) ? v : null,
            TypeCode.Char => text.Length == 1 ? text[0] : trimmed.Length switch { 0 => '\0', 1 => trimmed[0], _ => null },
            TypeCode.DateTime => trimmed.Length == 0 ? DateTime.MinValue : DateTime.TryParse(trimmed, culture, DateTimeStyles.AdjustToUniversal, out var v) ? v : null,
            TypeCode.Object when type == typeof(TimeSpan) => TimeSpan.TryParse(trimmed, culture, out var v) ? v : null,
            TypeCode.Object when type == typeof(DateTimeOffset) => DateTimeOffset.TryParse(trimmed, culture, DateTimeStyles.AssumeUniversal, out var v) ? v : null,
            TypeCode.Object when type == typeof(DateOnly) => DateOnly.TryParse(trimmed, culture, out var v) ? v : null,
            TypeCode.Object when type == typeof(TimeOnly) => TimeOnly.TryParse(trimmed, culture, out var v) ? v : null,
            TypeCode.Object when type == typeof(Guid) => Guid.TryParse(trimmed, out var v) ? v : null,
            _ => Promotion.Number(trimmed, type),
        };
        return value is not null;
    }
}
