using System.Globalization;
using System.Linq.Expressions;
using System.Numerics;
using CrmWorkflows.Rules.Expressions.RulesEngineDialect.Types;

namespace CrmWorkflows.Rules.Expressions.RulesEngineDialect.Binding;

/// <summary>Which value can stand where another type is asked for: numeric widening, null, literals, nullable forms.</summary>
internal static class Promotion
{
    private static readonly Dictionary<Type, Type[]> Widenings = new()
    {
        [typeof(sbyte)] = [typeof(short), typeof(int), typeof(long), typeof(float), typeof(double), typeof(decimal)],
        [typeof(byte)] = [typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(float), typeof(double), typeof(decimal)],
        [typeof(short)] = [typeof(int), typeof(long), typeof(float), typeof(double), typeof(decimal)],
        [typeof(ushort)] = [typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(float), typeof(double), typeof(decimal)],
        [typeof(int)] = [typeof(long), typeof(float), typeof(double), typeof(decimal)],
        [typeof(uint)] = [typeof(long), typeof(ulong), typeof(float), typeof(double), typeof(decimal)],
        [typeof(long)] = [typeof(float), typeof(double), typeof(decimal)],
        [typeof(ulong)] = [typeof(float), typeof(double), typeof(decimal)],
        [typeof(float)] = [typeof(double)],
    };

    public static bool IsNumeric(Type type) =>
        type == typeof(double) || type == typeof(decimal) || Widenings.ContainsKey(Nullable.GetUnderlyingType(type) ?? type);

    public static bool IsWhole(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is var t && t != typeof(float) && Widenings.ContainsKey(t);

    /// <summary>Whether every value of one type is a value of the other.</summary>
    public static bool IsCompatible(Type source, Type target)
    {
        if (source == target) return true;
        if (!target.IsValueType) return target.IsAssignableFrom(source);
        var (from, to) = (Nullable.GetUnderlyingType(source) ?? source, Nullable.GetUnderlyingType(target) ?? target);
        if (from != source && to == target) return false;
        if (from.IsEnum) from = typeof(int);
        if (to.IsEnum) to = typeof(int);
        return from == to || (Widenings.TryGetValue(from, out var wider) && Array.IndexOf(wider, to) >= 0);
    }

    /// <summary>The expression as a value of the type; null when it cannot be one.</summary>
    /// <param name="exact">Convert also where a reference would do.</param>
    public static Expression? Promote(Bound bound, Type type, bool exact, bool convertValues)
    {
        if (bound.Clr == type) return bound.Node;
        if (bound.IsNull) return !type.IsValueType || Nullable.GetUnderlyingType(type) is not null ? Expression.Constant(null, type) : null;
        if (bound.IsLiteral && Reread(bound, Nullable.GetUnderlyingType(type) ?? type) is { } value) return Expression.Constant(value, type);
        if (IsCompatible(bound.Clr, type))
            return type.IsValueType || exact || (bound.Clr.IsValueType && convertValues) ? Expression.Convert(bound.Node, type) : bound.Node;
        if (bound.Clr == typeof(string) && type == typeof(ReadOnlySpan<char>)) return Expression.Convert(bound.Node, type);
        return type == typeof(BigInteger) && IsWhole(bound.Clr) && !bound.Type.IsNullable ? Expression.Convert(bound.Node, type) : null;
    }

    // A literal takes the type that its surroundings ask for, from its digits: 0.05 beside a decimal is exactly 0.05.
    private static object? Reread(Bound literal, Type target)
    {
        var text = literal.Literal!;
        if (literal.Value is int or uint or long or ulong) return target.IsEnum ? EnumValue(text, target) : Number(text, target);
        if (literal.Value is double && (target == typeof(decimal) || target == typeof(double))) return Number(text, target);
        return literal.Value is string name && target.IsEnum ? EnumValue(name, target) : null;
    }

    private static object? EnumValue(string text, Type target) => Enum.TryParse(target, text, ignoreCase: true, out var value) ? value : null;

    public static object? Number(string text, Type target)
    {
        var culture = CultureInfo.InvariantCulture;
        const NumberStyles Whole = NumberStyles.AllowLeadingSign, Fraction = NumberStyles.Number | NumberStyles.AllowExponent;
        return Type.GetTypeCode(target) switch
        {
            TypeCode.SByte => sbyte.TryParse(text, Whole, culture, out var v) ? v : null,
            TypeCode.Byte => byte.TryParse(text, Whole, culture, out var v) ? v : null,
            TypeCode.Int16 => short.TryParse(text, Whole, culture, out var v) ? v : null,
            TypeCode.UInt16 => ushort.TryParse(text, Whole, culture, out var v) ? v : null,
            TypeCode.Int32 => int.TryParse(text, Whole, culture, out var v) ? v : null,
            TypeCode.UInt32 => uint.TryParse(text, Whole, culture, out var v) ? v : null,
            TypeCode.Int64 => long.TryParse(text, Whole, culture, out var v) ? v : null,
            TypeCode.UInt64 => ulong.TryParse(text, Whole, culture, out var v) ? v : null,
            TypeCode.Single => float.TryParse(text, Fraction, culture, out var v) ? v : null,
            TypeCode.Double => double.TryParse(text, Fraction, culture, out var v) ? v : null,
            TypeCode.Decimal => decimal.TryParse(text, NumberStyles.Number, culture, out var v) ? v : null,
            _ => null,
        };
    }
}
