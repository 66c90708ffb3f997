using System.Collections.Immutable;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Facts.Reading;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Expressions.Compilation;

/// <summary>Takes a condition apart into tests that can be asked in any order; null when it can fault or has no lane.</summary>
internal sealed class TestReader(ScalarCompiler scalars)
{
    private int _others;

    public bool TryRead(BoundNode condition, List<Test> tests)
    {
        switch (condition)
        {
            case BoundConstant { Value.IsTrue: true }: return true;
            case BoundLogical { IsAnd: true } both: return TryRead(both.Left, tests) && TryRead(both.Right, tests);
        }
        if (OnAxis(condition) is { } place)
        {
            tests.Add(place);
            return true;
        }
        if (scalars.Condition(condition) is not { CanFault: false } code) return false;
        tests.Add(new CodeTest(KeyOf(condition), code.Code));
        return true;
    }

    private PlaceTest? OnAxis(BoundNode condition)
    {
        switch (condition)
        {
            case BoundNot not: return OnAxis(not.Operand) is { } test ? test with { Places = test.Places.Not() } : null;
            case BoundLogical either:
                return OnAxis(either.Left) is { } one && OnAxis(either.Right) is { } other && ReferenceEquals(one.Axis, other.Axis)
                    ? one with { Places = either.IsAnd ? one.Places.And(other.Places) : one.Places.Or(other.Places) }
                    : null;
            case BoundComparison c when Constant(c.Right) is { } right: return Compare(c.Operator, c.Left, right, c.OperandType);
            case BoundComparison c when Constant(c.Left) is { } left: return Compare(ScalarCompiler.Mirror(c.Operator), c.Right, left, c.OperandType);
            case BoundRangeTest range: return Range(range);
            case BoundIn membership when ScalarCompiler.Known(membership.List) is { } items && Axis(membership.Value) is { } axis:
                var places = new Places([]);
                foreach (var item in items)
                {
                    if (Of(ComparisonOperator.Equal, axis, item) is not { } place) return null;
                    places = places.Or(place);
                }
                return new PlaceTest(axis, places);
            default: return null;
        }
    }

    private PlaceTest? Range(BoundRangeTest range)
    {
        if (Axis(range.Value) is not { } axis || (range.Value.Type is EnumType && range.OperandType is not EnumType)) return null;
        var places = Places.All;
        foreach (var (bound, op) in new[]
        {
            (range.Low, range.LowInclusive ? ComparisonOperator.GreaterOrEqual : ComparisonOperator.Greater),
            (range.High, range.HighInclusive ? ComparisonOperator.LessOrEqual : ComparisonOperator.Less),
        })
        {
            if (bound is null) continue;
            if (Constant(bound) is not { } limit || Of(op, axis, limit) is not { } side) return null;
            places = places.And(side);
        }
        return new PlaceTest(axis, places);
    }

    private PlaceTest? Compare(ComparisonOperator op, BoundNode value, Value constant, FactType type)
    {
        if (Axis(value) is not { } axis) return null;
        var ordered = op is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual);
        if (ordered && value.Type.Kind == ValueKind.Text && type is not EnumType) return null;
        return Of(op, axis, constant) is { } places ? new PlaceTest(axis, places) : null;
    }

    private static Places? Of(ComparisonOperator op, Axis axis, Value constant)
    {
        if (axis.First(constant, beyond: false) is not { } at || axis.First(constant, beyond: true) is not { } behind) return null;
        return op switch
        {
            ComparisonOperator.GreaterOrEqual => Places.Between(at, Compilation.Axis.End),
            ComparisonOperator.Greater => Places.Between(behind, Compilation.Axis.End),
            // Null is less than nothing.
            ComparisonOperator.Less => Places.Between(axis.Lowest, at),
            ComparisonOperator.LessOrEqual => Places.Between(axis.Lowest, behind),
            ComparisonOperator.Equal => Places.Between(at, behind),
            _ => Places.Between(at, behind).Not(),
        };
    }

    private Axis? Axis(BoundNode node) => scalars.Compile(node)?.Axis;

    private static Value? Constant(BoundNode node) => node switch
    {
        BoundConstant { Value.IsPresent: true } constant => constant.Value,
        BoundSymbol { Symbol: ParameterSymbol { Value.IsPresent: true } parameter } => parameter.Value,
        _ => null,
    };

    // One text for conditions that are the same; a condition of another shape is like no other.
    private string KeyOf(BoundNode node) => node switch
    {
        BoundConstant constant => $"{constant.Value.Kind}:{constant.Value.GetHashCode()}:{(constant.Value.Kind <= ValueKind.Text && constant.Value.IsPresent ? ScalarText.Write(constant.Value) : Unique())}",
        BoundSymbol symbol => symbol.Symbol switch
        {
            FactSymbol fact => $"fact {fact.Index}",
            LocalSymbol local => $"local {local.Slot}",
            _ => symbol.Symbol.Name,
        },
        BoundMember member => $"{KeyOf(member.Target)}.{member.Index}",
        BoundComparison c => $"({KeyOf(c.Left)} {c.Operator} {KeyOf(c.Right)})",
        BoundIn i => $"({KeyOf(i.Value)} in {KeyOf(i.List)})",
        BoundList list => $"[{string.Join("; ", list.Items.Select(KeyOf))}]",
        BoundNot not => $"not {KeyOf(not.Operand)}",
        BoundLogical l => $"({KeyOf(l.Left)} {(l.IsAnd ? "and" : "or")} {KeyOf(l.Right)})",
        _ => Unique(),
    };

    private string Unique() => $"#{++_others}";
}
