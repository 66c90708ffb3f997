using System.Linq.Expressions;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Expressions.Compilation;

/// <summary>Decimals of one scale kept as whole numbers: sums of known figures need no decimal arithmetic and lose nothing.</summary>
internal static class FixedPoint
{
    private const decimal Limit = 1_000_000_000_000_000m;

    /// <summary>The scale that all figures share; null when they are too many digits for a sum of longs.</summary>
    public static int? ScaleOf(IReadOnlyCollection<decimal> figures)
    {
        var scale = figures.Select(f => (int)(f / 1.0000000000000000000000000000m).Scale).DefaultIfEmpty(0).Max();
        return scale <= 12 && figures.All(f => Math.Abs(f) < Limit && Math.Abs(f) * Power(scale) < Limit) ? scale : null;
    }

    public static long Units(decimal figure, int scale) => (long)(figure * Power(scale));

    /// <summary>Code for the decimal of a sum, compared with constants by its units.</summary>
    public static Scalar Decimal(ParameterExpression units, int scale)
    {
        var code = Expression.New(typeof(decimal).GetConstructor([typeof(int), typeof(int), typeof(int), typeof(bool), typeof(byte)])!, [.. Parts(units), Expression.Constant((byte)scale)]);
        return new Scalar(ValueKind.Decimal, code) { IsSimple = true, Axis = new WholeAxis(units, units.Name + "Units", scale) { IsPlaced = true } };
    }

    private static Expression[] Parts(ParameterExpression units)
    {
        var size = Expression.Call(typeof(Math), nameof(Math.Abs), null, units);
        return
        [
            Expression.Convert(size, typeof(int)), Expression.Convert(Expression.RightShift(size, Expression.Constant(32)), typeof(int)), Expression.Constant(0),
            Expression.LessThan(units, Expression.Constant(0L)),
        ];
    }

    public static decimal Power(int scale)
    {
        var power = 1m;
        for (var i = 0; i < scale; i++) power *= 10;
        return power;
    }
}
