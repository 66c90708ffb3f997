using CrmWorkflows.Rules.Deciding.Books;
using CrmWorkflows.Rules.Deciding.Documents;

namespace CrmWorkflows.Rules.Policies.ApprovalChain;

/// <summary>What an approval chain says as a person reads it.</summary>
internal sealed class ApprovalChainBook(ApprovalChainDocument policy, BookPage page)
{
    public void Write()
    {
        if (policy.Chains.Count == 0) Chain("approval.book.chain", policy.Chain, policy.Steps);
        for (var i = 0; i < policy.Chains.Count; i++)
        {
            var chain = policy.Chains[i];
            if (chain.When is { } when) page.Say(i == 0 ? "approval.book.case" : "approval.book.caseElse", page.Words(when));
            else page.Say("approval.book.caseRest");
            Chain(null, chain.Chain, chain.Steps);
        }
        page.Say("approval.book.inTurn");
        if (policy.RequestedBy is not null) page.Say("approval.book.notOwn");
        if (policy.Emergency is not { } emergency) return;
        page.Say("approval.book.emergency", page.Words(emergency.When));
        Chain(null, emergency.Chain, emergency.Steps);
        if (emergency.Review is { } review) page.Say("approval.book.review", review, isNumbered: true);
        else page.Say("approval.book.reviewRest");
    }

    private void Chain(string? intro, ExpressionText? chain, IReadOnlyList<ApprovalStepEntry> steps)
    {
        if (chain is not null)
        {
            if (page.Items(chain) is not { } items)
            {
                page.Say("approval.book.computed", page.Words(chain));
                return;
            }
            if (intro is not null) page.Say(intro);
            page.List(items, isNumbered: true);
            return;
        }
        if (intro is not null) page.Say(intro);
        page.List(steps.Select(Step), isNumbered: true);
    }

    private string Step(ApprovalStepEntry step)
    {
        var roles = page.At(policy.Approvals.Node)?.Type.NotNull() is Facts.Types.ListType list ? list.Element : null;
        var name = step.Label?.In(page.Language) ?? page.Code(step.Id, page.Type(policy.StepType) ?? roles);
        var by = step.AnyOf is { } any ? page.Text("approval.book.anyOf", name, page.Joined(any.Select(r => page.Code(r, roles))))
            : step.AllOf is { } all ? page.Text("approval.book.allOf", name, page.Joined(all.Select(r => page.Code(r, roles))))
            : name;
        return step.When is { } when ? page.Text("approval.book.when", by, page.Words(when)) : by;
    }
}
