using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Explanations;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Facts.Writing;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.Allocation;

internal enum AllocationForm
{
    /// <summary>Fixed shares of the whole.</summary>
    Shares,

    /// <summary>In proportion to a weight.</summary>
    Weights,

    /// <summary>One after the other, each what it wants, as far as it goes.</summary>
    InOrder,

    /// <summary>Nothing is given; the receivers are put in order.</summary>
    OrderOnly,
}

/// <summary>What is given, and how what is left over is treated.</summary>
internal sealed record AllocationPlan(AllocationForm Form, Formula? Total, Formula? Unit, Formula? LargestThen, Formula? To, string? Rounding, bool IsPartial, SurplusUse? Surplus, Formula? SurplusTo);

/// <summary>Divides a total among receivers. What is given and what is left always add up to the total.</summary>
internal sealed class AllocationBody(AllocationPlan plan, Receivers receivers, FactType amountType) : KindBody
{
    private const decimal Cent = 0.01m;
    private const int ServedMember = 2;

    private readonly FactType _id = receivers.IdType;

    public override RecordType ResultType { get; } = TypeRules.RecordOf(
    [
        new("amounts", new MapType(receivers.IdType, amountType)),
        new("order", new ListType(receivers.IdType)),
        new("served", new ListType(receivers.IdType)),
        new("ineligible", new ListType(receivers.IdType)),
        new("unmet", new MapType(receivers.IdType, amountType)),
        new("total", amountType),
        new("given", amountType),
        new("left", amountType),
    ]);

    /// <summary>The parties of fixed shares.</summary>
    public override IEnumerable<CoveragePoint> CoveragePoints =>
        receivers.List.Tree is BoundSymbol { Symbol: ParameterSymbol { Value.Kind: ValueKind.Map } shares } ? shares.Value.AsMap().Keys.Select(k => new CoveragePoint(k, receivers.List.Span)) : [];

    public override IEnumerable<string> Reached(Value result) => result.AsRecord().Values[ServedMember].AsList().Items.Select(i => i.AsText());

    public override Value Decide(EvaluationContext context)
    {
        var unknown = Value.Null;
        var read = receivers.Read(context, ref unknown);
        var total = plan.Total?.Evaluate(context) ?? Value.Of(0L);
        var unit = plan.Unit?.Evaluate(context) ?? Value.Of(amountType.Kind == ValueKind.Integer ? 1m : Cent);
        var ties = plan.LargestThen?.Evaluate(context) ?? Value.Null;
        var to = plan.To?.Evaluate(context) ?? Value.Null;
        var surplusTo = plan.SurplusTo?.Evaluate(context) ?? Value.Null;
        foreach (var value in new[] { total, unit, ties, to, surplusTo }) unknown = Operators.Missing(unknown, value);
        if (unknown.IsMissing) return unknown;
        if (!unit.IsPresent || unit.AsDecimal() <= 0) throw new EvaluationFault(AllocationDiagnostics.Negative, unit.IsPresent ? unit.AsDecimal() : 0m);
        var eligible = read.Where(r => r.IsEligible).ToList();
        var places = ReceiverOrder.Of(receivers.Order, [.. eligible.Select(r => r.Keys)]);
        var amount = total.IsPresent ? total.AsDecimal() : 0m;
        var (parts, left) = plan.Form switch
        {
            AllocationForm.OrderOnly => (new decimal[eligible.Count], 0m),
            AllocationForm.InOrder => Fill(eligible, places, amount),
            _ => Divide(context, eligible, places, amount, unit.AsDecimal(), ties, to, surplusTo),
        };
        Tell(context, eligible, places, parts, left);
        return Result(read, eligible, places, parts, amount, left);
    }

    private (decimal[] Parts, decimal Left) Fill(List<Receiver> eligible, int[] places, decimal amount)
    {
        if (amount < 0) throw new EvaluationFault(AllocationDiagnostics.Negative, amount);
        var parts = new decimal[eligible.Count];
        foreach (var i in places)
        {
            var wanted = Math.Min(eligible[i].Weight, eligible[i].Most ?? decimal.MaxValue);
            var got = wanted <= amount ? wanted : plan.IsPartial ? amount : 0;
            parts[i] = got;
            amount -= got;
        }
        return (parts, amount);
    }

    private (decimal[] Parts, decimal Left) Divide(EvaluationContext context, List<Receiver> eligible, int[] places, decimal amount, decimal unit, Value ties, Value to, Value surplusTo)
    {
        var sum = eligible.Sum(r => r.Weight);
        var isShares = plan.Form == AllocationForm.Shares;
        // Shares of one whole: more than it cannot be given, less only where the policy says who has the rest.
        if (isShares && (sum > 1 || (sum < 1 && plan.LargestThen is not null))) throw new EvaluationFault(AllocationDiagnostics.SharesSumAtRun, sum);
        var rest = Place(eligible, to);
        var division = LimitedDivision.Of(amount, eligible, new DivisionRule(
            isShares ? 1 : sum, unit, plan.Rounding, rest, plan.LargestThen is null ? null : TieOrder(eligible, places, ties), plan.Surplus, Place(eligible, surplusTo)));
        TellLimits(context, eligible, division);
        return (division.Parts, division.Left);
    }

    private static int Place(List<Receiver> eligible, Value party)
    {
        var place = party.IsPresent ? eligible.FindIndex(r => r.Id == party) : -1;
        return place >= 0 || !party.IsPresent ? place : throw new EvaluationFault(AllocationDiagnostics.UnknownParty, party.AsText(), string.Join(", ", eligible.Select(r => r.Id.AsText())));
    }

    private void TellLimits(EvaluationContext context, List<Receiver> eligible, LimitedDivision division)
    {
        if (ExplanationBuilder.Of(context) is not { } builder) return;
        for (var i = 0; i < eligible.Count; i++)
            if (division.Held[i]) builder.Add("allocation.held", receivers.Limit!.Span, null, null, ValueText.Of(eligible[i].Id, _id), ValueText.Of(Amount(eligible[i].Most!.Value), amountType));
        if (division.Above != 0) builder.Add("allocation.above." + (plan.Surplus?.ToString() ?? "Left"), receivers.Limit!.Span, null, null, ValueText.Of(Amount(division.Above), amountType));
    }

    // The stated order of parties first, whoever it does not name behind, in their own order.
    private static List<int> TieOrder(List<Receiver> eligible, int[] places, Value ties)
    {
        var order = ties.IsPresent ? ties.AsList().Items.Select(t => eligible.FindIndex(r => r.Id == t)).Where(i => i >= 0).ToList() : [];
        order.AddRange(places.Where(p => !order.Contains(p)));
        return order;
    }

    private void Tell(EvaluationContext context, List<Receiver> eligible, int[] places, decimal[] parts, decimal left)
    {
        if (ExplanationBuilder.Of(context) is not { } builder) return;
        for (var n = 0; n < places.Length; n++)
        {
            var (receiver, part) = (eligible[places[n]], parts[places[n]]);
            if (plan.Form == AllocationForm.OrderOnly) builder.Add("allocation.place", receivers.List.Span, null, null, n + 1, ValueText.Of(receiver.Id, _id));
            else builder.Add("allocation.part." + plan.Form, receivers.List.Span, null, null, ValueText.Of(receiver.Id, _id), ValueText.Of(Amount(part), amountType), WeightOf(receiver));
        }
        if (plan.Form != AllocationForm.OrderOnly) builder.Add("allocation.left", SourceSpan.None, null, null, ValueText.Of(Amount(left), amountType));
    }

    private LocalizedText WeightOf(Receiver receiver) => plan.Form switch
    {
        AllocationForm.Shares => ValueText.Of(Value.Of(receiver.Weight), ScalarType.Percentage),
        AllocationForm.InOrder => ValueText.Of(Amount(receiver.Weight), amountType),
        _ => ValueText.Of(Value.Of(receiver.Weight), ScalarType.Decimal),
    };

    private Value Result(List<Receiver> read, List<Receiver> eligible, int[] places, decimal[] parts, decimal amount, decimal left)
    {
        var given = eligible.Select((r, i) => (r.Id, Part: parts[i])).ToDictionary(x => x.Id, x => x.Part);
        Value Map(Func<Receiver, decimal> of) => Value.Of(new ValueMap(read.Select(r => KeyValuePair.Create(r.Id.AsText(), Amount(of(r))))));
        return Value.Of(new ValueRecord(ResultType.MemberNames,
        [
            Map(r => given.GetValueOrDefault(r.Id)),
            Value.List([.. places.Select(p => eligible[p].Id)]),
            Value.List([.. places.Where(p => parts[p] != 0).Select(p => eligible[p].Id)]),
            Value.List([.. read.Where(r => !r.IsEligible).Select(r => r.Id)]),
            Map(r => plan.Form == AllocationForm.InOrder && r.IsEligible ? r.Weight - given[r.Id] : 0),
            Amount(amount),
            Amount(amount - left),
            Amount(left),
        ]));
    }

    private Value Amount(decimal amount) => amountType.Kind == ValueKind.Integer ? Value.Of((long)amount) : Value.Of(amount);
}
