using System.Globalization;
using System.Linq.Expressions;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Expressions.Compilation;

/// <summary>
/// Doubles of a typed record. A double means the decimal that it is written as: the shortest one that reads back as the same double, so that
/// 0.95 is 0.95 and not the binary fraction beside it. That decimal grows with the double, so each constant has a first double that reaches
/// it; it is found once, and comparing doubles with it is exact.
/// </summary>
internal sealed class DoubleAxis(Expression number, string name, Expression? isNull = null) : Axis(isNull)
{
    /// <summary>Doubles from here on have no decimal.</summary>
    public const double Limit = 7.9e28;

    public override ParameterExpression Position { get; } = Expression.Variable(typeof(double), name);

    protected override Expression Place => number;

    protected override long LeastKey => Key(-Limit);

    /// <summary>The decimal that a double within the limit means.</summary>
    public static decimal Exact(double value) =>
        decimal.Parse(value.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);

    public override long? First(Value constant, bool beyond)
    {
        if (!constant.IsNumber) return null;
        var exact = constant.AsDecimal();
        if (Math.Abs(exact) > 1e27m) return null;
        bool Reached(double d) => beyond ? Exact(d) > exact : Exact(d) >= exact;
        var (below, reached) = (Key(-Limit), Key(Limit));
        while (below + 1 < reached)
        {
            var middle = (below >> 1) + (reached >> 1) + (below & reached & 1);
            if (Reached(Double(middle))) reached = middle;
            else below = middle;
        }
        return reached;
    }

    protected override Expression PlaceOf(long key) => Expression.Constant(Double(key));

    private static double Double(long key) => BitConverter.Int64BitsToDouble(key < 0 ? key ^ long.MaxValue : key);

    // The bits of a double have its order once those of negative numbers are turned round; zero has one key.
    private static long Key(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value == 0 ? 0.0 : value);
        return bits < 0 ? bits ^ long.MaxValue : bits;
    }
}
