using System.Linq.Expressions;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Expressions.Compilation;

/// <summary>Whole numbers, days and amounts of time: the line is the number itself.</summary>
/// <param name="scale">Digits behind the point when the number counts parts of a decimal.</param>
internal sealed class WholeAxis(Expression number, string name, int scale = 0, Expression? isNull = null) : Axis(isNull)
{
    private readonly bool _holdsNull = isNull is not null;

    public override ParameterExpression Position { get; } = isNull is null && number is ParameterExpression variable ? variable : Expression.Variable(typeof(long), name);

    // Where the first place is that of null, the least of all numbers stands with the one above it: no constant tells them apart.
    protected override Expression Place => _holdsNull ? Expression.Call(typeof(Math), nameof(Math.Max), null, number, Expression.Constant(LeastKey)) : number;

    protected override long LeastKey => Start + 1;

    public override long? First(Value constant, bool beyond)
    {
        if (Scalar.IsOrdinal(constant.Kind)) return _holdsNull && constant.Ordinal <= LeastKey ? null : beyond ? Next(constant.Ordinal) : constant.Ordinal;
        if (!constant.IsNumber) return null;
        var exact = constant.AsDecimal();
        if (Math.Abs(exact) > 1_000_000_000_000_000m) return null;
        exact *= FixedPoint.Power(scale);
        var first = beyond ? decimal.Floor(exact) + 1 : decimal.Ceiling(exact);
        return first < long.MinValue ? Start : first > long.MaxValue ? End : (long)first;
    }

    protected override Expression PlaceOf(long key) => Expression.Constant(key);

    private static long Next(long number) => number == long.MaxValue ? End : number + 1;
}
