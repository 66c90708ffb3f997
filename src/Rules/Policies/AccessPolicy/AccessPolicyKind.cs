using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Books;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Facts.Types;

namespace CrmWorkflows.Rules.Policies.AccessPolicy;

internal sealed class AccessPolicyKind : IPolicyKind
{
    public string Name => "AccessPolicy";

    public Type DocumentType => typeof(AccessPolicyDocument);

    public IEnumerable<FactType> Types => [AccessPolicyBody.Decision];

    public void Describe(PolicyDocument document, BookPage page) => new AccessPolicyBook((AccessPolicyDocument)document, page).Write();

    public KindBody? Link(PolicyDocument document, LinkContext context) => new AccessPolicyLinker((AccessPolicyDocument)document, context).Link();
}
