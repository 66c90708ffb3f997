using System.Collections.Immutable;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.Allocation;

/// <summary>A key of an order, ready to be evaluated for one receiver.</summary>
internal sealed record OrderKey(Formula By, FactType Type, bool IsDescending, Formula? Ranking, bool NullsFirst);

/// <summary>Compares receivers by several keys; equal ones keep their place.</summary>
internal static class ReceiverOrder
{
    /// <summary>The places of the receivers in their order.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="values">For each receiver the value of each key, and as <see cref="Ranked"/> gives it.</param>
    public static int[] Of(ImmutableArray<OrderKey> keys, IReadOnlyList<Value[]> values)
    {
        var places = Enumerable.Range(0, values.Count).ToArray();
        Array.Sort(places, (a, b) =>
        {
            for (var k = 0; k < keys.Length; k++)
            {
                var order = Compare(keys[k], values[a][k], values[b][k]);
                if (order != 0) return order;
            }
            return a.CompareTo(b);
        });
        return places;
    }

    /// <summary>The place of a code in a ranking; null when it is not named.</summary>
    public static Value Ranked(Value code, Value ranking)
    {
        if (code.IsMissing || ranking.IsMissing) return Operators.Missing(code, ranking);
        if (!code.IsPresent || !ranking.IsPresent) return Value.Null;
        var place = ranking.AsList().Items.IndexOf(code);
        return place < 0 ? Value.Null : Value.Of((long)place);
    }

    private static int Compare(OrderKey key, Value a, Value b)
    {
        // Null has its place whatever the direction.
        if (a.IsNull || b.IsNull) return key.NullsFirst ? b.IsNull.CompareTo(a.IsNull) : a.IsNull.CompareTo(b.IsNull);
        var order = a.Kind == ValueKind.Boolean ? a.AsBoolean().CompareTo(b.AsBoolean())
            : key.Ranking is not null ? a.AsInteger().CompareTo(b.AsInteger())
            : Operators.Order(a, b, key.Type);
        return key.IsDescending ? -order : order;
    }
}
