using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Explanations;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Facts.Writing;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.Grading;

/// <summary>
/// Orders a population and cuts it into leading groups. A group is the smallest that reaches its limit together with the groups above it;
/// what is equal at its edge follows the stated rule. Members without a value have no rank.
/// </summary>
internal sealed class RankingBody : KindBody
{
    private readonly EnumType _tiers;
    private readonly RankingParts _ranking;
    private readonly RecordType _member;

    public RankingBody(EnumType tiers, RankingParts ranking)
    {
        _tiers = tiers.NotNull() as EnumType ?? tiers;
        _ranking = ranking;
        var isTotal = ranking.Groups[^1].Measure == GroupMeasure.Rest;
        _member = TypeRules.RecordOf(
        [
            new("key", ranking.KeyType), new("value", ranking.ValueType), new("rank", ScalarType.Integer),
            new("cumulative", ranking.ValueType), new("tier", isTotal ? _tiers : _tiers.OrNull()),
        ]);
        ResultType = TypeRules.RecordOf(
        [
            new("groups", new MapType(_tiers, new ListType(ranking.KeyType))),
            new("ranked", new ListType(_member)),
            new("unranked", new ListType(ranking.KeyType)),
            new("total", ranking.ValueType),
        ]);
    }

    public override RecordType ResultType { get; }

    public override IEnumerable<CoveragePoint> CoveragePoints => _ranking.Groups.Select(g => new CoveragePoint(g.Tier, g.Span));

    public override IEnumerable<string> Reached(Value result)
    {
        var groups = result.AsRecord()["groups"].AsMap();
        return groups.Keys.Where(tier => groups[tier].AsList().Count > 0);
    }

    public override Value Decide(EvaluationContext context)
    {
        try
        {
            return Rank(context);
        }
        catch (OverflowException)
        {
            throw new EvaluationFault(EvaluationDiagnostics.Overflow);
        }
    }

    private Value Rank(EvaluationContext context)
    {
        var population = _ranking.Population.Evaluate(context);
        if (population.IsMissing) return population;
        var (members, unranked, unknown) = Members(population, context);
        if (unknown.IsMissing) return unknown;
        var descending = _ranking.Order == RankingOrder.HighestFirst ? -1 : 1;
        members.Sort((a, b) => a.Value != b.Value ? descending * a.Value.CompareTo(b.Value) : string.CompareOrdinal(a.Key, b.Key));

        var total = members.Sum(m => m.Value);
        var tierOf = new string?[members.Count];
        var builder = ExplanationBuilder.Of(context);
        var taken = 0;
        foreach (var group in _ranking.Groups)
        {
            builder?.Begin();
            var limit = group.Limit?.Evaluate(context) ?? Value.Null;
            if (limit.IsMissing) return limit;
            var end = Math.Max(taken, AtEdge(members, Reach(group, limit, members, total), taken, group.Measure));
            for (var i = taken; i < end; i++) tierOf[i] = group.Tier;
            builder?.End(Phrase(group.Measure), group.Span, null, group.Clause, _tiers.Declaration.LabelOf(group.Tier), TextOf(limit, group), end - taken);
            taken = end;
        }
        return Result(members, tierOf, unranked, total);
    }

    private (List<Member> Members, List<string> Unranked, Value Unknown) Members(Value population, EvaluationContext context)
    {
        List<Member> members = [];
        List<string> unranked = [];
        Value unknown = Value.Null;
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, value) in Entries(population))
        {
            context.Step();
            if (key.IsMissing || value.IsMissing)
            {
                unknown = unknown.IsMissing ? Operators.Missing(unknown, Operators.Missing(key, value)) : Operators.Missing(key, value);
                continue;
            }
            var name = key.IsNull ? "" : key.AsText();
            if (!names.Add(name)) throw new EvaluationFault(GradingDiagnostics.MemberTwice, name);
            if (value.IsNull) unranked.Add(name);
            else members.Add(new Member(name, value.AsDecimal()));
        }
        return (members, unranked, unknown);
    }

    private IEnumerable<(Value Key, Value Value)> Entries(Value population)
    {
        if (population.IsNull) return [];
        if (_ranking.Key < 0) return population.AsMap().Keys.Select(k => (Value.Of(k), population.AsMap()[k]));
        return population.AsList().Items.Where(i => i.IsPresent).Select(i => (i.AsRecord().Values[_ranking.Key], i.AsRecord().Values[_ranking.By]));
    }

    // How many members the smallest leading group has that reaches the limit.
    private static int Reach(RankingGroup group, Value limit, List<Member> members, decimal total)
    {
        if (group.Measure == GroupMeasure.Rest) return members.Count;
        if (!limit.IsPresent) return 0;
        switch (group.Measure)
        {
            case GroupMeasure.Quota: return (int)Math.Clamp(limit.AsInteger(), 0, members.Count);
            case GroupMeasure.Portion: return (int)Math.Clamp(decimal.Ceiling(limit.AsDecimal() * members.Count), 0, members.Count);
            default:
                // Nothing is a share of nothing.
                var wanted = limit.AsDecimal() * total;
                if (wanted <= 0) return 0;
                var sum = 0m;
                for (var i = 0; i < members.Count; i++)
                    if ((sum += members[i].Value) >= wanted) return i + 1;
                return members.Count;
        }
    }

    private int AtEdge(List<Member> members, int end, int start, GroupMeasure measure)
    {
        bool IsTie(int i) => i > 0 && i < members.Count && members[i - 1].Value == members[i].Value;
        if (end <= start || measure == GroupMeasure.Rest || _ranking.Ties == RankingTies.ByKey || !IsTie(end)) return end;
        if (_ranking.Ties == RankingTies.Include)
        {
            while (IsTie(end)) end++;
        }
        else
        {
            while (end > start && IsTie(end)) end--;
        }
        return end;
    }

    private Value Result(List<Member> members, string?[] tierOf, List<string> unranked, decimal total)
    {
        var groups = _ranking.Groups.Select(g => KeyValuePair.Create(g.Tier, Value.List([.. members.Where((_, i) => tierOf[i] == g.Tier).Select(m => Value.Of(m.Key))])));
        var none = _tiers.Declaration.Members.Where(m => _ranking.Groups.All(g => g.Tier != m.Code)).Select(m => KeyValuePair.Create(m.Code, Value.List()));
        var ranked = ImmutableArray.CreateBuilder<Value>(members.Count);
        var (sum, rank) = (0m, 0L);
        for (var i = 0; i < members.Count; i++)
        {
            sum += members[i].Value;
            // Equal values share the better rank.
            if (i == 0 || members[i].Value != members[i - 1].Value) rank = i + 1;
            ranked.Add(Value.Of(new ValueRecord(_member.MemberNames, [Value.Of(members[i].Key), Number(members[i].Value), Value.Of(rank), Number(sum), Value.Of(tierOf[i])])));
        }
        return Value.Of(new ValueRecord(ResultType.MemberNames,
            [Value.Of(new ValueMap(groups.Concat(none))), Value.Of(new ValueList(ranked.ToImmutable())), Value.List([.. unranked.Select(k => Value.Of(k))]), Number(total)]));
    }

    private Value Number(decimal value) => _ranking.ValueType.Kind == ValueKind.Integer ? Value.Of((long)value) : Value.Of(value);

    private static string Phrase(GroupMeasure measure) => measure switch
    {
        GroupMeasure.Share => "grading.group.share",
        GroupMeasure.Portion => "grading.group.portion",
        GroupMeasure.Quota => "grading.group.quota",
        _ => "grading.group.rest",
    };

    private static LocalizedText TextOf(Value limit, RankingGroup group)
    {
        var type = group.Measure == GroupMeasure.Quota ? ScalarType.Integer : ScalarType.Percentage;
        return ValueText.Of(limit, type);
    }

    private readonly record struct Member(string Key, decimal Value);
}
