using System.Collections.Immutable;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Expressions.Binding;

/// <summary>Which types go together. Nothing converts silently but whole numbers to decimals, shares to numbers, and enum codes to text.</summary>
internal static class TypeRules
{
    public static bool IsNumeric(FactType type) => type.Kind is ValueKind.Integer or ValueKind.Decimal;

    public static bool IsBoolean(FactType type) => type.Kind == ValueKind.Boolean;

    /// <summary>Integer, Decimal or Percentage: a number without a unit.</summary>
    public static bool IsPlainNumber(FactType type) => IsNumeric(type) && type is not MoneyType;

    public static bool IsOrdered(FactType type) => type switch
    {
        EnumType e => e.Declaration.IsOrdered,
        ScalarType or MoneyType => type.Kind is not (ValueKind.Boolean or ValueKind.Period),
        _ => false,
    };

    /// <summary>Whether a value of one type can stand where another is asked for.</summary>
    public static bool IsAssignable(FactType from, FactType to)
    {
        if (from is NullType) return to.IsNullable;
        if (from.IsNullable && !to.IsNullable) return false;
        return (from.NotNull(), to.NotNull()) switch
        {
            (MoneyType a, MoneyType b) => a.Currency == b.Currency,
            (MoneyType, _) or (_, MoneyType) => false,
            (var a, var b) when IsNumeric(a) && IsNumeric(b) => b.Kind == ValueKind.Decimal || a.Kind == ValueKind.Integer,
            (EnumType a, EnumType b) => a.Equals(b),
            (EnumType, ScalarType { Kind: ValueKind.Text }) => true,
            (ListType a, ListType b) => a.Element is NullType || IsAssignable(a.Element, b.Element),
            (MapType a, MapType b) => IsAssignable(a.Key, b.Key) && IsAssignable(a.Element, b.Element),
            (RecordType a, RecordType b) => a.Members.Length == b.Members.Length
                && a.Members.Zip(b.Members).All(p => p.First.Name == p.Second.Name && IsAssignable(p.First.Type, p.Second.Type)),
            (var a, var b) => a.Equals(b),
        };
    }

    /// <summary>The narrowest type that takes values of both; null when there is none.</summary>
    public static FactType? Common(FactType a, FactType b)
    {
        if (a is NullType) return b.OrNull();
        if (b is NullType) return a.OrNull();
        var nullable = a.IsNullable || b.IsNullable;
        var (x, y) = (a.NotNull(), b.NotNull());
        FactType? common =
            IsAssignable(x, y) ? y
            : IsAssignable(y, x) ? x
            : IsPlainNumber(x) && IsPlainNumber(y) ? ScalarType.Decimal
            : x is EnumType && y is EnumType ? ScalarType.Text
            : x is ListType p && y is ListType q && Common(p.Element, q.Element) is { } element ? new ListType(element)
            : x is RecordType r && y is RecordType s ? CommonRecord(r, s)
            : null;
        return nullable ? common?.OrNull() : common;
    }

    /// <summary>The type of the result of arithmetic; null when the operands do not go together.</summary>
    public static FactType? Arithmetic(ArithmeticOperator op, FactType left, FactType right)
    {
        if (left is NullType || right is NullType) return null;
        var result = Plain(op, left.NotNull(), right.NotNull());
        return left.IsNullable || right.IsNullable ? result?.OrNull() : result;
    }

    private static FactType? Plain(ArithmeticOperator op, FactType l, FactType r) => (op, l, r) switch
    {
        (ArithmeticOperator.Add or ArithmeticOperator.Subtract, MoneyType a, MoneyType b) => a.Currency == b.Currency ? l : null,
        (ArithmeticOperator.Multiply, MoneyType, _) => IsPlainNumber(r) ? l : null,
        (ArithmeticOperator.Multiply, _, MoneyType) => IsPlainNumber(l) ? r : null,
        (ArithmeticOperator.Divide, MoneyType a, MoneyType b) => a.Currency == b.Currency ? ScalarType.Decimal : null,
        (ArithmeticOperator.Divide, MoneyType, _) => IsPlainNumber(r) ? l : null,
        (_, MoneyType, _) or (_, _, MoneyType) => null,
        (ArithmeticOperator.Modulo, _, _) => l.Kind == ValueKind.Integer && r.Kind == ValueKind.Integer ? ScalarType.Integer : null,
        (ArithmeticOperator.Divide, _, _) when IsNumeric(l) && IsNumeric(r) => ScalarType.Decimal,
        (_, _, _) when IsNumeric(l) && IsNumeric(r) =>
            l.Kind == ValueKind.Integer && r.Kind == ValueKind.Integer ? ScalarType.Integer
            : l.Equals(r) && op != ArithmeticOperator.Multiply ? l : ScalarType.Decimal,
        _ => OfTime(op, l, r),
    };

    private static FactType? OfTime(ArithmeticOperator op, FactType l, FactType r) => (op, l.Kind, r.Kind) switch
    {
        (ArithmeticOperator.Add or ArithmeticOperator.Subtract, ValueKind.Date or ValueKind.Instant or ValueKind.YearMonth, ValueKind.Period) => l,
        (ArithmeticOperator.Add or ArithmeticOperator.Subtract, ValueKind.Date, ValueKind.WorkingDays) => l,
        (ArithmeticOperator.Add or ArithmeticOperator.Subtract, ValueKind.Instant, ValueKind.Duration or ValueKind.WorkingTime) => l,
        (ArithmeticOperator.Subtract, ValueKind.Instant, ValueKind.Instant) => ScalarType.Duration,
        (ArithmeticOperator.Add or ArithmeticOperator.Subtract, ValueKind.Duration, ValueKind.Duration)
            or (ArithmeticOperator.Add or ArithmeticOperator.Subtract, ValueKind.WorkingDays, ValueKind.WorkingDays)
            or (ArithmeticOperator.Add or ArithmeticOperator.Subtract, ValueKind.WorkingTime, ValueKind.WorkingTime)
            or (ArithmeticOperator.Add or ArithmeticOperator.Subtract, ValueKind.Period, ValueKind.Period) => l,
        (ArithmeticOperator.Multiply, ValueKind.Duration or ValueKind.Period or ValueKind.WorkingDays or ValueKind.WorkingTime, ValueKind.Integer) => l,
        (ArithmeticOperator.Divide, ValueKind.Duration, ValueKind.Duration) => ScalarType.Decimal,
        (ArithmeticOperator.Add, ValueKind.Text, ValueKind.Text) => ScalarType.Text,
        _ => null,
    };

    private static RecordType? CommonRecord(RecordType a, RecordType b)
    {
        if (!a.MemberNames.SequenceEqual(b.MemberNames)) return null;
        var members = ImmutableArray.CreateBuilder<RecordMember>(a.Members.Length);
        foreach (var (x, y) in a.Members.Zip(b.Members))
        {
            if (Common(x.Type, y.Type) is not { } type) return null;
            members.Add(x with { Type = type, Required = x.Required && y.Required });
        }
        return RecordOf(members.ToImmutable());
    }

    /// <summary>A record type named by its members, as written in an expression.</summary>
    public static RecordType RecordOf(ImmutableArray<RecordMember> members) =>
        new("{" + string.Join(", ", members.Select(m => $"{m.Name}: {m.Type.Name}")) + "}", members);
}
