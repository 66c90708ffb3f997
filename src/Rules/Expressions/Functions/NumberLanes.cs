using System.Linq.Expressions;
using CrmWorkflows.Rules.Expressions.Compilation;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Expressions.Functions;

/// <summary>The functions of <see cref="NumberFunctions"/> as code on CLR types.</summary>
internal static class NumberLanes
{
    private const int MostDigits = 20;

    public static Scalar? Abs(IReadOnlyList<Scalar> a) =>
        a[0].IsNumber ? new Scalar(a[0].Kind, Expression.Call(typeof(Math), nameof(Math.Abs), null, a[0].Code)) { CanFault = true } : null;

    public static Scalar? Number(IReadOnlyList<Scalar> a) => a[0].IsNumber ? new Scalar(ValueKind.Decimal, a[0].AsDecimal()) : null;

    /// <summary>The whole number beside a number.</summary>
    public static Scalar? Whole(Scalar number, string method) => number.Kind switch
    {
        ValueKind.Integer => number,
        ValueKind.Decimal => new Scalar(ValueKind.Integer, Expression.ConvertChecked(Expression.Call(typeof(decimal), method, null, number.Code), typeof(long))) { CanFault = true },
        _ => null,
    };

    public static Scalar? Round(IReadOnlyList<Scalar> a)
    {
        if (!a[1].IsConstant || !a[2].IsConstant || Math.Abs(a[1].Constant.AsInteger()) > MostDigits) return null;
        if (a[0].Kind == ValueKind.Integer) return a[1].Constant.AsInteger() >= 0 ? a[0] : null;
        return a[0].Kind == ValueKind.Decimal
            ? new Scalar(ValueKind.Decimal, Expression.Call(typeof(NumberFunctions), nameof(NumberFunctions.Round), null, a[0].Code, Expression.Constant((int)a[1].Constant.AsInteger()), a[2].Code)) { CanFault = true }
            : null;
    }

    /// <summary>The lesser or the greater of two values of one kind.</summary>
    public static Scalar? OneOf(IReadOnlyList<Scalar> a, string method) =>
        a[0].Kind == a[1].Kind && (a[0].IsNumber || Scalar.IsOrdinal(a[0].Kind)) ? new Scalar(a[0].Kind, Expression.Call(typeof(NumberLanes), method, null, a[0].Code, a[1].Code)) : null;

    // Of equal ones the first, which may be written with other zeros behind the point.
    internal static long Lesser(long first, long second) => first <= second ? first : second;

    internal static decimal Lesser(decimal first, decimal second) => first <= second ? first : second;

    internal static long Greater(long first, long second) => first >= second ? first : second;

    internal static decimal Greater(decimal first, decimal second) => first >= second ? first : second;
}
