using System.Collections.Immutable;
using System.Linq.Expressions;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Fusing;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Explanations;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Compilation;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.Grading;

internal sealed record LadderTier(string Code, Formula When, bool IsRest, string? Clause, SourceSpan Span);

/// <summary>The first tier from the top whose condition holds; null when none does. A condition that misses a fact stops the search.</summary>
internal sealed class LadderBody : KindBody
{
    private readonly EnumType _tiers;
    private readonly ImmutableArray<LadderTier> _ladder;
    private readonly ImmutableArray<Value> _results;
    private readonly Value _none;

    public LadderBody(EnumType tiers, ImmutableArray<LadderTier> ladder, bool isTotal)
    {
        _tiers = tiers;
        _ladder = ladder;
        ResultType = TypeRules.RecordOf([new RecordMember("tier", isTotal ? tiers.NotNull() : tiers.OrNull())]);
        _results = [.. ladder.Select(t => Result(Value.Of(tiers.Declaration.Canonical(t.Code))))];
        _none = Result(Value.Null);
    }

    public override RecordType ResultType { get; }

    public override IEnumerable<CoveragePoint> CoveragePoints => _ladder.Select(t => new CoveragePoint(t.Code, t.Span));

    public override IEnumerable<string> Reached(Value result) =>
        result.AsRecord().Values[0] is { IsPresent: true } tier ? [tier.AsText()] : [];

    public override Value Decide(EvaluationContext context)
    {
        var builder = ExplanationBuilder.Of(context);
        for (var i = 0; i < _ladder.Length; i++)
        {
            var tier = _ladder[i];
            builder?.Begin();
            var holds = tier.When.Evaluate(context);
            builder?.End(tier.IsRest ? "grading.tier.rest" : "grading.tier", tier.Span, holds.IsTrue ? true : holds.IsMissing ? null : false, tier.Clause, _tiers.Declaration.LabelOf(tier.Code));
            if (holds.IsMissing) return holds;
            if (holds.IsTrue) return _results[i];
        }
        builder?.Add("grading.none", SourceSpan.None, null, null);
        return _none;
    }

    public override ImmutableArray<Scalar?>? Fuse(BodyFuser fuser)
    {
        var tier = fuser.Variable(typeof(string), "tier");
        BinaryExpression Set(string? code) => Expression.Assign(tier, Expression.Constant(code, typeof(string)));
        var rows = _ladder.Select(t => (IReadOnlyList<BoundNode>)[t.When.Tree]).ToArray();
        if (fuser.First(rows, i => Set(_tiers.Declaration.Canonical(_ladder[i].Code)), () => Set(null)) is not { } search) return null;
        fuser.Add(search);
        var isNull = ResultType.Members[0].Type.IsNullable ? Expression.Equal(tier, Expression.Constant(null)) : null;
        return [new Scalar(ValueKind.Text, tier) { IsNull = isNull, IsSimple = true }];
    }

    private Value Result(Value tier) => Value.Of(new ValueRecord(ResultType.MemberNames, [tier]));
}
