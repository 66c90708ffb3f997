using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Books;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Facts.Types;

namespace CrmWorkflows.Rules.Policies.ObligationPlan;

internal sealed class ObligationPlanKind : IPolicyKind
{
    public string Name => "ObligationPlan";

    public Type DocumentType => typeof(ObligationPlanDocument);

    public IEnumerable<FactType> Types => [ObligationState.Type];

    public void Describe(PolicyDocument document, BookPage page) => new ObligationPlanBook((ObligationPlanDocument)document, page).Write();

    public KindBody? Link(PolicyDocument document, LinkContext context)
    {
        var plan = (ObligationPlanDocument)document;
        var forms = Forms(plan).Where(f => f.Stands).ToArray();
        if (forms.Length != 1)
        {
            context.Diagnostics.Add(ObligationPlanDiagnostics.OneForm, plan.Span with { Length = 1 },
                string.Join(", ", Forms(plan).Select(f => f.Name)), string.Join(", ", forms.Select(f => f.Name)));
            return null;
        }
        var form = forms[0];
        var ok = true;
        foreach (var (name, stands, allowed) in Companions(plan, form.Name))
        {
            if (!stands || allowed) continue;
            context.Diagnostics.Add(ObligationPlanDiagnostics.NoPlaceHere, plan.Span with { Length = 1 }, name, form.Name);
            ok = false;
        }
        var frame = ObligationFrame.Link(plan, context);
        return frame is null || !ok ? null : form.Link(plan, frame, context);
    }

    private static IEnumerable<(string Name, bool Stands, Func<ObligationPlanDocument, ObligationFrame, LinkContext, KindBody?> Link)> Forms(ObligationPlanDocument plan) =>
    [
        ("due", plan.Due is not null, DueBody.Link),
        ("target", plan.Target is not null, TargetBody.Link),
        ("window", plan.Window is not null, WindowBody.Link),
        ("tasks", plan.Tasks is not null, TasksBody.Link),
        ("steps", plan.Steps.Count > 0, StepsBody.Link),
        ("periods", plan.Periods is not null, PeriodsBody.Link),
        ("quota", plan.Quota is not null, QuotaBody.Link),
        ("occasions", plan.Occasions is not null, OccasionsBody.Link),
    ];

    // The other forms say for each of their parts when it was done; an occasion and a target have no state to be told as of a day.
    private static IEnumerable<(string Name, bool Stands, bool Allowed)> Companions(ObligationPlanDocument plan, string form) =>
    [
        ("done", plan.Done is not null, form is "due" or "window"),
        ("asOf", plan.AsOf is not null, form is not ("occasions" or "target")),
    ];
}
