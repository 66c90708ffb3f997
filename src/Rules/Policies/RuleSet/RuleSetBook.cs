using CrmWorkflows.Rules.Deciding.Books;

namespace CrmWorkflows.Rules.Policies.RuleSet;

/// <summary>A RulesEngine file keeps its own language: the book names the rules by what they are called there.</summary>
internal sealed class RuleSetBook(RuleSetDocument envelope, BookPage page)
{
    public void Write() => page.Say("ruleset.book.file", envelope.File, envelope.Workflow);
}
