using System.Linq.Expressions;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Expressions.Compilation;

/// <summary>Whole numbers, days and amounts of time: the line is the number itself.</summary>
/// <param name="scale">Digits behind the point when the number counts parts of a decimal.</param>
internal sealed class WholeAxis(Expression number, string name, int scale = 0) : Axis
{
    public override ParameterExpression Position { get; } = number as ParameterExpression ?? Expression.Variable(typeof(long), name);

    public override Expression Prepare => Expression.Assign(Position, number);

    public override long? First(Value constant, bool beyond)
    {
        if (Scalar.IsOrdinal(constant.Kind)) return beyond ? Next(constant.Ordinal) : constant.Ordinal;
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
