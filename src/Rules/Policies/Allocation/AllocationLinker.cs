using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.Allocation;

/// <summary>Turns an allocation into its compiled form, and reports what does not hold together.</summary>
internal sealed class AllocationLinker(AllocationDocument document, LinkContext context)
{
    private bool _ok = true;

    public KindBody? Link()
    {
        if (FormOf() is not { } form) return null;
        var total = document.Total is null ? null : Number(document.Total, context);
        var amount = total?.Type.NotNull() ?? ScalarType.Integer;
        if (amount is ScalarType { Kind: ValueKind.Decimal }) amount = ScalarType.Decimal;
        var unit = document.Unit is null ? null : Number(document.Unit, context);
        if (ReceiversOf(form, amount) is not { } receivers) return null;
        var (ties, to) = Remainder(form, receivers.IdType);
        var surplusTo = SurplusTo(form, receivers.IdType);
        CheckShares(form, receivers.List);
        return _ok ? new AllocationBody(new AllocationPlan(form, total, unit, ties, to, Rounding(), document.Partial, document.Surplus?.To is null ? document.Surplus?.Use : SurplusUse.To, surplusTo), receivers, amount) : null;
    }

    // Shares, weights and wants exclude each other; weights are the same for all when nothing else is said of a total.
    private AllocationForm? FormOf()
    {
        var hasReceivers = document.Receivers is not null;
        var hasShares = document.Shares is not null;
        var each = document.Eligible is not null || document.Weight is not null || document.Wants is not null || document.Order.Count > 0;
        var fits = hasReceivers != hasShares && (!hasShares || (document.Total is not null && !each))
            && (document.Weight is null || document.Wants is null)
            && (document.Total is not null || (document.Weight is null && document.Wants is null && document.Limit is null && document.Order.Count > 0))
            && (document.Partial || document.Wants is not null);
        if (!fits)
        {
            context.Diagnostics.Add(AllocationDiagnostics.OneForm, document.Span with { Length = 1 });
            return null;
        }
        return hasShares ? AllocationForm.Shares : document.Total is null ? AllocationForm.OrderOnly : document.Wants is not null ? AllocationForm.InOrder : AllocationForm.Weights;
    }

    private T? Must<T>(T? linked)
        where T : class
    {
        _ok &= linked is not null;
        return linked;
    }

    private void Refuse(DiagnosticCode code, SourceSpan span, params ReadOnlySpan<object?> arguments)
    {
        context.Diagnostics.Add(code, span, arguments);
        _ok = false;
    }

    private Formula? Number(ExpressionText text, LinkContext where)
    {
        if (Must(where.Formula(text)) is not { } number) return null;
        if (TypeRules.IsNumeric(number.Type)) return number;
        Refuse(AllocationDiagnostics.NotANumber, text.Span, text.Text, number.Type.Name);
        return null;
    }

    private Receivers? ReceiversOf(AllocationForm form, FactType amount)
    {
        var text = document.Shares ?? document.Receivers!;
        if (Must(context.Formula(text)) is not { } list) return null;
        var inner = context.Inner();
        if (form == AllocationForm.Shares)
        {
            if (list.Type.NotNull() is MapType map && TypeRules.IsPlainNumber(map.Element))
            {
                var limit = Limit(inner, map.Key, out var slot);
                return new Receivers(list, true, -1, slot, map.Key, null, null, limit, []);
            }
            Refuse(AllocationDiagnostics.NotReceivers, text.Span, text.Text, list.Type.Name, document.Key);
            return null;
        }
        if (list.Type.NotNull() is not ListType { Element: var item } || KeyOf(item) is not var (key, id))
        {
            Refuse(AllocationDiagnostics.NotReceivers, text.Span, text.Text, list.Type.Name, document.Key);
            return null;
        }
        var most = Limit(inner, item, out var place);
        var eligible = document.Eligible is null ? null : Must(inner.Condition(document.Eligible));
        var figure = (document.Weight ?? document.Wants) is { } each ? Number(each, inner) : null;
        if (form == AllocationForm.InOrder && figure is not null && !TypeRules.IsAssignable(figure.Type.NotNull(), amount))
            Refuse(AllocationDiagnostics.NotANumber, document.Wants!.Span, document.Wants.Text, figure.Type.Name);
        var order = document.Order.Select(o => KeyOf(o, inner)).OfType<OrderKey>().ToImmutableArray();
        return new Receivers(list, false, key, place, id, eligible, figure, most, order);
    }

    // The name by which expressions call a receiver is known only to them.
    private Formula? Limit(LinkContext inner, FactType item, out int slot)
    {
        slot = -1;
        if (inner.Scope.TryAddLocal(document.As, item) is { } symbol) slot = symbol.Slot;
        else Refuse(DocumentDiagnostics.NameTaken, document.Span with { Length = 1 }, document.As);
        return document.Limit is null ? null : Number(document.Limit, inner);
    }

    private (int Member, FactType Id)? KeyOf(FactType item)
    {
        if (item is { Kind: ValueKind.Text, IsNullable: false }) return (-1, item);
        if (item is RecordType record && record.MemberNames.IndexOf(document.Key) is >= 0 and var member && record.Members[member].Type is { Kind: ValueKind.Text } id) return (member, id.NotNull());
        return null;
    }

    private OrderKey? KeyOf(OrderKeyEntry entry, LinkContext inner)
    {
        if (Must(inner.Formula(entry.By)) is not { } by) return null;
        var ranking = entry.Ranking is null ? null : Must(context.Formula(entry.Ranking, new ListType(by.Type.NotNull())));
        if (entry.Ranking is not null && ranking is null) return null;
        if (ranking is not null || TypeRules.IsBoolean(by.Type) || TypeRules.IsOrdered(by.Type.NotNull()))
            return new OrderKey(by, by.Type.NotNull(), entry.Direction == Direction.Descending, ranking, entry.Nulls == NullPlace.First);
        Refuse(AllocationDiagnostics.NotOrdered, entry.By.Span, entry.By.Text, by.Type.Name);
        return null;
    }

    private (Formula? Ties, Formula? To) Remainder(AllocationForm form, FactType id)
    {
        var divides = form is AllocationForm.Shares or AllocationForm.Weights;
        var entry = document.Remainder;
        var ways = entry is null ? 0 : (entry.LargestThen is null ? 0 : 1) + (entry.To is null ? 0 : 1) + (entry.Keep ? 1 : 0);
        if (ways != (divides ? 1 : 0))
        {
            Refuse(AllocationDiagnostics.RemainderOpen, entry?.Span ?? document.Span with { Length = 1 });
            return (null, null);
        }
        var ties = entry?.LargestThen is null ? null : Must(context.Formula(entry.LargestThen, new ListType(id)));
        var to = entry?.To is null ? null : Must(context.Formula(entry.To, id));
        CheckParty(to);
        return (ties, to);
    }

    // A party that is known when the policy is loaded must be one of the shares.
    private void CheckParty(Formula? to)
    {
        if (to?.Tree is BoundConstant { Value: { IsPresent: true } party } && Shares(document.Shares is null ? null : context.Formula(document.Shares)) is { } shares && !shares.TryGet(party.AsText(), out _))
            Refuse(AllocationDiagnostics.UnknownParty, to.Span, party.AsText(), string.Join(", ", shares.Keys));
    }

    private Formula? SurplusTo(AllocationForm form, FactType id)
    {
        if (document.Surplus is not { } entry) return null;
        if (document.Limit is null || form is not (AllocationForm.Shares or AllocationForm.Weights) || entry.To is null == entry.Use is null || entry.Use == SurplusUse.To)
        {
            Refuse(AllocationDiagnostics.SurplusShape, entry.Span);
            return null;
        }
        var to = entry.To is null ? null : Must(context.Formula(entry.To, id));
        CheckParty(to);
        return to;
    }

    // Only where somebody takes whatever the others leave can they be rounded up without giving more than there is.
    private string? Rounding()
    {
        if (document.Remainder is not { Round: { } mode } entry) return null;
        if (entry.To is null) Refuse(AllocationDiagnostics.RoundedWithoutRest, entry.Span);
        return PartShape.Camel(mode.ToString());
    }

    private static ValueMap? Shares(Formula? list) =>
        list?.Tree is BoundSymbol { Symbol: ParameterSymbol { Value.Kind: ValueKind.Map } shares } ? shares.Value.AsMap() : null;

    // What is known when the policy is loaded need not wait for a case.
    private void CheckShares(AllocationForm form, Formula list)
    {
        if (form != AllocationForm.Shares || Shares(list) is not { } shares) return;
        var values = shares.Keys.Select(k => shares[k].AsDecimal()).ToArray();
        if (values.Any(v => v < 0) || values.Sum() > 1 || (values.Sum() < 1 && document.Remainder?.LargestThen is not null))
            Refuse(AllocationDiagnostics.SharesSum, list.Span, list.Text, values.Sum());
    }
}
