namespace CrmWorkflows.Rules.Policies.Grading;

/// <summary>Whether a score can lie somewhere.</summary>
internal enum Reachable
{
    No,
    Unknown,
    Yes,
}

/// <summary>What is known of a score before it is computed: the smallest and largest that the points allow, and the digits that rounding leaves.</summary>
internal sealed record ScoreRange(decimal? Min, decimal? Max, int? Scale)
{
    private const decimal Far = 1_000_000_000_000_000m;
    private const int FinestScale = 12;

    /// <summary>Whether a score can lie between two bounds; equal bounds stand for the value itself.</summary>
    public Reachable Between(decimal? low, decimal? high)
    {
        if (low is { } point && low == high) return (Min is { } min && point < min) || (Max is { } max && point > max) || !IsOnGrid(point) ? Reachable.No : Reachable.Yes;
        if ((low is not null && low >= Max) || (high is not null && high <= Min)) return Reachable.No;
        // Beyond the outermost bound only the points can say whether a score gets there.
        if ((low is null && Min is null) || (high is null && Max is null)) return Reachable.Unknown;
        if (low is not { } from || high is not { } to || Scale is not { } scale) return Reachable.Yes;
        // So far out that the grid cannot be told from the number line.
        if (Math.Abs(from) > Far || scale > FinestScale) return Reachable.Yes;
        var step = Step(scale);
        return (decimal.Floor(from / step) + 1) * step < to ? Reachable.Yes : Reachable.No;
    }

    private bool IsOnGrid(decimal point) => Scale is not { } scale || scale > FinestScale || point % Step(scale) == 0;

    private static decimal Step(int scale)
    {
        var step = 1m;
        for (var i = 0; i < scale; i++) step /= 10;
        for (var i = 0; i > Math.Max(scale, -FinestScale); i--) step *= 10;
        return step;
    }
}
