using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Books;
using CrmWorkflows.Rules.Deciding.Documents;

namespace CrmWorkflows.Rules.Policies.Checklist;

internal sealed class ChecklistKind : IPolicyKind
{
    public string Name => "Checklist";

    public Type DocumentType => typeof(ChecklistDocument);

    public void Describe(PolicyDocument document, BookPage page) => new ChecklistBook((ChecklistDocument)document, page).Write();

    public KindBody? Link(PolicyDocument document, LinkContext context) => new ChecklistLinker((ChecklistDocument)document, context).Link();
}
