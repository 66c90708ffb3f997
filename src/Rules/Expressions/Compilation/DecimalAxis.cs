using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Expressions.Compilation;

/// <summary>
/// Exact decimals on a line of longs: <c>2 × floor(value × 10^scale)</c>, plus one when digits are left over. Every constant of at most that
/// scale is an even place, every value between two constants an odd one, so that no comparison loses a digit. What does not fit stands at
/// the ends of the line, beyond all constants.
/// </summary>
/// <param name="number">Code that gives the decimal.</param>
/// <param name="scale">Digits behind the point.</param>
internal sealed class DecimalAxis(Expression number, int scale, string name, Expression? isNull = null) : Axis(isNull)
{
    /// <summary>Digits that figures of policies need.</summary>
    public const int UsualScale = 4;

    // Constants stay clear of the ends.
    private const long Limit = long.MaxValue / 8;

    private static readonly ulong[] Powers = [.. Enumerable.Range(0, 20).Select(i => (ulong)Math.Pow(10, Math.Min(i, 15)) * (ulong)Math.Pow(10, Math.Max(0, i - 15)))];

    private static readonly ulong[] MostDigits = [.. Powers.Select(p => Limit / p)];

    public override ParameterExpression Position { get; } = Expression.Variable(typeof(long), name);

    protected override Expression Place => Expression.Call(typeof(DecimalAxis), nameof(PlaceOf), null, number, Expression.Constant(scale));

    protected override long LeastKey => Start + 1;

    public override long? First(Value constant, bool beyond)
    {
        if (!constant.IsNumber) return null;
        var exact = constant.AsDecimal();
        if (Math.Abs(exact) > Limit / Powers[scale]) return null;
        var scaled = exact * Powers[scale];
        // A constant with more digits than the line has cannot be told from its neighbours.
        if (scaled != decimal.Truncate(scaled)) return null;
        return 2 * (long)scaled + (beyond ? 1 : 0);
    }

    protected override Expression PlaceOf(long key) => Expression.Constant(key);

    /// <summary>The place of a decimal.</summary>
    internal static long PlaceOf(decimal value, int scale)
    {
        ref var bits = ref Unsafe.As<decimal, Bits>(ref value);
        var digits = bits.Low;
        var valueScale = (bits.Flags >> 16) & 0xFF;
        // The common case: few digits, written with the scale of the line or less.
        if (bits.High == 0 && valueScale <= scale && digits <= MostDigits[scale - valueScale])
        {
            var scaled = (long)(digits * Powers[scale - valueScale]) * 2;
            return bits.Flags < 0 ? -scaled : scaled;
        }
        return Slow(value, scale);
    }

    private static long Slow(decimal value, int scale)
    {
        if (Math.Abs(value) > Limit / Powers[scale]) return value < 0 ? Start + 1 : End - 1;
        var whole = decimal.Floor(value);
        var rest = (value - whole) * Powers[scale];
        var floor = decimal.Floor(rest);
        return 2 * (long)(whole * Powers[scale] + floor) + (rest == floor ? 0 : 1);
    }

    /// <summary>How the runtime holds a decimal; a test holds it to <see cref="decimal.GetBits(decimal)"/>.</summary>
    private struct Bits
    {
        public int Flags;
        public uint High;
        public ulong Low;
    }
}
