namespace CrmWorkflows.Rules.Policies.Allocation;

/// <summary>How a total is divided, for one case.</summary>
/// <param name="Whole">What all weights would be together: their sum, or 1 when they are shares.</param>
/// <param name="Unit">The unit, above zero.</param>
/// <param name="Rounding">How parts are brought to the unit; down when null.</param>
/// <param name="Rest">Who has what rounding leaves over, or -1.</param>
/// <param name="Largest">The order of equal remainders, when the largest have what is left over.</param>
/// <param name="Surplus">What becomes of what lies above limits; it is left over like the rest of rounding when null.</param>
/// <param name="SurplusTo">Who has it, or -1.</param>
internal sealed record DivisionRule(decimal Whole, decimal Unit, string? Rounding, int Rest, IReadOnlyList<int>? Largest, SurplusUse? Surplus, int SurplusTo);

/// <summary>A division in which nobody gets more than a limit. Parts and what is left always add up to the amount.</summary>
/// <param name="Held">Who was held at the limit.</param>
/// <param name="Above">What lay above the limits.</param>
internal sealed record LimitedDivision(decimal[] Parts, decimal Left, bool[] Held, decimal Above)
{
    public static LimitedDivision Of(decimal amount, IReadOnlyList<Receiver> receivers, DivisionRule rule)
    {
        var weights = receivers.Select(r => r.Weight).ToArray();
        var held = new bool[weights.Length];
        var division = Apportioned(amount, weights, rule.Whole, rule);
        var above = Limit(division, receivers, held);
        var parts = division.Parts;
        var surplus = above;
        if (rule.Surplus == SurplusUse.Redistribute && above != 0) (parts, surplus) = Redistribute(amount, weights, receivers, held, parts, rule);
        var left = amount - parts.Sum();
        if (rule.SurplusTo >= 0)
        {
            parts[rule.SurplusTo] += surplus;
            (left, surplus) = (left - surplus, 0);
        }
        if (rule.Rest < 0) return new LimitedDivision(parts, left, held, above);
        // Unless the policy says more, whoever has the rest has what lay above limits too.
        var kept = rule.Surplus is null ? 0 : surplus;
        parts[rule.Rest] += left - kept;
        return new LimitedDivision(parts, kept, held, above);
    }

    // Whoever is held keeps the limit; what all others had, and what lay above, is divided among the others, until nobody is above a limit.
    private static (decimal[] Parts, decimal Surplus) Redistribute(decimal amount, decimal[] weights, IReadOnlyList<Receiver> receivers, bool[] held, decimal[] parts, DivisionRule rule)
    {
        var divided = rule.Whole == 0 ? 0 : amount * weights.Sum() / rule.Whole;
        while (true)
        {
            var free = weights.Select((w, i) => held[i] ? 0 : w).ToArray();
            var kept = parts.Where((_, i) => held[i]).Sum();
            // Nobody is left who could take it.
            if (free.Sum() == 0) return (parts.Select((p, i) => held[i] ? p : 0).ToArray(), divided - kept);
            var division = Apportioned(divided - kept, free, free.Sum(), rule);
            var above = Limit(division, receivers, held);
            parts = [.. division.Parts.Select((p, i) => free[i] == 0 ? held[i] ? parts[i] : 0 : p)];
            if (above == 0) return (parts, 0);
        }
    }

    private static Apportionment Apportioned(decimal amount, IReadOnlyList<decimal> weights, decimal whole, DivisionRule rule)
    {
        var division = Apportionment.Of(amount, weights, whole, rule.Unit, rule.Rounding, rule.Rest);
        if (rule.Largest is not null) division.GiveToLargest(rule.Largest);
        return division;
    }

    private static decimal Limit(Apportionment division, IReadOnlyList<Receiver> receivers, bool[] held)
    {
        var above = 0m;
        for (var i = 0; i < receivers.Count; i++)
        {
            if (held[i] || receivers[i].Most is not { } most || division.Limit(i, most) is not { } more) continue;
            held[i] = true;
            above += more;
        }
        return above;
    }
}
