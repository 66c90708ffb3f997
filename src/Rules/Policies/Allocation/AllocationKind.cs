using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Books;
using CrmWorkflows.Rules.Deciding.Documents;

namespace CrmWorkflows.Rules.Policies.Allocation;

internal sealed class AllocationKind : IPolicyKind
{
    public string Name => "Allocation";

    public Type DocumentType => typeof(AllocationDocument);

    public void Describe(PolicyDocument document, BookPage page) => new AllocationBook((AllocationDocument)document, page).Write();

    public KindBody? Link(PolicyDocument document, LinkContext context) => new AllocationLinker((AllocationDocument)document, context).Link();
}
