using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Facts.Types;

namespace CrmWorkflows.Rules.Policies.ObligationPlan;

internal sealed class ObligationPlanKind : IPolicyKind
{
    public string Name => "ObligationPlan";

    public Type DocumentType => typeof(ObligationPlanDocument);

    public IEnumerable<FactType> Types => [ObligationPlanBody.State];

    public KindBody? Link(PolicyDocument document, LinkContext context)
    {
        var plan = (ObligationPlanDocument)document;
        if (context.Formula(plan.Due) is not { } due) return null;
        var moment = due.Type.NotNull();
        if (!moment.Equals(ScalarType.Date) && !moment.Equals(ScalarType.Instant))
        {
            context.Diagnostics.Add(ObligationPlanDiagnostics.NotADay, plan.Due.Span, due.Type.Name);
            return null;
        }
        var done = plan.Done is null ? null : context.Formula(plan.Done, moment.OrNull());
        var asOf = context.Formula(plan.AsOf, moment);
        return asOf is null || (plan.Done is not null && done is null) ? null : new ObligationPlanBody(due, done, asOf, moment);
    }
}
