using CrmWorkflows.Rules.Deciding.Books;
using CrmWorkflows.Rules.Deciding.Documents;

namespace CrmWorkflows.Rules.Policies.ServiceLevel;

/// <summary>What a service level says as a person reads it: when its clocks start and run, its targets, and who hears of a miss.</summary>
internal sealed class ServiceLevelBook(ServiceLevelDocument service, BookPage page)
{
    public void Write()
    {
        page.Say("service.book.opened", service.Opened);
        if (service.StartsIn is { } starts) Time("service.book.startsIn", starts);
        if (service.RunsIn is { } runs) Time("service.book.runsIn", runs);
        Targets();
        if (service.Levels.Count > 0) Levels();
        if (service.Events is { } events) Events(events);
    }

    private void Time(string key, ClockTimeEntry time)
    {
        if (time.In is { } named) page.Say($"{key}.{named}");
        else if (time is { Opens: { } opens, Hours: { } hours }) page.Say(key + ".window", page.Words(opens), page.Words(hours));
    }

    private void Targets()
    {
        var columns = new List<(string Heading, Func<TargetEntry, string> Cell)>
        {
            (page.Text("service.book.target"), t => t.Label.In(page.Language)),
            (page.Text("service.book.limit"), t => page.Words(t.Limit)),
        };
        if (service.Targets.Any(t => t.When is not null)) columns.Add((page.Text("book.condition"), t => page.When(t.When)));
        if (service.Targets.Any(t => t.By is not null)) columns.Add((page.Text("service.book.by"), t => t.By is { } by ? page.Joined(page.Items(by) ?? [page.Words(by)]) : page.Text("book.any")));
        if (service.Targets.Any(t => t.Warn is not null)) columns.Add((page.Text("service.book.warn"), t => t.Warn is { } warn ? Warning(warn) : page.Text("value.null")));
        page.Table(columns.Select(c => c.Heading), service.Targets.Select(t => columns.Select(c => c.Cell(t))));
    }

    private string Warning(ExpressionText warn) =>
        page.Text(page.At(warn.Node)?.Type.Kind == Values.ValueKind.Decimal ? "service.book.warn.share" : "service.book.warn.before", page.Words(warn));

    private void Levels()
    {
        page.Say("service.book.levels");
        page.Table(
            [page.Text("service.book.level"), page.Text("service.book.target"), page.Text("service.book.at"), page.Text("service.book.notify")],
            service.Levels.Select(l => new[]
            {
                l.Label.In(page.Language),
                service.Targets.FirstOrDefault(t => t.Target == l.Target)?.Label.In(page.Language) ?? service.Targets[0].Label.In(page.Language),
                page.Text(page.At(l.At.Node)?.Type.Kind == Values.ValueKind.Decimal ? "service.book.at.share" : "service.book.at.after", page.Words(l.At)),
                Told(l),
            }));
    }

    private string Told(LevelEntry level)
    {
        var parts = level.Notify is { } notify ? (page.Items(notify) ?? [page.Words(notify)]).ToList() : [];
        parts.AddRange(level.Actions.Select(a => page.Code(a)));
        var told = page.Joined(parts);
        return level.When is { } when ? page.Text("service.book.told.when", told, page.Words(when)) : told;
    }

    private void Events(EventsEntry events)
    {
        var items = new List<string>();
        foreach (var pause in events.Pauses)
        {
            var which = pause.Targets.Count > 0 ? Names(pause.Targets) : page.Text("service.book.allTargets");
            items.Add(page.Text("service.book.pause", which, page.Code(pause.On), page.Code(pause.Until)));
        }
        if (events.Reclassified is { } reclassified) items.Add(page.Text("service.book.reclassified", page.Joined(reclassified.Facts.Select(f => page.NameOf(f)))));
        if (events.Reopened is { } reopened) items.Add(page.Text(reopened.FromZero ? "service.book.reopenedFromZero" : "service.book.reopened", Names(reopened.Targets)));
        if (events.Changed is not null) items.Add(page.Text("service.book.changed"));
        if (items.Count == 0) return;
        page.Say("service.book.events");
        page.List(items);
    }

    private string Names(IReadOnlyList<string> targets) =>
        page.Joined(targets.Select(t => service.Targets.FirstOrDefault(x => x.Target == t)?.Label.In(page.Language) ?? page.Code(t)));
}
