using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.Checklist;

/// <summary>Links the steps of a checklist that stand in an order.</summary>
internal sealed class SequenceLinker(ChecklistDocument document, LinkContext context, ChecklistLinker lists)
{
    private const string StepMember = "step";
    private const string ByMember = "by";

    /// <summary>The check and the type of the steps; null after an error.</summary>
    public (SequenceCheck Check, FactType Steps)? Link(ExpressionText text)
    {
        var order = document.Stages is null ? lists.ListOf(text) : StagesOf(text);
        if (order is null) return null;
        var (stage, step) = order.Type.NotNull() is MapType map
            ? (map.Key, ((ListType)map.Element.NotNull()).Element.NotNull())
            : (ChecklistLinker.ElementOf(order).NotNull(), ChecklistLinker.ElementOf(order).NotNull());
        var requested = document.Requested is null ? null : context.Formula(document.Requested, stage);
        if (document.Requested is not null && requested is null) return null;
        if (document.Actors is { } actors)
            return CompletedByOf(actors, step) is { } by ? (new SequenceCheck(order, requested, null, by, stage, step), step) : null;
        if (lists.PresenceOf(document.Completed!) is not { } completed) return null;
        if (!lists.SameCodes(step, completed.Code, completed.Formula, order)) return null;
        return order.Type.NotNull() is ListType && !lists.Constant(order, completed.Code) ? null : (new SequenceCheck(order, requested, completed, null, stage, step), step);
    }

    private Formula? StagesOf(ExpressionText text)
    {
        if (context.Formula(text) is not { } formula) return null;
        if (formula.Type.NotNull() is MapType { Element: ListType { Element.Kind: ValueKind.Text } }) return formula;
        context.Diagnostics.Add(ChecklistDiagnostics.NotAList, text.Span, formula.Type.Name);
        return null;
    }

    private CompletedBy? CompletedByOf(ExpressionText actors, FactType step)
    {
        var completed = context.Formula(document.Completed!);
        var owners = context.Formula(actors);
        if (completed is null || owners is null) return null;
        if (completed.Type.NotNull() is ListType { Element: RecordType record }
            && record.MemberNames.IndexOf(StepMember) is >= 0 and var s && record.MemberNames.IndexOf(ByMember) is >= 0 and var b
            && owners.Type.NotNull() is MapType map && TypeRules.Common(map.Key, step) is not null
            && (map.Element.NotNull() is ListType many ? many.Element : map.Element) is var role
            && TypeRules.Common(role, record.Members[b].Type) is { Kind: ValueKind.Text }
            && TypeRules.Common(step, record.Members[s].Type) is { Kind: ValueKind.Text })
            return new CompletedBy(completed, owners, s, b, step, record.Members[b].Type.NotNull());
        context.Diagnostics.Add(ChecklistDiagnostics.ActorShape, actors.Span, completed.Type.Name, owners.Type.Name);
        return null;
    }
}
