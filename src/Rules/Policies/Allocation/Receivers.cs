using System.Collections.Immutable;
using CrmWorkflows.Rules.Explanations;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Facts.Writing;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.Allocation;

/// <summary>A receiver with the figures of this case.</summary>
/// <param name="Weight">Share, weight or what is wanted.</param>
/// <param name="Most">The most that it can get; null when there is no limit.</param>
internal sealed record Receiver(Value Id, bool IsEligible, decimal Weight, decimal? Most, Value[] Keys);

/// <summary>Reads the receivers and evaluates, for each, whether it can receive, how much, and where it stands.</summary>
/// <param name="Key">Place of the member that tells records apart; -1 when the items are the codes themselves.</param>
internal sealed record Receivers(
    Formula List, bool IsMap, int Key, int Slot, FactType IdType, Formula? Eligible, Formula? Figure, Formula? Limit, ImmutableArray<OrderKey> Order)
{
    public List<Receiver> Read(EvaluationContext context, ref Value unknown)
    {
        var list = List.Evaluate(context);
        unknown = Operators.Missing(unknown, list);
        var receivers = new List<Receiver>();
        if (!list.IsPresent) return receivers;
        var seen = new HashSet<Value>();
        var rankings = Order.Select(o => o.Ranking?.Evaluate(context) ?? Value.Null).ToArray();
        foreach (var item in IsMap ? [.. list.AsMap().Keys.Select(k => Value.Of(k))] : list.AsList().Items)
        {
            context.Step();
            var id = item.IsMissing || Key < 0 ? item : item.AsRecord().Values[Key];
            if (id.IsMissing)
            {
                unknown = Operators.Missing(unknown, id);
                continue;
            }
            if (!id.IsPresent || !seen.Add(id)) throw new EvaluationFault(AllocationDiagnostics.SameReceiver, id.IsPresent ? id.AsText() : "null");
            if (Slot >= 0) context.Locals[Slot] = item;
            receivers.Add(Read(id, IsMap ? list.AsMap()[item.AsText()] : null, rankings, context, ref unknown));
        }
        return receivers;
    }

    private Receiver Read(Value id, Value? share, Value[] rankings, EvaluationContext context, ref Value unknown)
    {
        var builder = ExplanationBuilder.Of(context);
        var eligible = Value.True;
        if (Eligible is not null)
        {
            builder?.Begin();
            eligible = Eligible.Evaluate(context);
            builder?.End(eligible.IsTrue ? "allocation.eligible" : "allocation.notEligible", Eligible.Span, eligible.IsMissing ? null : eligible.IsTrue, null, ValueText.Of(id, IdType));
        }
        unknown = Operators.Missing(unknown, eligible);
        var keys = Order.Select((o, i) => o.Ranking is null ? o.By.Evaluate(context) : ReceiverOrder.Ranked(o.By.Evaluate(context), rankings[i])).ToArray();
        // A receiver that can get nothing need not say how much it would want.
        if (!eligible.IsTrue) return new Receiver(id, false, 0, null, keys);
        var figure = share ?? Figure?.Evaluate(context) ?? Value.Of(1L);
        var most = Limit?.Evaluate(context) ?? Value.Null;
        foreach (var value in keys.Append(figure).Append(most)) unknown = Operators.Missing(unknown, value);
        return new Receiver(id, true, Amount(figure) ?? 0, Amount(most), keys);
    }

    private static decimal? Amount(Value value)
    {
        if (!value.IsPresent) return null;
        return value.AsDecimal() >= 0 ? value.AsDecimal() : throw new EvaluationFault(AllocationDiagnostics.Negative, value.AsDecimal());
    }
}
