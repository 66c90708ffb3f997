using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Explanations;

internal sealed partial class Wording
{
    /// <summary>What the cell of a table asks for, without the heading of its column: <c>at least 60</c>, <c>A or B</c>, <c>all but C</c>.</summary>
    public string Test(BoundNode node, bool holds = true)
    {
        switch (node)
        {
            case BoundNot not: return Test(not.Operand, !holds);
            case BoundComparison { Right: BoundConstant { Value: { Kind: ValueKind.Boolean } value } }: return Text(value.IsTrue == holds ? "value.true" : "value.false");
            case BoundComparison { Right: BoundConstant { Value.IsNull: true }, Operator: var op }:
                return Text((op == ComparisonOperator.Equal) == holds ? "wording.cell.null" : "wording.cell.present");
            case BoundComparison { Operator: ComparisonOperator.Equal } equal when holds: return Value(equal.Right);
            case BoundComparison comparison:
                return Format("wording.cell." + (holds ? comparison.Operator : Opposite(comparison.Operator)), Value(comparison.Right));
            case BoundRangeTest { Low: { } low, High: { } high } range:
                return Format("wording.cell.range" + (holds ? "" : ".not"), Value(low), Included(range.LowInclusive), Value(high), Included(range.HighInclusive));
            case BoundIn { List: BoundList list }:
                return Format(holds ? "wording.cell.oneOf" : "wording.cell.not", Joined(list.Items.Select(Value)));
            case BoundIn membership: return Format(holds ? "wording.cell.in" : "wording.cell.not", Value(membership.List));
            case BoundLogical { IsAnd: false } either when holds: return Format("wording.or", Test(either.Left), Test(either.Right));
            case BoundLogical { IsAnd: true } both when holds: return Format("wording.and", Test(both.Left), Test(both.Right));
            default: return Condition(node, holds);
        }
    }
}
