using System.Collections.Immutable;
using System.Linq.Expressions;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Deciding.Fusing;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Compilation;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Expressions.Functions;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.Grading;

/// <summary>
/// Makes a scorecard part of one delegate for the whole document: the bands of each criterion as a tree of questions, the weighted points as whole
/// numbers of their common scale, so that the sum is exact without decimal arithmetic.
/// </summary>
internal sealed class ScorecardFuser(ScorecardParts card, RecordType type, BodyFuser fuser)
{
    private readonly int _tier = type.MemberNames.IndexOf("tier");
    private readonly int _score = type.MemberNames.IndexOf("score");

    public ImmutableArray<Scalar?>? Fuse()
    {
        // Points by criterion are records; they are left to the ordinary evaluation.
        if (card.WeightTotal is not null || Enumerable.Range(_score + 1, type.Members.Length - _score - 1).Any(fuser.Wants)) return null;
        var products = new List<decimal[]>();
        foreach (var criterion in card.Criteria)
        {
            if (Products(criterion) is not { } known) return null;
            products.Add(known);
        }
        if (FixedPoint.ScaleOf([.. products.SelectMany(p => p)]) is not { } scale) return null;
        var units = fuser.Variable(typeof(long), "score");
        fuser.Add(Expression.Assign(units, Expression.Constant(0L)));
        for (var i = 0; i < card.Criteria.Length; i++)
        {
            var criterion = card.Criteria[i];
            if (criterion.Value is null)
            {
                fuser.Add(Add(units, products[i][0], scale));
                continue;
            }
            var (slot, given) = (criterion.Slot, products[i]);
            if (!fuser.TryDefine(slot, criterion.Value.Tree)) return null;
            if (Steps(criterion.Bands, given, scale) is { } steps)
            {
                fuser.Add(Expression.AddAssign(units, steps.Code()));
                continue;
            }
            if (Find(criterion.Bands, b => Add(units, given[b], scale), fuser.Leave) is not { } search) return null;
            fuser.Add(search);
        }
        var score = FixedPoint.Decimal(units, scale);
        if (card.Round is { } round && round.Scale < scale)
        {
            score = fuser.Held(new Scalar(ValueKind.Decimal, Expression.Call(typeof(NumberFunctions), nameof(NumberFunctions.Round), null,
                score.Code, Expression.Constant(round.Scale), Expression.Constant(PartShape.Camel(round.Mode.ToString())))), "rounded");
        }
        if (_tier < 0) return [score];
        if (!fuser.Wants(_tier)) return [null, score];
        fuser.Define(card.ScoreSlot, score);
        var tier = fuser.Variable(typeof(string), "tier");
        BinaryExpression Set(string? code) => Expression.Assign(tier, Expression.Constant(code, typeof(string)));
        if (Find(card.Tiers, b => Set(card.Tiers[b].Gives), () => Set(null)) is not { } grade) return null;
        fuser.Add(grade);
        var isNull = type.Members[_tier].Type.IsNullable ? Expression.Equal(tier, Expression.Constant(null)) : null;
        return [new Scalar(ValueKind.Text, tier) { IsNull = isNull, IsSimple = true }, score];
    }

    // Points that depend on one value and constant bounds.
    private Steps? Steps(ImmutableArray<Band<Expressions.Formula>> bands, decimal[] products, int scale)
    {
        var reader = new TestReader(fuser.Scalars);
        var first = new List<(Places, long)>();
        Axis? axis = null;
        long? rest = null;
        for (var i = 0; i < bands.Length; i++)
        {
            var number = FixedPoint.Units(products[i], scale);
            if (bands[i].Test is not { } test)
            {
                rest = number;
                continue;
            }
            var tests = new List<Test>();
            if (!reader.TryRead(test.Tree, tests) || tests is not [PlaceTest place] || !ReferenceEquals(axis ??= place.Axis, place.Axis)) return null;
            first.Add((place.Places, number));
        }
        return axis is null ? null : Expressions.Compilation.Steps.Of(axis, first, rest);
    }

    // The band without a test takes what no other takes, wherever it stands.
    private Expression? Find<T>(ImmutableArray<Band<T>> bands, Func<int, Expression> onBand, Func<Expression> onNone)
    {
        var tested = Enumerable.Range(0, bands.Length).Where(b => bands[b].Test is not null).ToArray();
        var rest = Array.FindLastIndex([.. bands], b => b.Test is null);
        var rows = tested.Select(b => (IReadOnlyList<BoundNode>)[bands[b].Test!.Tree]).ToArray();
        return fuser.First(rows, i => onBand(tested[i]), rest < 0 ? onNone : () => onBand(rest));
    }

    private static Expression Add(ParameterExpression units, decimal product, int scale) => product == 0
        ? Expression.Empty()
        : Expression.AddAssign(units, Expression.Constant(FixedPoint.Units(product, scale)));

    // Points times weight of each band; null when they depend on facts.
    private static decimal[]? Products(Criterion criterion)
    {
        var weight = 1m;
        if (criterion.Weight is { } formula && Known(formula.Tree, out weight) is false) return null;
        var points = criterion.Points is { } single ? [single] : criterion.Bands.Select(b => b.Gives).ToArray();
        var products = new decimal[points.Length];
        for (var i = 0; i < points.Length; i++)
        {
            if (!Known(points[i].Tree, out var given)) return null;
            try
            {
                products[i] = given * weight;
            }
            catch (OverflowException)
            {
                return null;
            }
        }
        return products;
    }

    private static bool Known(BoundNode node, out decimal number)
    {
        var isKnown = Constants.TryRead(node, out var value) && value.IsNumber;
        number = isKnown ? value.AsDecimal() : 0;
        return isKnown;
    }
}
