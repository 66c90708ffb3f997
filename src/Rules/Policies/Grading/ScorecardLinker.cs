using System.Collections.Immutable;
using System.Globalization;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Expressions.Functions;
using CrmWorkflows.Rules.Expressions.Syntax;
using CrmWorkflows.Rules.Facts.Types;

namespace CrmWorkflows.Rules.Policies.Grading;

/// <summary>Links a scorecard, and holds its sums and bands together.</summary>
internal sealed class ScorecardLinker(EnumType? tiers, LinkContext context)
{
    private readonly ValueLinker _values = new(context);

    public ScorecardParts? Link(ScorecardEntry entry)
    {
        try
        {
            return LinkChecked(entry);
        }
        catch (OverflowException)
        {
            context.Diagnostics.Add(EvaluationDiagnostics.Overflow, entry.Total.Span);
            return null;
        }
    }

    private ScorecardParts? LinkChecked(ScorecardEntry entry)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var criterion in entry.Criteria)
            if (!names.Add(criterion.Name)) context.Diagnostics.Add(GradingDiagnostics.NameTwice, criterion.Span, criterion.Name);
        var linked = entry.Criteria.Select(Link).ToArray();
        if (linked.Length == 0) context.Diagnostics.Add(GradingDiagnostics.NoTiers, entry.Span);
        if (linked.Length == 0 || linked.Any(c => c is null)) return null;
        ImmutableArray<Criterion> criteria = [.. linked!];

        var total = Total(entry.Total);
        if (criteria.Any(c => c.Weight is not null) != criteria.All(c => c.Weight is not null))
        {
            context.Diagnostics.Add(GradingDiagnostics.SomeWeights, entry.Span with { Length = 1 }, string.Join(", ", criteria.Where(c => c.Weight is null).Select(c => c.Name)));
            return null;
        }
        var checkedAtLoad = total is null || (criteria[0].Weight is null ? CheckPoints(criteria, total.Value, entry) : CheckWeights(criteria, total.Value, entry));

        var score = context.Scope.NewLambdaParameter("score", ScalarType.Decimal) with { Label = TextCatalog.Rules.Find("grading.score.label") };
        var value = new BoundSymbol(new NameSyntax(default, "score"), score);
        if (entry.Bands is null) return new ScorecardParts(criteria, entry.Round, [], score.Slot, checkedAtLoad ? null : total, true);
        var bandsNode = (JsonObjectNode)((JsonObjectNode)entry.Node)["bands"]!;
        if (bandsNode.Members.IsEmpty)
        {
            context.Diagnostics.Add(GradingDiagnostics.NoTiers, bandsNode.Span);
            return null;
        }
        if (Bands.Link(bandsNode, value, Tier, context) is not { } bands) return null;
        var isComplete = Bands.Check(bands, value, score.Label!, bandsNode.Span with { Length = 1 }, RangeOf(criteria, entry.Round), context);
        return new ScorecardParts(criteria, entry.Round, bands, score.Slot, checkedAtLoad ? null : total, isComplete);
    }

    private Criterion? Link(CriterionEntry entry)
    {
        var weight = entry.Weight is null ? null : _values.Link(entry.Weight, ScalarType.Decimal, entry.Label);
        if (entry.Weight is not null && weight is null) return null;
        switch (entry)
        {
            case { Points: { } points, Value: null, Bands: null }:
                return Points(points, entry) is { } formula ? new Criterion(entry.Name, entry.Label, null, -1, [], formula, weight, entry.Clause, entry.Span) : null;
            case { Points: null, Value: { } text, Bands: not null }:
                if (context.Formula(text) is not { } value) return null;
                var local = context.Scope.NewLambdaParameter(entry.Name, value.Type) with { Label = entry.Label, Unit = (value.Tree as BoundSymbol)?.Symbol.Unit };
                var seen = new BoundSymbol(new NameSyntax(default, entry.Name), local);
                var node = (JsonObjectNode)((JsonObjectNode)entry.Node)["bands"]!;
                if (Bands.Link(node, seen, n => Points(n, entry), context) is not { } bands) return null;
                Bands.Check(bands, seen, entry.Label, node.Span with { Length = 1 }, null, context);
                return new Criterion(entry.Name, entry.Label, value, local.Slot, bands, null, weight, entry.Clause, entry.Span);
            default:
                context.Diagnostics.Add(GradingDiagnostics.CriterionShape, entry.Span with { Length = 1 }, entry.Name);
                return null;
        }
    }

    private Formula? Points(JsonSourceNode node, CriterionEntry entry) => _values.Link(node, ScalarType.Decimal, entry.Label);

    private string? Tier(JsonSourceNode node)
    {
        var codes = tiers!.Declaration.Members.Select(m => m.Code);
        if (node is JsonTextNode text && tiers.Declaration.Canonical(text.Value) is { } code) return code;
        var written = node is JsonTextNode wrong ? wrong.Value : node.Excerpt();
        context.Diagnostics.Add(GradingDiagnostics.UnknownTier, node.Span, written, tiers.BaseName, Suggestion.Phrase(written, codes));
        return null;
    }

    private decimal? Total(JsonSourceNode node)
    {
        if (_values.Link(node, ScalarType.Decimal, TextCatalog.Rules.Find("grading.total.label")!) is not { } formula) return null;
        if (Constants.TryRead(formula.Tree, out var value) && value.IsPresent) return value.AsDecimal();
        context.Diagnostics.Add(GradingDiagnostics.TotalNotConstant, node.Span, node.Excerpt());
        return null;
    }

    private bool CheckWeights(ImmutableArray<Criterion> criteria, decimal total, ScorecardEntry entry)
    {
        var sum = 0m;
        foreach (var criterion in criteria)
        {
            if (!Constants.TryRead(criterion.Weight!.Tree, out var weight) || !weight.IsPresent) return false;
            sum += weight.AsDecimal();
        }
        if (sum != total) context.Diagnostics.Add(GradingDiagnostics.WeightSum, entry.Total.Span, Written(sum), Written(total));
        return true;
    }

    private bool CheckPoints(ImmutableArray<Criterion> criteria, decimal total, ScorecardEntry entry)
    {
        var highest = criteria.Select(c => PointsOf(c)?.Max).ToArray();
        // Points by expression are not bounded by the document: nothing can be held against the total.
        if (highest.All(h => h is not null) && highest.Sum() is { } sum && sum != total)
            context.Diagnostics.Add(GradingDiagnostics.PointSum, entry.Total.Span, Written(sum), Written(total));
        return true;
    }

    private static ScoreRange RangeOf(ImmutableArray<Criterion> criteria, RoundingEntry? round)
    {
        decimal? min = 0m, max = 0m;
        foreach (var criterion in criteria)
        {
            if (PointsOf(criterion) is not { } points || (criterion.Weight is not null && !Constants.TryRead(criterion.Weight.Tree, out _)))
            {
                min = max = null;
                break;
            }
            var weight = criterion.Weight is not null && Constants.TryRead(criterion.Weight.Tree, out var w) && w.IsPresent ? w.AsDecimal() : 1m;
            min += Math.Min(points.Min * weight, points.Max * weight);
            max += Math.Max(points.Min * weight, points.Max * weight);
        }
        decimal? Rounded(decimal? value) => value is { } v && round is not null ? NumberFunctions.Round(v, round.Scale, PartShape.Camel(round.Mode.ToString())) : value;
        return new ScoreRange(Rounded(min), Rounded(max), round?.Scale);
    }

    // Smallest and largest points that the bands give; null when that depends on facts.
    private static (decimal Min, decimal Max)? PointsOf(Criterion criterion)
    {
        (decimal Min, decimal Max)? range = null;
        foreach (var formula in criterion.Points is { } single ? [single] : criterion.Bands.Select(b => b.Gives))
        {
            if (!Constants.TryRead(formula.Tree, out var points) || !points.IsPresent) return null;
            var p = points.AsDecimal();
            range = range is { } r ? (Math.Min(r.Min, p), Math.Max(r.Max, p)) : (p, p);
        }
        return range;
    }

    private static string Written(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);
}
