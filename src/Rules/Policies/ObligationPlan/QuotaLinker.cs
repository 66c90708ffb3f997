using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Facts.Types;

namespace CrmWorkflows.Rules.Policies.ObligationPlan;

/// <summary>Links a quota: its tiers, and the names <c>record</c> and <c>role</c> by which a record is told to count.</summary>
internal sealed class QuotaLinker(ObligationPlanDocument plan, LinkContext context)
{
    private readonly QuotaEntry _quota = plan.Quota!;

    public QuotaBody? Link(ObligationFrame frame)
    {
        if (_quota.Tiers.Count == 0)
        {
            context.Diagnostics.Add(ObligationPlanDiagnostics.NothingListed, _quota.Span, "tiers");
            return null;
        }
        var tiers = ImmutableArray.CreateBuilder<QuotaTier>();
        FactType? role = null;
        foreach (var entry in _quota.Tiers)
            if (Tier(entry, ref role) is { } tier) tiers.Add(tier);
        var asOf = Moments.AsOf(plan, ScalarType.Date, context);
        if (tiers.Count < _quota.Tiers.Count || asOf is null || Count(role) is not { } count) return null;
        return new QuotaBody(frame, tiers.ToImmutable(), count, asOf, role);
    }

    private QuotaTier? Tier(QuotaTierEntry entry, ref FactType? role)
    {
        if (_quota.Tiers.TakeWhile(t => t != entry).Any(t => t.Tier == entry.Tier))
        {
            context.Diagnostics.Add(ObligationPlanDiagnostics.CodeTwice, entry.Span, entry.Tier);
            return null;
        }
        var when = entry.When is null ? null : context.Condition(entry.When);
        var by = entry.Role is null ? null : context.Formula(entry.Role);
        var minimum = context.Formula(entry.Minimum, ScalarType.Integer);
        var target = entry.Target is null ? null : context.Formula(entry.Target, ScalarType.Integer);
        if (minimum is null || (entry.When is not null && when is null) || (entry.Role is not null && by is null) || (entry.Target is not null && target is null)) return null;
        if (by is not null)
        {
            var common = role is null ? by.Type : TypeRules.Common(role, by.Type);
            if (common is null)
            {
                context.Diagnostics.Add(ObligationPlanDiagnostics.QuotaShape, entry.Span);
                return null;
            }
            role = common.NotNull();
        }
        return new QuotaTier(entry.Tier, when, by, minimum, target, entry.Clause, entry.Span);
    }

    private QuotaCount? Count(FactType? role)
    {
        var day = _quota.Within is null ? null : context.Formula(_quota.Within.Day, ScalarType.Date);
        if (_quota.Within is not null && day is null) return null;
        var unit = _quota.Within?.Unit ?? default;
        var elsewhere = _quota.Counted is not null;
        var datesFit = (_quota.Date is not null) == (_quota.Within is not null) || elsewhere;
        if (elsewhere == _quota.Records is not null || (elsewhere && (_quota.Date ?? _quota.Counts) is not null) || !datesFit)
        {
            context.Diagnostics.Add(ObligationPlanDiagnostics.QuotaShape, _quota.Span);
            return null;
        }
        if (elsewhere)
            return context.Formula(_quota.Counted!, ScalarType.Integer) is { } counted ? new QuotaCount(null, -1, null, null, null, counted, unit, day) : null;
        if (context.Formula(_quota.Records!) is not { } records) return null;
        if (records.Type.NotNull() is not ListType list)
        {
            context.Diagnostics.Add(ObligationPlanDiagnostics.QuotaShape, _quota.Records!.Span);
            return null;
        }
        var inner = context.Inner();
        var record = inner.Scope.TryAddLocal("record", list.Element);
        var wanted = role is null ? null : inner.Scope.TryAddLocal("role", role.OrNull(), Diagnostics.TextCatalog.Rules.Find("obligation.role.label"));
        if (record is null || (role is not null && wanted is null))
        {
            context.Diagnostics.Add(Deciding.Documents.DocumentDiagnostics.NameTaken, _quota.Span, record is null ? "record" : "role");
            return null;
        }
        var date = _quota.Date is null ? null : inner.Formula(_quota.Date, ScalarType.Date.OrNull());
        var counts = _quota.Counts is null ? null : inner.Condition(_quota.Counts);
        if ((_quota.Date is not null && date is null) || (_quota.Counts is not null && counts is null)) return null;
        return new QuotaCount(records, record.Slot, date, counts, wanted?.Slot, null, unit, day);
    }
}
