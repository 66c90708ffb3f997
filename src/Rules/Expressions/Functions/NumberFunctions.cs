using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Expressions.Functions;

/// <summary>Numbers, money and shares. Rounding always states its mode.</summary>
internal static class NumberFunctions
{
    private static readonly string[] Modes = ["halfUp", "halfEven", "halfDown", "up", "down", "floor", "ceiling"];

    public static IEnumerable<Function> All { get; } =
    [
        new("abs(number: N) -> N", c => c[0].Kind == ValueKind.Integer ? Value.Of(Math.Abs(c[0].AsInteger())) : Value.Of(Math.Abs(c[0].AsDecimal()))) { Lane = NumberLanes.Abs },
        new("floor(number: N) -> Integer", c => Whole(decimal.Floor(c[0].AsDecimal()))) { Lane = a => NumberLanes.Whole(a[0], nameof(decimal.Floor)) },
        new("ceiling(number: N) -> Integer", c => Whole(decimal.Ceiling(c[0].AsDecimal()))) { Lane = a => NumberLanes.Whole(a[0], nameof(decimal.Ceiling)) },
        new("round(number: N, scale: Integer, mode: Text) -> N", c => Rounded(c[0], c[1].AsInteger(), c[2].AsText())) { Choice = (2, Modes), Lane = NumberLanes.Round },
        new("number(amount: Money) -> Decimal", c => Value.Of(c[0].AsDecimal())) { Lane = NumberLanes.Number },
        new("number(value: Number) -> Decimal", c => Value.Of(c[0].AsDecimal())) { Lane = NumberLanes.Number },
        new("min(first: C, second: C) -> C", c => Operators.Order(c[0], c[1], c.Call.Type.NotNull()) <= 0 ? c[0] : c[1]) { Lane = a => NumberLanes.OneOf(a, nameof(NumberLanes.Lesser)) },
        new("max(first: C, second: C) -> C", c => Operators.Order(c[0], c[1], c.Call.Type.NotNull()) >= 0 ? c[0] : c[1]) { Lane = a => NumberLanes.OneOf(a, nameof(NumberLanes.Greater)) },
    ];

    /// <summary>Rounds exactly; a scale below zero rounds to tens, hundreds ...</summary>
    public static decimal Round(decimal number, int scale, string mode)
    {
        if (scale is < -20 or > 20) throw new EvaluationFault(EvaluationDiagnostics.BadArgument, "round");
        var unit = 1m;
        for (var i = 0; i < Math.Abs(scale); i++) unit *= 10;
        if (scale < 0) return Nearest(number / unit, mode) * unit;
        // Whole part and fraction are scaled apart, so that a large number does not overflow.
        var whole = decimal.Truncate(number);
        return whole + Nearest((number - whole) * unit, mode, whole) / unit;
    }

    private static decimal Nearest(decimal number, string mode, decimal context = 0) => mode switch
    {
        "halfUp" => Math.Round(number, 0, MidpointRounding.AwayFromZero),
        "halfEven" when context != 0 && Math.Abs(number) == 0.5m => context % 2 == 0 ? 0 : Math.Sign(number),
        "halfEven" => Math.Round(number, 0, MidpointRounding.ToEven),
        "halfDown" => Math.Abs(number - decimal.Truncate(number)) == 0.5m ? decimal.Truncate(number) : Math.Round(number, 0, MidpointRounding.AwayFromZero),
        "up" => number < 0 ? decimal.Floor(number) : decimal.Ceiling(number),
        "down" => decimal.Truncate(number),
        "floor" => decimal.Floor(number),
        _ => decimal.Ceiling(number),
    };

    private static Value Rounded(Value number, long scale, string mode)
    {
        if (scale is < -20 or > 20) throw new EvaluationFault(EvaluationDiagnostics.BadArgument, "round");
        if (number.Kind == ValueKind.Decimal) return Value.Of(Round(number.AsDecimal(), (int)scale, mode));
        return scale >= 0 ? number : Whole(Round(number.AsInteger(), (int)scale, mode));
    }

    private static Value Whole(decimal number) =>
        number is >= long.MinValue and <= long.MaxValue ? Value.Of((long)number) : throw new EvaluationFault(EvaluationDiagnostics.Overflow);
}
