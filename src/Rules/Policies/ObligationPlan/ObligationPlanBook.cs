using CrmWorkflows.Rules.Deciding.Books;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Values;
using CrmWorkflows.Rules.Values.Time;

namespace CrmWorkflows.Rules.Policies.ObligationPlan;

/// <summary>What an obligation plan says as a person reads it: what is due, by when, and what follows what.</summary>
internal sealed class ObligationPlanBook(ObligationPlanDocument plan, BookPage page)
{
    public void Write()
    {
        if (plan.When is { } when) page.Say("obligation.book.when", page.Words(when));
        page.Say("obligation.book.by", plan.By);
        Due(plan.Due);
        page.Say("obligation.book.aim", plan.Target);
        if (plan.Window is { } window) Window(window);
        if (plan.Tasks is { } tasks) Tasks(tasks);
        if (plan.Steps.Count > 0) Steps();
        if (plan.Periods is { } periods) Periods(periods);
        if (plan.Quota is { } quota) Quota(quota);
        if (plan.Occasions is { } occasions) Occasions(occasions);
        if (plan.Done is { } done) Done(done);
        if (plan.Occasions is null) AsOf();
        // Early is only what has a first day; a duty without a condition, whose event has happened, is always required.
        var start = plan.Tasks?.From ?? plan.Tasks?.Due;
        var isAlways = plan.When is null && (plan.Due is not null || plan.Window is not null || (start is not null && page.At(start.Node)?.Type.IsNullable == false));
        page.Limit("state", [.. plan.Window is null ? [] : new[] { "early" }, "open", "met", "breached", .. isAlways ? [] : new[] { "notRequired" }]);
    }

    private void Window(WindowEntry window)
    {
        if (window.Year is { } year) page.Say("obligation.book.windowOf", page.Words(window.From), page.Words(window.To), page.Words(year));
        else page.Say("obligation.book.window", page.Words(window.From), page.Words(window.To));
    }

    private void Tasks(TasksEntry tasks)
    {
        if (tasks.List is { } list)
        {
            page.Say("obligation.book.tasks", list, isNumbered: false);
            Due(tasks.Due);
            page.Say("obligation.book.tasksDone", tasks.Done);
            return;
        }
        if (tasks.From is { } from) page.Say("obligation.book.offsets", page.Words(from));
        if (page.Entries(tasks.Offsets!) is { } entries)
            page.Table([page.Text("obligation.book.task"), page.Text("obligation.book.offset")], entries.Select(e => new[] { e.Key, e.Value }));
        else
            page.List([page.Words(tasks.Offsets!)]);
        page.Say("obligation.book.tasksDone", tasks.Done);
    }

    private void Due(ExpressionText? due)
    {
        if (due is null) return;
        var form = page.At(due.Node)?.Type.NotNull().Kind != ValueKind.Date ? ".moment" : page.CountsInDays(due) is { } inDays ? inDays ? ".days" : ".calendar" : "";
        page.Say("obligation.book.due" + form, due);
    }

    private void Done(ExpressionText done)
    {
        if (page.OptionalFact(done) is { Absent.IsNull: true } fact)
        {
            page.MarkAbsence(fact.Name);
            page.Say("obligation.book.doneOrNot", done);
        }
        else page.Say("obligation.book.done", done);
    }

    private void AsOf()
    {
        var given = page.Document.Facts.FirstOrDefault(f => f.Name == "asOf");
        var type = plan.AsOf is { } at ? page.At(at.Node)?.Type.NotNull() : given?.Type.NotNull();
        var key = type?.Kind == ValueKind.Instant ? "obligation.book.asOf.moment" : "obligation.book.asOf";
        if (plan.AsOf is { } asOf) page.Say(key, asOf);
        else if (given is not null) page.Say(key, page.NameOf(given.Name));
    }

    private void Steps()
    {
        string Name(string step) => plan.Steps.First(s => s.Step == step).Label.In(page.Language);
        var conditional = plan.Steps.Any(s => s.When is not null);
        page.Say("obligation.book.steps");
        page.Table(
            [page.Text("obligation.book.step"), page.Text("obligation.book.after"), page.Text("obligation.book.offset"), .. conditional ? [page.Text("book.condition")] : Array.Empty<string>()],
            plan.Steps.Select(s => (string[])
            [
                s.Label.In(page.Language),
                page.Joined([.. s.From is { } from ? [page.Words(from)] : Array.Empty<string>(), .. s.After.Select(Name)]),
                page.Words(s.Offset),
                .. conditional ? [page.When(s.When)] : Array.Empty<string>(),
            ]));
    }

    private void Periods(PeriodsEntry periods)
    {
        var units = page.Joined(periods.Every.Select(u => page.Text("choice." + PartShape.Camel(u.ToString()))));
        if (periods.Every is [PeriodUnit.Day])
        {
            page.Say("obligation.book.periods.daily", periods.Filed);
            page.Say("obligation.book.periodsFrom.daily", periods.From);
        }
        else
        {
            page.Say("obligation.book.periods", units, page.Words(periods.Filed));
            if (periods.From is { } from) page.Say("obligation.book.periodsFrom", page.Words(from), units);
        }
        page.Say("obligation.book.grace", periods.Grace);
    }

    private void Quota(QuotaEntry quota)
    {
        if (quota.Within is { } within) page.Say("obligation.book.quotaWithin", page.Text("choice." + PartShape.Camel(within.Unit.ToString())), page.Words(within.Day));
        else page.Say("obligation.book.quota");
        var columns = new List<(string Heading, Func<QuotaTierEntry, string> Cell)>
        {
            (page.Text("book.condition"), t => page.When(t.When)),
        };
        if (quota.Tiers.Any(t => t.Role is not null)) columns.Add((page.Text("obligation.book.role"), t => t.Role is { } role ? page.Words(role) : page.Text("book.any")));
        columns.Add((page.Text("obligation.book.minimum"), t => page.Words(t.Minimum)));
        if (quota.Tiers.Any(t => t.Target is not null)) columns.Add((page.Text("obligation.book.target"), t => t.Target is { } target ? page.Words(target) : page.Text("value.null")));
        page.Table(columns.Select(c => c.Heading), quota.Tiers.Select(t => columns.Select(c => c.Cell(t))));
        if (quota.Counts is { } counts) page.Say("obligation.book.counts", page.Words(quota.Records!), page.Words(counts));
        else if (quota.Records is { } records) page.Say("obligation.book.countsAll", page.Words(records));
        page.Say("obligation.book.counted", quota.Counted);
    }

    private void Occasions(OccasionsEntry occasions)
    {
        page.Say("obligation.book.occasions", page.Words(occasions.Day));
        page.Table([page.Text("obligation.book.occasion"), page.Text("obligation.book.days")], occasions.On.Select(o => new[]
        {
            o.Label.In(page.Language),
            o.Dates is { } dates ? page.Text("obligation.book.on.dates", page.Words(dates))
                : o.Yearly is { } yearly ? page.Text("obligation.book.on.yearly", page.Words(yearly))
                : o.Monthly is { } monthly ? page.Text("obligation.book.on.monthly", page.Words(monthly))
                : page.Text("obligation.book.on.weekday", page.Words(o.Weekday!)),
        }));
    }
}
