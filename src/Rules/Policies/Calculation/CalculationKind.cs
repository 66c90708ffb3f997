using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Books;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.Calculation;

internal sealed class CalculationKind : IPolicyKind
{
    public string Name => "Calculation";

    public Type DocumentType => typeof(CalculationDocument);

    // A calculation is all in what stands around its body.
    public void Describe(PolicyDocument document, BookPage page)
    {
    }

    public KindBody Link(PolicyDocument document, LinkContext context) => new Body();

    private sealed class Body : KindBody
    {
        public override RecordType? ResultType => null;

        public override Value Decide(EvaluationContext context) => Value.Null;
    }
}
