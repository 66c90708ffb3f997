using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Explanations;

internal sealed partial class Wording
{
    /// <summary>A condition as a sentence.</summary>
    public string Condition(BoundNode node) => Condition(node, holds: true);

    private string Condition(BoundNode node, bool holds)
    {
        switch (node)
        {
            case BoundNot not: return Condition(not.Operand, !holds);
            case BoundConstant { Value: { Kind: ValueKind.Boolean } value }: return Text(value.IsTrue == holds ? "wording.always" : "wording.never");
            case BoundLogical logical:
                // Not both is one of the two not, and the other way round.
                var isAnd = logical.IsAnd == holds;
                var parts = Flatten(logical, logical.IsAnd).Select(p => Bracketed(p, isAnd, holds)).ToArray();
                return parts.Length == 2
                    ? Format(isAnd ? "wording.and" : "wording.or", parts[0], parts[1])
                    : Format(isAnd ? "wording.and" : "wording.or", string.Join(Text("wording.comma"), parts[..^1]), parts[^1]);
            case BoundComparison comparison: return Comparison(comparison, holds);
            case BoundRangeTest range: return Range(range, holds);
            case BoundIn membership:
                var single = membership.List is BoundList or BoundConstant;
                return Format((single ? "wording.oneOf" : "wording.in") + (holds ? "" : ".not"), Value(membership.Value), List(membership.List));
            case BoundHas has: return Format(holds ? "wording.has" : "wording.has.not", Value(has.Operand));
            case BoundCall call: return Call(call, holds);
            case BoundConditional conditional when holds: return Plain(conditional);
            case BoundCoalesce { Right: BoundConstant { Value.Kind: ValueKind.Boolean } } coalesce: return Condition(coalesce.Left, holds);
            case BoundMember { Target: BoundSymbol { Symbol: LocalSymbol { Label: not null } } }: return Format(holds ? "wording.isTrue.of" : "wording.isFalse.of", Plain(node));
            case BoundMember { Target: BoundSymbol { Symbol: LocalSymbol { Name: "result" } }, Member.Name: var found } when IsText(Verdict(found, holds)): return Text(Verdict(found, holds));
            case BoundSymbol or BoundMember or BoundIndex: return Format(holds ? "wording.isTrue" : "wording.isFalse", Name(node));
            default: return holds ? Plain(node) : Format("wording.not", Plain(node));
        }
    }

    // What it means that a body found something to be so.
    private static string Verdict(string member, bool holds) => $"result.{member}.{(holds ? "holds" : "not")}";

    private static IEnumerable<BoundNode> Flatten(BoundNode node, bool isAnd) =>
        node is BoundLogical logical && logical.IsAnd == isAnd ? Flatten(logical.Left, isAnd).Concat(Flatten(logical.Right, isAnd)) : [node];

    private string Bracketed(BoundNode node, bool insideAnd, bool holds)
    {
        var text = Condition(node, holds);
        var inner = node;
        while (inner is BoundNot not) (inner, holds) = (not.Operand, !holds);
        return inner is BoundLogical logical && logical.IsAnd == holds != insideAnd ? Format("wording.brackets", text) : text;
    }

    private string Comparison(BoundComparison node, bool holds)
    {
        var (left, right, op) = (node.Left, node.Right, node.Operator);
        if (left is BoundConstant && right is not BoundConstant) (left, right, op) = (right, left, Mirrored(op));
        if (!holds) op = Opposite(op);
        if (right is BoundConstant { Value: var value } && op is ComparisonOperator.Equal or ComparisonOperator.NotEqual)
        {
            var same = op == ComparisonOperator.Equal;
            if (value.IsNull) return Format(same ? "wording.has.not" : "wording.has", Value(left));
            if (value.Kind == ValueKind.Boolean) return Condition(left, value.IsTrue == same);
        }
        return Format(Key(op, node.OperandType), Value(left), Operand(right));
    }

    private string Range(BoundRangeTest node, bool holds)
    {
        var value = Value(node.Value);
        string Edge(BoundNode edge, ComparisonOperator op) => Format(Key(holds ? op : Opposite(op), node.OperandType), value, Operand(edge));
        var low = node.LowInclusive ? ComparisonOperator.GreaterOrEqual : ComparisonOperator.Greater;
        var high = node.HighInclusive ? ComparisonOperator.LessOrEqual : ComparisonOperator.Less;
        if (node.Low is null) return Edge(node.High!, high);
        if (node.High is null) return Edge(node.Low, low);
        if (holds && node is { LowInclusive: true, HighInclusive: true }) return Format("wording.range.both", value, Operand(node.Low), Operand(node.High));
        return Format("wording.range" + (holds ? "" : ".not"), value, Operand(node.Low), Included(node.LowInclusive), Operand(node.High), Included(node.HighInclusive));
    }

    // A day is before another, a figure below it.
    private static string Key(ComparisonOperator op, FactType type) =>
        "wording." + op + (op is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual)
            && type.NotNull().Kind is ValueKind.Date or ValueKind.Instant or ValueKind.TimeOfDay or ValueKind.YearMonth or ValueKind.MonthDay ? ".time" : "");

    private string Included(bool included) => Text(included ? "wording.included" : "wording.excluded");

    private string Operand(BoundNode node) => node is BoundConstant { Type: EnumType } ? Constant(node) : Value(node);

    private string List(BoundNode node) => node switch
    {
        BoundList list => Joined(list.Items.Select(Constant)),
        _ => Value(node),
    };

    private static ComparisonOperator Opposite(ComparisonOperator op) => op switch
    {
        ComparisonOperator.Equal => ComparisonOperator.NotEqual,
        ComparisonOperator.NotEqual => ComparisonOperator.Equal,
        ComparisonOperator.Less => ComparisonOperator.GreaterOrEqual,
        ComparisonOperator.LessOrEqual => ComparisonOperator.Greater,
        ComparisonOperator.Greater => ComparisonOperator.LessOrEqual,
        _ => ComparisonOperator.Less,
    };

    private static ComparisonOperator Mirrored(ComparisonOperator op) => op switch
    {
        ComparisonOperator.Less => ComparisonOperator.Greater,
        ComparisonOperator.LessOrEqual => ComparisonOperator.GreaterOrEqual,
        ComparisonOperator.Greater => ComparisonOperator.Less,
        ComparisonOperator.GreaterOrEqual => ComparisonOperator.LessOrEqual,
        _ => op,
    };
}
