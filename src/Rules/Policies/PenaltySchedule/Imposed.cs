using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Expressions.Functions;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.PenaltySchedule;

/// <summary>What one attempt brings together. Belongs to one evaluation.</summary>
internal sealed class Imposed
{
    private const int Cents = 2;

    public List<Value> Codes { get; } = [];

    public List<string> Used { get; } = [];

    /// <summary>Sum of the amounts; null when a proposed share was not within its range, or somebody else decides.</summary>
    public Value Amount { get; private set; } = Value.Of(0m);

    public Value Points { get; private set; } = Value.Of(0m);

    public Value LeastShare { get; private set; } = Value.Null;

    public Value MostShare { get; private set; } = Value.Null;

    public Value IsShareValid { get; private set; } = Value.Null;

    public bool IsReferred { get; private set; }

    public string? ReferTo { get; private set; }

    public bool IsEmpty => Used.Count == 0 && !IsReferred;

    public Value Unknown { get; private set; } = Value.Null;

    public bool CannotTell(Value value)
    {
        if (!value.IsMissing) return false;
        Unknown = Operators.Missing(Unknown, value);
        return true;
    }

    public void Refer(string? to)
    {
        IsReferred = true;
        ReferTo ??= to;
        Amount = Value.Null;
        Points = Value.Null;
    }

    public void Add(Measure measure, long quantity, EvaluationContext context)
    {
        Used.Add(measure.Id);
        Codes.AddRange(measure.Codes.Where(c => !Codes.Contains(c)));
        if (measure.Amount?.Evaluate(context) is { } amount && !CannotTell(amount)) Amount = Sum(Amount, amount, quantity);
        if (measure.Points?.Evaluate(context) is { } points && !CannotTell(points)) Points = Sum(Points, points, quantity);
        if (measure.ReferTo is { } to) Refer(to);
    }

    /// <summary>Adds a share of a sum, and tells whether the proposal keeps to its range; amounts are rounded half up to cents.</summary>
    public void Add(Share share, EvaluationContext context)
    {
        var (of, min, max, proposed) = (share.Of.Evaluate(context), share.Min.Evaluate(context), share.Max.Evaluate(context), share.Proposed.Evaluate(context));
        if (CannotTell(of) | CannotTell(min) | CannotTell(max) | CannotTell(proposed)) return;
        LeastShare = Part(of, min);
        MostShare = Part(of, max);
        if (!proposed.IsPresent || !min.IsPresent || !max.IsPresent)
        {
            Amount = Value.Null;
            return;
        }
        var valid = proposed.AsDecimal() >= min.AsDecimal() && proposed.AsDecimal() <= max.AsDecimal();
        IsShareValid = Value.Of(valid);
        Amount = valid ? Sum(Amount, Part(of, proposed), 1) : Value.Null;
    }

    private static Value Part(Value of, Value rate) =>
        of.IsPresent && rate.IsPresent ? Value.Of(NumberFunctions.Round(of.AsDecimal() * rate.AsDecimal(), Cents, "halfUp")) : Value.Null;

    private static Value Sum(Value so, Value each, long quantity) =>
        so.IsPresent && each.IsPresent ? Value.Of(so.AsDecimal() + each.AsDecimal() * quantity) : Value.Null;
}
