using CrmWorkflows.Rules.Deciding.Books;
using CrmWorkflows.Rules.Deciding.Documents;

namespace CrmWorkflows.Rules.Policies.PenaltySchedule;

/// <summary>What a penalty schedule says as a person reads it.</summary>
internal sealed class PenaltyScheduleBook(PenaltyScheduleDocument schedule, BookPage page)
{
    public void Write()
    {
        if (schedule.When is { } when) page.Say(schedule.Sense == Sense.Reward ? "penalty.book.whenReward" : "penalty.book.when", page.Words(when));
        if (schedule.Exempt is { } exempt) page.Say("penalty.book.exempt", page.Words(exempt));
        if (schedule.Cancelled is { } cancelled) page.Say("penalty.book.cancelled", page.Words(cancelled));
        page.Say("penalty.book.number", schedule.Number);
        if (schedule.Ledger is { } ledger)
        {
            if (schedule.Window is { } window) page.Say("penalty.book.ledgerWindow", page.Words(ledger), page.Words(window));
            else page.Say("penalty.book.ledger", page.Words(ledger));
        }
        page.Say("penalty.book.attempts", schedule.Attempts);
        page.Say("penalty.book.quantity", schedule.Quantity);
        if (schedule.Steps.Count > 0) Steps(schedule.Steps, schedule.Beyond, schedule.ReferTo);
        if (schedule.OneOf.Count > 0) Choice("penalty.book.oneOf", schedule.OneOf);
        if (schedule.AllOf.Count > 0) Choice("penalty.book.allOf", schedule.AllOf);
        if (schedule.Share is { } share) page.Say("penalty.book.share", Share(share));
    }

    private void Steps(IReadOnlyList<MeasureEntry> steps, Beyond? beyond, string? referTo)
    {
        var rows = steps.Select((s, i) => new[] { page.Text("penalty.book.nth", i + 1), Measure(s) }).ToList();
        if (beyond is { } after)
        {
            var text = referTo is null ? page.Text("penalty.book.beyond." + after) : page.Text("penalty.book.beyond.to", page.Code(referTo));
            rows.Add([page.Text("penalty.book.later", steps.Count + 1), text]);
        }
        page.Table([page.Text("penalty.book.occurrence"), page.Text("penalty.book.measure")], rows);
    }

    private void Choice(string intro, IReadOnlyList<MeasureEntry> entries)
    {
        page.Say(intro);
        page.Table([page.Text("book.condition"), page.Text("penalty.book.measure")],
            entries.Select(e => new[] { page.When(e.When), Measure(e) }));
        foreach (var group in entries.Where(e => e.Steps.Count > 0)) Steps(group.Steps, group.Beyond, group.ReferTo);
    }

    private string Measure(MeasureEntry entry)
    {
        var type = page.Type(schedule.MeasureType);
        var codes = entry.Measure is { } one ? [one] : entry.Measures ?? [];
        var parts = new List<string>();
        if (entry.Amount is { } amount) parts.Add(page.Text("penalty.book.amount", page.Words(amount)));
        if (entry.Points is { } points) parts.Add(page.Text("penalty.book.points", page.Words(points)));
        if (entry.Share is { } share) parts.Add(Share(share));
        if (entry.ReferTo is { } to && entry.Steps.Count == 0) parts.Add(page.Text("penalty.book.beyond.to", page.Code(to)));
        if (entry.Steps.Count > 0) parts.Add(page.Text("penalty.book.byNumber"));
        if (codes.Count > 0) parts.Insert(0, page.Joined(codes.Select(c => page.Code(c, type))));
        return parts.Count > 0 ? string.Join(page.Text("wording.comma"), parts) : entry.Label?.In(page.Language) ?? page.Text("value.null");
    }

    private string Share(ShareEntry share) => page.Text("penalty.book.shareOf", page.Words(share.Of), page.Words(share.Min), page.Words(share.Max), page.Words(share.Proposed));
}
