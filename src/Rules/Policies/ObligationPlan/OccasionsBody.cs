using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Explanations;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Facts.Writing;
using CrmWorkflows.Rules.Values;
using CrmWorkflows.Rules.Values.Time;

namespace CrmWorkflows.Rules.Policies.ObligationPlan;

internal enum OccasionRule { Dates, Yearly, Monthly, Weekday }

/// <summary>A kind of day on which something is to be done.</summary>
/// <param name="MonthSlot">Where a monthly rule finds its month.</param>
internal sealed record PlanOccasion(string Code, OccasionRule Rule, Formula Value, int MonthSlot, string? Clause, SourceSpan Span);

/// <summary>Days on which something is to be done: a list of days, a day of every year or month, a weekday.</summary>
internal sealed class OccasionsBody(ObligationFrame frame, ImmutableArray<PlanOccasion> occasions, Formula day, EnumType code) : ObligationBody(
    frame,
    Member("state", ObligationState.Type),
    Member("isDue", ScalarType.Boolean),
    Member("reasons", new ListType(code)),
    Member("next", ScalarType.Date.OrNull()))
{
    public override IEnumerable<CoveragePoint> CoveragePoints => [.. occasions.Select(o => new CoveragePoint(o.Code, o.Span)), .. base.CoveragePoints];

    public override IEnumerable<string> Reached(Value result) =>
        [.. result.AsRecord()["reasons"].AsList().Items.Select(i => i.AsText()), .. base.Reached(result)];

    public static OccasionsBody? Link(ObligationPlanDocument plan, ObligationFrame frame, LinkContext context)
    {
        var entry = plan.Occasions!;
        if (entry.On.Count == 0)
        {
            context.Diagnostics.Add(ObligationPlanDiagnostics.NothingListed, entry.Span, "on");
            return null;
        }
        var day = context.Formula(entry.Day, ScalarType.Date);
        var occasions = entry.On.Select(o => Occasion(o, entry, context)).ToArray();
        if (day is null || occasions.Any(o => o is null)) return null;
        var code = new EnumType(new EnumDeclaration("occasion", [.. entry.On.Select(o => new EnumMember(o.Occasion, o.Label))]));
        return new OccasionsBody(frame, [.. occasions!], day, code);
    }

    protected override ImmutableArray<Value> Evaluate(EvaluationContext context, out Value unknown)
    {
        unknown = Value.Null;
        var asked = day.Evaluate(context);
        if (asked.IsMissing) return Missing(asked, out unknown);
        var reasons = ImmutableArray.CreateBuilder<Value>();
        DateOnly? next = null;
        foreach (var occasion in occasions)
        {
            var found = Days(occasion, asked.AsDate(), context, out unknown);
            if (unknown.IsMissing) return default;
            if (found.Today) reasons.Add(Value.Of(occasion.Code));
            if (found.Next is { } later && (next is null || later < next)) next = later;
            ExplanationBuilder.Of(context)?.Add(found.Today ? "obligation.occasion.today" : "obligation.occasion.other", occasion.Span, found.Today, occasion.Clause,
                code.Declaration.LabelOf(occasion.Code), ValueText.Of(asked, ScalarType.Date), ValueText.Of(found.Next is { } n ? Value.Of(n) : Value.Null, ScalarType.Date));
        }
        return
        [
            reasons.Count > 0 ? ObligationState.Open : ObligationState.NotRequired,
            Value.Of(reasons.Count > 0), Value.Of(new ValueList(reasons.ToImmutable())), next is { } at ? Value.Of(at) : Value.Null,
        ];
    }

    protected override ImmutableArray<Value> NotRequired() => [ObligationState.NotRequired, Value.False, Value.Of(ValueList.Empty), Value.Null];

    // Whether the day is one, and the first one strictly after it.
    private static (bool Today, DateOnly? Next) Days(PlanOccasion occasion, DateOnly today, EvaluationContext context, out Value unknown)
    {
        unknown = Value.Null;
        if (occasion.Rule == OccasionRule.Monthly) return Monthly(occasion, today, context, out unknown);
        var value = occasion.Value.Evaluate(context);
        if (!value.IsPresent)
        {
            unknown = value;
            return default;
        }
        switch (occasion.Rule)
        {
            case OccasionRule.Dates:
                var days = value.AsList().Items.Where(d => d.IsPresent).Select(d => d.AsDate()).ToArray();
                context.Step(days.Length);
                var later = days.Where(d => d > today).Select(d => (DateOnly?)d).DefaultIfEmpty(null).Min();
                return (days.Contains(today), later);
            case OccasionRule.Yearly:
                var kept = value.AsMonthDay();
                var next = kept.OnYear(today.Year) > today ? kept.OnYear(today.Year) : today.Year < 9999 ? kept.OnYear(today.Year + 1) : (DateOnly?)null;
                return (kept.IsKeptOn(today), next);
            default:
                var number = value.AsInteger();
                if (number is < 1 or > 7) throw new EvaluationFault(ObligationPlanDiagnostics.NotAWeekday, number);
                var weekday = (DayOfWeek)(number % 7);
                return (today.DayOfWeek == weekday, Weekdays.TryFirstAfter(today, weekday, out var after) ? after : null);
        }
    }

    private static (bool Today, DateOnly? Next) Monthly(PlanOccasion occasion, DateOnly today, EvaluationContext context, out Value unknown)
    {
        unknown = Value.Null;
        var isToday = false;
        DateOnly? next = null;
        // A rule may lead out of its month by some days, so its neighbours are looked at too.
        for (var offset = -1; offset <= 2; offset++)
        {
            if (!YearMonth.Of(today).TryAddMonths(offset, out var month)) continue;
            context.Locals[occasion.MonthSlot] = Value.Of(month);
            var found = occasion.Value.Evaluate(context);
            if (found.IsMissing) unknown = found;
            if (!found.IsPresent) continue;
            isToday |= found.AsDate() == today;
            if (found.AsDate() > today && (next is null || found.AsDate() < next)) next = found.AsDate();
        }
        return (isToday, next);
    }

    private static PlanOccasion? Occasion(OccasionEntry entry, OccasionsEntry all, LinkContext context)
    {
        if (all.On.TakeWhile(o => o != entry).Any(o => o.Occasion == entry.Occasion))
        {
            context.Diagnostics.Add(ObligationPlanDiagnostics.CodeTwice, entry.Span, entry.Occasion);
            return null;
        }
        var rules = new[] { entry.Dates, entry.Yearly, entry.Monthly, entry.Weekday };
        if (rules.Count(r => r is not null) != 1)
        {
            context.Diagnostics.Add(ObligationPlanDiagnostics.OccasionShape, entry.Span, entry.Occasion);
            return null;
        }
        var rule = (OccasionRule)Array.FindIndex(rules, r => r is not null);
        var text = rules[(int)rule]!;
        var slot = -1;
        Formula? formula;
        switch (rule)
        {
            case OccasionRule.Dates: formula = context.Formula(text, new ListType(ScalarType.Date, nullable: true)); break;
            case OccasionRule.Yearly: formula = context.Formula(text, ScalarType.MonthDay.OrNull()); break;
            case OccasionRule.Weekday: formula = context.Formula(text, ScalarType.Integer.OrNull()); break;
            default:
                var inner = context.Inner();
                if (inner.Scope.TryAddLocal("month", ScalarType.YearMonth) is not { } month)
                {
                    context.Diagnostics.Add(Deciding.Documents.DocumentDiagnostics.NameTaken, entry.Span, "month");
                    return null;
                }
                slot = month.Slot;
                formula = inner.Formula(text, ScalarType.Date.OrNull());
                break;
        }
        return formula is null ? null : new PlanOccasion(entry.Occasion, rule, formula, slot, entry.Clause, entry.Span);
    }
}
