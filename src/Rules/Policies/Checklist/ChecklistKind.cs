using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Facts.Types;

namespace CrmWorkflows.Rules.Policies.Checklist;

internal sealed class ChecklistKind : IPolicyKind
{
    public string Name => "Checklist";

    public Type DocumentType => typeof(ChecklistDocument);

    public KindBody? Link(PolicyDocument document, LinkContext context)
    {
        var checklist = (ChecklistDocument)document;
        var required = List(checklist.Required, context);
        var present = List(checklist.Present, context);
        if (required is null || present is null) return null;
        var (r, p) = (Element(required), Element(present));
        if (TypeRules.Common(r, p) is null)
        {
            context.Diagnostics.Add(ChecklistDiagnostics.DifferentCodes, checklist.Present.Span, r.Name, p.Name);
            return null;
        }
        return new ChecklistBody(required, present, r);
    }

    private static Formula? List(ExpressionText text, LinkContext context)
    {
        if (context.Formula(text) is not { } formula) return null;
        if (formula.Type.NotNull() is ListType) return formula;
        context.Diagnostics.Add(ChecklistDiagnostics.NotAList, text.Span, formula.Type.Name);
        return null;
    }

    private static FactType Element(Formula formula) => ((ListType)formula.Type.NotNull()).Element;
}
