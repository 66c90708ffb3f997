using CrmWorkflows.Rules.Deciding.Books;
using CrmWorkflows.Rules.Deciding.Documents;

namespace CrmWorkflows.Rules.Policies.Checklist;

/// <summary>What a checklist says as a person reads it.</summary>
internal sealed class ChecklistBook(ChecklistDocument list, BookPage page)
{
    public void Write()
    {
        if (list.When is { } when) page.Say("checklist.book.when", page.Words(when));
        if (list.Required is { } required) page.Say(IsDemanded ? "checklist.book.required" : "checklist.book.looked", required, isNumbered: false);
        if (list.Items.Count > 0) Items();
        if (list.Sequence is { } sequence) page.Say("checklist.book.sequence", sequence, isNumbered: true);
        if (list.Stages is { } stages) Stages(stages);
        if (list.Sequence is not null || list.Stages is not null) page.Say("checklist.book.inOrder");
        if (list.Actors is { } actors) Actors(actors);
        if (list.Forbidden is { } forbidden) page.Say("checklist.book.forbidden", forbidden, isNumbered: false);
    }

    // A list of which one is enough is not demanded in full.
    private bool IsDemanded => page.Gives("missing") || page.Gives("complete");

    private void Items()
    {
        page.Say(IsDemanded ? "checklist.book.items" : "checklist.book.looked", "");
        page.List(list.Items.Select(item =>
        {
            var text = item.Required is { } several
                ? page.Joined(page.Items(several) ?? [page.Words(several)])
                : item.Label?.In(page.Language) ?? page.Code(item.Code!, page.Type(list.Codes));
            if (item.When is { } when) text = page.Text("checklist.book.item.when", text, page.Words(when));
            return item.Satisfied is { } satisfied ? page.Text("checklist.book.item.satisfied", text, page.Words(satisfied)) : text;
        }));
    }

    private void Stages(ExpressionText stages)
    {
        page.Say("checklist.book.stages");
        if (page.Entries(stages) is { } entries)
            page.Table([page.Text("checklist.book.stage"), page.Text("checklist.book.steps")], entries.Select(e => new[] { e.Key, e.Value }));
        else
            page.List([page.Words(stages)]);
    }

    private void Actors(ExpressionText actors)
    {
        page.Say("checklist.book.actors");
        if (page.Entries(actors) is { } entries)
            page.Table([page.Text("checklist.book.step"), page.Text("checklist.book.actor")], entries.Select(e => new[] { e.Key, e.Value }));
        else
            page.List([page.Words(actors)]);
    }
}
