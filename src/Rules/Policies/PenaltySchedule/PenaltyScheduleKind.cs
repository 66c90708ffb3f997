using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Books;
using CrmWorkflows.Rules.Deciding.Documents;

namespace CrmWorkflows.Rules.Policies.PenaltySchedule;

internal sealed class PenaltyScheduleKind : IPolicyKind
{
    public string Name => "PenaltySchedule";

    public Type DocumentType => typeof(PenaltyScheduleDocument);

    public void Describe(PolicyDocument document, BookPage page) => new PenaltyScheduleBook((PenaltyScheduleDocument)document, page).Write();

    public KindBody? Link(PolicyDocument document, LinkContext context) => new PenaltyScheduleLinker((PenaltyScheduleDocument)document, context).Link();
}
