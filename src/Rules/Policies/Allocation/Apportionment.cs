using CrmWorkflows.Rules.Expressions.Functions;

namespace CrmWorkflows.Rules.Policies.Allocation;

/// <summary>
/// Divides an amount by weights into multiples of a unit: everybody gets their part rounded (down, unless said otherwise), and what that leaves over is told. An amount
/// below zero (a reversal) is divided as its opposite, so that a reversal takes back exactly what was given.
/// </summary>
internal sealed class Apportionment
{
    private readonly decimal[] _rests;
    private readonly decimal _sign;

    private Apportionment(decimal[] parts, decimal[] rests, decimal left, decimal unit, decimal sign)
    {
        (Parts, _rests, Left, Unit, _sign) = (parts, rests, left, unit, sign);
    }

    /// <summary>The parts, one a weight.</summary>
    public decimal[] Parts { get; }

    /// <summary>What nobody has; parts and this add up to the amount.</summary>
    public decimal Left { get; private set; }

    public decimal Unit { get; }

    /// <param name="amount">What there is.</param>
    /// <param name="weights">The weights, none below zero.</param>
    /// <param name="whole">What all weights would be together: their sum, or 1 when they are shares.</param>
    /// <param name="unit">The unit, above zero.</param>
    /// <param name="rounding">How parts are brought to the unit, as long as there is enough left; down when null.</param>
    /// <param name="rest">Whose part is whatever the others leave, or -1.</param>
    public static Apportionment Of(decimal amount, IReadOnlyList<decimal> weights, decimal whole, decimal unit, string? rounding = null, int rest = -1)
    {
        var sign = amount < 0 ? -1m : 1m;
        var size = Math.Abs(amount);
        var parts = new decimal[weights.Count];
        var rests = new decimal[weights.Count];
        var left = size;
        for (var i = 0; i < parts.Length && whole > 0; i++)
        {
            // Multiplied before divided: a third of three hundred is a hundred.
            var units = size * weights[i] / whole / unit;
            var rounded = rounding is null ? decimal.Floor(units) : i == rest ? 0 : NumberFunctions.Round(units, 0, rounding);
            parts[i] = Math.Min(rounded * unit, left);
            rests[i] = units - decimal.Floor(units);
            left -= parts[i];
        }
        for (var i = 0; i < parts.Length; i++) parts[i] *= sign;
        return new Apportionment(parts, rests, left * sign, unit, sign);
    }

    /// <summary>Gives the units that are left to the largest remainders, equal ones in an order of places; whoever has no weight gets none.</summary>
    public void GiveToLargest(IReadOnlyList<int> order)
    {
        foreach (var i in order.OrderByDescending(i => _rests[i]))
        {
            if (Left * _sign < Unit || (_rests[i] == 0 && Parts[i] == 0)) continue;
            Parts[i] += Unit * _sign;
            Left -= Unit * _sign;
        }
    }

    /// <summary>Takes back what lies above a limit, and says how much that is; null when nothing does. It is left over.</summary>
    public decimal? Limit(int index, decimal most)
    {
        if (Math.Abs(Parts[index]) <= most) return null;
        var kept = decimal.Floor(most / Unit) * Unit * _sign;
        var above = Parts[index] - kept;
        Left += above;
        Parts[index] = kept;
        return above;
    }
}
