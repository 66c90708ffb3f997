using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Deciding.Fusing;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Explanations;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Compilation;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Expressions.Functions;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Facts.Writing;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.Grading;

/// <summary>
/// Adds the weighted points of all criteria and finds the tier of the sum. All criteria are looked at, so that everything missing is named.
/// <see cref="Card"/> is readable for whoever compiles it.
/// </summary>
internal sealed class ScorecardBody : KindBody
{
    private readonly EnumType? _tiers;
    private readonly RecordType _numbers;
    private readonly RecordType _bands;

    public ScorecardBody(EnumType? tiers, ScorecardParts card)
    {
        _tiers = tiers;
        Card = card;
        _numbers = TypeRules.RecordOf([.. card.Criteria.Select(c => new RecordMember(c.Name, ScalarType.Decimal, c.Label))]);
        _bands = TypeRules.RecordOf([.. card.Criteria.Where(c => c.Value is not null).Select(c => new RecordMember(c.Name, ScalarType.Text, c.Label))]);
        ImmutableArray<RecordMember> members =
        [
            .. tiers is null ? ImmutableArray<RecordMember>.Empty : [new("tier", card.IsComplete ? tiers.NotNull() : tiers.OrNull())],
            new("score", ScalarType.Decimal, TextCatalog.Rules.Find("grading.score.label")),
            new("points", _numbers),
        ];
        if (card.HasWeights) members = members.Add(new RecordMember("weighted", _numbers));
        if (!_bands.Members.IsEmpty) members = members.Add(new RecordMember("bands", _bands));
        ResultType = TypeRules.RecordOf(members);
    }

    public ScorecardParts Card { get; }

    public override RecordType ResultType { get; }

    public override IEnumerable<CoveragePoint> CoveragePoints =>
        Card.Criteria.SelectMany(c => c.Bands.Select(b => new CoveragePoint($"{c.Name}: {b.Heading}", b.Span)))
            .Concat(Card.Tiers.DistinctBy(t => t.Gives).Select(t => new CoveragePoint(t.Gives, t.Span)));

    public override IEnumerable<string> Reached(Value result)
    {
        var record = result.AsRecord();
        if (record["bands"] is { IsPresent: true } bands)
            foreach (var member in _bands.Members)
                yield return $"{member.Name}: {bands.AsRecord()[member.Name].AsText()}";
        if (record["tier"] is { IsPresent: true } tier) yield return tier.AsText();
    }

    public override ImmutableArray<Scalar?>? Fuse(BodyFuser fuser) => new ScorecardFuser(Card, ResultType, fuser).Fuse();

    public override Value Decide(EvaluationContext context)
    {
        try
        {
            return Compute(context);
        }
        catch (OverflowException)
        {
            throw new EvaluationFault(EvaluationDiagnostics.Overflow);
        }
    }

    private Value Compute(EvaluationContext context)
    {
        var builder = ExplanationBuilder.Of(context);
        var points = new Value[Card.Criteria.Length];
        var weighted = new Value[Card.Criteria.Length];
        var headings = ImmutableArray.CreateBuilder<Value>(_bands.Members.Length);
        Value unknown = Value.Null;
        decimal score = 0, weights = 0;
        for (var i = 0; i < points.Length; i++)
        {
            var criterion = Card.Criteria[i];
            builder?.Begin();
            var given = Points(criterion, context, out var band);
            var weight = criterion.Weight is null ? Value.Of(1m) : criterion.Weight.Evaluate(context);
            if (given.IsMissing || weight.IsMissing)
            {
                unknown = unknown.IsMissing ? Operators.Missing(unknown, Operators.Missing(given, weight)) : Operators.Missing(given, weight);
                builder?.End("explain.condition", criterion.Span, null, criterion.Clause, criterion.Label);
                continue;
            }
            if (!given.IsPresent || !weight.IsPresent) throw new EvaluationFault(GradingDiagnostics.NoBand, criterion.Label, LocalizedText.Same(""));
            points[i] = Value.Of(given.AsDecimal());
            weighted[i] = Value.Of(given.AsDecimal() * weight.AsDecimal());
            if (band is not null) headings.Add(Value.Of(band.Heading));
            (score, weights) = (score + weighted[i].AsDecimal(), weights + weight.AsDecimal());
            builder?.End(criterion.Weight is null ? "grading.criterion" : "grading.criterion.weighted", criterion.Span, null, criterion.Clause,
                criterion.Label, Number(points[i]), Number(weight), Number(weighted[i]));
        }
        if (unknown.IsMissing) return unknown;
        if (Card.WeightTotal is { } total && weights != total) throw new EvaluationFault(GradingDiagnostics.WeightSum, Number(Value.Of(weights)), Number(Value.Of(total)));
        if (Card.Round is { } round) score = NumberFunctions.Round(score, round.Scale, PartShape.Camel(round.Mode.ToString()));
        var tier = Tier(score, context, builder);
        if (tier.IsMissing) return tier;
        var values = ImmutableArray.CreateBuilder<Value>(ResultType.Members.Length);
        if (_tiers is not null) values.Add(tier);
        values.Add(Value.Of(score));
        values.Add(Value.Of(new ValueRecord(_numbers.MemberNames, [.. points])));
        if (Card.HasWeights) values.Add(Value.Of(new ValueRecord(_numbers.MemberNames, [.. weighted])));
        if (!_bands.Members.IsEmpty) values.Add(Value.Of(new ValueRecord(_bands.MemberNames, headings.ToImmutable())));
        return Value.Of(new ValueRecord(ResultType.MemberNames, values.ToImmutable()));
    }

    private static Value Points(Criterion criterion, EvaluationContext context, out Band<Expressions.Formula>? band)
    {
        band = null;
        if (criterion.Points is { } formula) return formula.Evaluate(context);
        var value = criterion.Value!.Evaluate(context);
        context.Locals[criterion.Slot] = value;
        if (value.IsMissing) return value;
        band = Bands.Find(criterion.Bands, context, out var unknown);
        if (unknown.IsMissing) return unknown;
        if (band is null) throw new EvaluationFault(GradingDiagnostics.NoBand, criterion.Label, ValueText.Of(value, criterion.Value.Type));
        return band.Gives.Evaluate(context);
    }

    private Value Tier(decimal score, EvaluationContext context, ExplanationBuilder? builder)
    {
        context.Locals[Card.ScoreSlot] = Value.Of(score);
        builder?.Add("grading.score", SourceSpan.None, null, null, Number(Value.Of(score)));
        if (_tiers is null) return Value.Null;
        builder?.Begin();
        var band = Bands.Find(Card.Tiers, context, out var unknown);
        if (band is null) builder?.End("grading.none", SourceSpan.None, null, null);
        else builder?.End("grading.tier", band.Span, true, null, _tiers.Declaration.LabelOf(band.Gives));
        return unknown.IsMissing ? unknown : Value.Of(band?.Gives);
    }

    private static LocalizedText Number(Value value) => ValueText.Of(value, ScalarType.Decimal);
}
