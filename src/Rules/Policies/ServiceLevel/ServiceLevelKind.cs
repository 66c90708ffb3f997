using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Books;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Facts.Types;

namespace CrmWorkflows.Rules.Policies.ServiceLevel;

internal sealed class ServiceLevelKind : IPolicyKind
{
    public string Name => "ServiceLevel";

    public Type DocumentType => typeof(ServiceLevelDocument);

    public IEnumerable<FactType> Types => [ServiceState.Type];

    public void Describe(PolicyDocument document, BookPage page) => new ServiceLevelBook((ServiceLevelDocument)document, page).Write();

    public KindBody? Link(PolicyDocument document, LinkContext context) => new ServiceLevelLinker((ServiceLevelDocument)document, context).Link();
}
