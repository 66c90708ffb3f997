using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Books;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Facts.Types;

namespace CrmWorkflows.Rules.Policies.ApprovalChain;

internal sealed class ApprovalChainKind : IPolicyKind
{
    public string Name => "ApprovalChain";

    public Type DocumentType => typeof(ApprovalChainDocument);

    public IEnumerable<FactType> Types => [ApprovalChainBody.Reason];

    public void Describe(PolicyDocument document, BookPage page) => new ApprovalChainBook((ApprovalChainDocument)document, page).Write();

    public KindBody? Link(PolicyDocument document, LinkContext context) => new ApprovalChainLinker((ApprovalChainDocument)document, context).Link();
}
