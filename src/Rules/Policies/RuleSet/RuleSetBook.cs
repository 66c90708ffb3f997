using CrmWorkflows.Rules.Deciding.Books;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Policies.RuleSet;

/// <summary>A RulesEngine file keeps its own language: the book names the rules by what they are called there.</summary>
internal sealed class RuleSetBook(RuleSetDocument envelope, BookPage page)
{
    public void Write()
    {
        page.Say("ruleset.book.file", envelope.File, envelope.Workflow);
        var told = envelope.Outputs.Values.Select(o => o.Label).OfType<LocalizedText>().Select(l => l.In(page.Language)).ToList();
        if (told.Count > 0) page.Say("ruleset.book.outputs", page.Joined(told));
    }
}
