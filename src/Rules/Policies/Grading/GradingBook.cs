using CrmWorkflows.Rules.Deciding.Books;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Facts.Types;

namespace CrmWorkflows.Rules.Policies.Grading;

/// <summary>What a grading says as a person reads it: the ladder, the scorecard, the ranking, and what may change the tier.</summary>
internal sealed class GradingBook(GradingDocument grading, BookPage page)
{
    private readonly FactType? _tiers = page.Type(grading.Tiers);

    public void Write()
    {
        if (grading.Ladder is { } ladder) Ladder(ladder);
        if (grading.Scorecard is { } card) Scorecard(card);
        if (grading.Ranking is { } ranking) Ranking(ranking);
        if (grading.Moves is { } moves) page.Say("grading.book.moves", page.Words(moves.History));
        if (grading.Review is { } review) page.Say(review.KeepsTier ? "grading.book.reviewKeeps" : "grading.book.review", page.Words(review.Last), page.Words(review.Every));
        if (grading.Protection is { } protection) Protection(protection);
        if (grading.Override is { } by) page.Say("grading.book.override", page.Words(by.Tier), page.Words(by.Reason), page.Words(by.Until));
    }

    private void Ladder(IReadOnlyList<TierEntry> ladder)
    {
        page.Say("grading.book.ladder");
        page.Table([page.Text("grading.book.tier"), page.Text("book.condition")],
            ladder.Select(t => new[] { page.Code(t.Tier, _tiers), t.When is { } when ? page.Words(when) : page.Text("book.rest") }));
        foreach (var tier in ladder)
            if (tier.Note is { } note) page.Say("grading.book.note", page.Code(tier.Tier, _tiers), note);
    }

    private void Scorecard(ScorecardEntry card)
    {
        page.Say("grading.book.card", page.Value(card.Total));
        foreach (var criterion in card.Criteria) Criterion(criterion);
        if (card.Round is { } round) page.Say("book.round", round.Scale, page.Text("choice." + PartShape.Camel(round.Mode.ToString())));
        if (card.Bands is null) return;
        page.Say("grading.book.bands");
        page.Table([page.Text("grading.score.label"), page.Text("grading.book.tier")],
            Members(card, "bands").Select(m => new[] { page.Cell(m.NameSpan, "book.otherwise"), m.Value is JsonTextNode code ? page.Code(code.Value, _tiers) : page.Text("value.null") }));
    }

    private void Criterion(CriterionEntry criterion)
    {
        var name = criterion.Label.In(page.Language);
        if (criterion.Weight is { } weight) name = page.Text("grading.book.weighted", name, page.Value(weight));
        if (criterion.Bands is null)
        {
            page.Say("grading.book.points", name, criterion.Points is { } points ? page.Value(points) : page.Text("value.null"));
            return;
        }
        page.Say("grading.book.criterion", name, criterion.Value is { } value ? page.Words(value) : page.Text("value.null"));
        page.Table([page.Text("grading.book.band"), page.Text("grading.book.pointsOf")],
            Members(criterion, "bands").Select(m => new[] { page.Cell(m.NameSpan, "book.otherwise"), page.Value(m.Value) }));
    }

    private void Ranking(RankingEntry ranking)
    {
        page.Say("grading.book.ranking." + ranking.Order, page.Words(ranking.Population));
        page.Table([page.Text("grading.book.tier"), page.Text("grading.book.group")], ranking.Groups.Select(g => new[]
        {
            page.Code(g.Tier, _tiers),
            g.Share is { } share ? page.Text("grading.book.share", page.Words(share))
                : g.Portion is { } portion ? page.Text("grading.book.portion", page.Words(portion))
                : g.Quota is { } quota ? page.Text("grading.book.quota", page.Words(quota))
                : page.Text("book.rest"),
        }));
        page.Say("grading.book.ties." + ranking.Ties);
    }

    private void Protection(ProtectionEntry protection)
    {
        if (protection.When is { } when) page.Say("grading.book.protectedWhen", page.Words(when));
        page.Say("grading.book.protectedUntil", protection.Until);
        page.Say("grading.book.maxSteps", protection.MaxSteps);
    }

    private static IEnumerable<JsonMember> Members(DocumentPart part, string property) => ((JsonObjectNode)((JsonObjectNode)part.Node)[property]!).Members;
}
