using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.ApprovalChain;

/// <summary>Turns an approval chain into its compiled form, and reports what does not hold together.</summary>
internal sealed class ApprovalChainLinker(ApprovalChainDocument document, LinkContext context)
{
    private const string RoleMember = "role";
    private const string PersonMember = "person";
    private const string ApprovedMember = "approved";

    public KindBody? Link()
    {
        if (context.Formula(document.Approvals) is not { } approvals || ShapeOf(approvals) is not { } shape) return null;
        if (StepType(shape.Role) is not { } stepType) return null;
        var routes = Routes(shape.Role, stepType);
        var emergency = Emergency(shape.Role, stepType);
        var requestedBy = RequestedBy(shape);
        var ok = routes is not null && (emergency is null) == (document.Emergency is null) && (requestedBy is null) == (document.RequestedBy is null);
        return ok ? new ApprovalChainBody([.. routes!], emergency, approvals, shape, requestedBy, stepType) : null;
    }

    private ApprovalShape? ShapeOf(Formula approvals)
    {
        if (approvals.Type.NotNull() is ListType { Element: var element })
        {
            if (element.Kind == ValueKind.Text && !element.IsNullable) return new ApprovalShape(element, element, -1, -1, -1);
            if (element is RecordType record)
            {
                var (role, person, approved) = (record.MemberNames.IndexOf(RoleMember), record.MemberNames.IndexOf(PersonMember), record.MemberNames.IndexOf(ApprovedMember));
                // A role, a person, a verdict that may be null could pass for somebody else's, or for a yes.
                bool Fits(int member, ValueKind kind) => member < 0 || record.Members[member].Type is { IsNullable: false } type && type.Kind == kind;
                if (role >= 0 && Fits(role, ValueKind.Text) && Fits(person, ValueKind.Text) && Fits(approved, ValueKind.Boolean))
                    return new ApprovalShape(record, record.Members[role].Type, role, person, approved);
            }
        }
        context.Diagnostics.Add(ApprovalChainDiagnostics.ApprovalsShape, document.Approvals.Span, approvals.Type.Name);
        return null;
    }

    private IEnumerable<ApprovalStepEntry> AllSteps => document.Steps.Concat(document.Chains.SelectMany(c => c.Steps)).Concat(document.Emergency?.Steps ?? []);

    // A step is called by its role where it can be, else by a text.
    private FactType? StepType(FactType role)
    {
        if (document.StepType is { } declared) return context.Type(declared);
        return role is EnumType roles && AllSteps.Any(s => roles.Declaration.IndexOf(s.Id) < 0 && (s.AnyOf is not null || s.AllOf is not null)) ? ScalarType.Text : role;
    }

    private Formula? RequestedBy(ApprovalShape shape)
    {
        if (document.RequestedBy is not { } text) return null;
        if (shape.PersonMember >= 0) return context.Formula(text, ((RecordType)shape.Element).Members[shape.PersonMember].Type);
        context.Diagnostics.Add(ApprovalChainDiagnostics.PersonNeeded, text.Span, text.Text);
        return null;
    }

    private List<ConditionalRoute>? Routes(FactType role, FactType stepType)
    {
        var forms = (document.Chain is null ? 0 : 1) + (document.Steps.Count == 0 ? 0 : 1) + (document.Chains.Count == 0 ? 0 : 1);
        if (forms != 1)
        {
            context.Diagnostics.Add(ApprovalChainDiagnostics.OneChain, document.Span with { Length = 1 });
            return null;
        }
        if (document.Chains.Count == 0)
            return RouteOf(document.Chain, document.Steps, document, role, stepType) is { } only ? [new ConditionalRoute(LinkContext.Always(document), true, only, null, document.Span)] : null;
        var routes = new List<ConditionalRoute>();
        var ok = true;
        ChainEntry? rest = null;
        foreach (var chain in document.Chains)
        {
            if (rest is not null)
            {
                context.Diagnostics.Add(ApprovalChainDiagnostics.Unreachable, chain.Span);
                ok = false;
            }
            if (chain.When is null) rest = chain;
            var when = context.Condition(chain.When, chain);
            var route = RouteOf(chain.Chain, chain.Steps, chain, role, stepType);
            if (when is null || route is null) ok = false;
            else routes.Add(new ConditionalRoute(when, chain.When is null, route, chain.Clause, chain.Span));
        }
        return ok ? routes : null;
    }

    private EmergencyRoute? Emergency(FactType role, FactType stepType)
    {
        if (document.Emergency is not { } entry) return null;
        var when = context.Condition(entry.When);
        var route = RouteOf(entry.Chain, entry.Steps, entry, role, stepType);
        var review = entry.Review is null ? null : RouteOf(entry.Review, [], entry, role, stepType);
        return when is null || route is null || (entry.Review is not null && review is null) ? null : new EmergencyRoute(when, route, review, entry.Span);
    }

    private Route? RouteOf(ExpressionText? chain, IReadOnlyList<ApprovalStepEntry> steps, DocumentPart part, FactType role, FactType stepType)
    {
        if ((chain is null) == (steps.Count == 0))
        {
            context.Diagnostics.Add(ApprovalChainDiagnostics.OneChain, part.Span with { Length = 1 });
            return null;
        }
        if (chain is not null)
        {
            if (context.Formula(chain, new ListType(role)) is not { } roles) return null;
            // Steps that are called by a type of their own are written out.
            if (TypeRules.IsAssignable(role, stepType)) return new Route([], roles, role);
            context.Diagnostics.Add(ApprovalChainDiagnostics.StepShape, chain.Span, chain.Text);
            return null;
        }
        var linked = steps.Select(s => Step(s, role, stepType)).ToArray();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var ok = true;
        foreach (var step in steps.Where(s => s.When is null && !names.Add(s.Id)))
        {
            context.Diagnostics.Add(ApprovalChainDiagnostics.StepTwice, step.Span, step.Id);
            ok = false;
        }
        return ok && linked.All(s => s is not null) ? new Route([.. linked.OfType<ConditionalStep>()], null, role) : null;
    }

    private ConditionalStep? Step(ApprovalStepEntry entry, FactType role, FactType stepType)
    {
        if ((entry.AnyOf is not null && entry.AllOf is not null) || entry.AnyOf is { Count: 0 } || entry.AllOf is { Count: 0 })
        {
            context.Diagnostics.Add(ApprovalChainDiagnostics.StepShape, entry.Span, entry.Id);
            return null;
        }
        var when = context.Condition(entry.When, entry);
        var codes = entry.AnyOf ?? entry.AllOf ?? [entry.Id];
        var ok = codes.Aggregate(true, (all, code) => Knows(role, code, entry) & all) && Knows(stepType, entry.Id, entry);
        if (!ok || when is null) return null;
        var label = entry.Label ?? (stepType is EnumType steps ? steps.Declaration.LabelOf(entry.Id) : LocalizedText.Same(entry.Id));
        return new ConditionalStep(new ApprovalStep(Code(stepType, entry.Id), label, [.. codes.Select(c => Code(role, c))], entry.AllOf is not null, entry.Clause, entry.Span), when);
    }

    private bool Knows(FactType type, string code, ApprovalStepEntry entry)
    {
        if (type is not EnumType known || known.Declaration.IndexOf(code) >= 0) return true;
        var codes = known.Declaration.Members.Select(m => m.Code).ToArray();
        context.Diagnostics.Add(ApprovalChainDiagnostics.UnknownRole, entry.Span, code, known.BaseName, Suggestion.Phrase(code, codes));
        return false;
    }

    private static Value Code(FactType type, string code) => Value.Of(type is EnumType known ? known.Declaration.Canonical(code) : code);
}
