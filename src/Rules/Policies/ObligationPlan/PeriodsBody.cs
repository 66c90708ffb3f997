using System.Collections.Immutable;
using System.Globalization;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Explanations;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Facts.Writing;
using CrmWorkflows.Rules.Values;
using CrmWorkflows.Rules.Values.Time;

namespace CrmWorkflows.Rules.Policies.ObligationPlan;

/// <summary>Something that must be there for every calendar period. A period that ends on the day of the question has not ended.</summary>
internal sealed class PeriodsBody(ObligationFrame frame, ImmutableArray<PeriodUnit> every, Formula? from, Formula filed, Formula? grace, Formula asOf, FactType item) : ObligationBody(
    frame,
    Member("state", ObligationState.Type),
    Member("missing", new ListType(item.Kind == ValueKind.Date ? ScalarType.Text : item)),
    Member("missed", ScalarType.Integer),
    Member("period", ScalarType.Text),
    Member("due", ScalarType.Date))
{
    public static PeriodsBody? Link(ObligationPlanDocument plan, ObligationFrame frame, LinkContext context)
    {
        var periods = plan.Periods!;
        if (periods.Every.Count == 0)
        {
            context.Diagnostics.Add(ObligationPlanDiagnostics.NothingListed, periods.Span, "every");
            return null;
        }
        var from = periods.From is null ? null : context.Formula(periods.From, ScalarType.Date);
        var filed = context.Formula(periods.Filed);
        var grace = periods.Grace is null ? null : context.Formula(periods.Grace);
        var asOf = Moments.AsOf(plan, ScalarType.Date, context);
        if (filed is null || asOf is null || (periods.From is not null && from is null) || (periods.Grace is not null && grace is null)) return null;
        if (Item(filed.Type, periods.Every) is not { } item)
        {
            context.Diagnostics.Add(ObligationPlanDiagnostics.FiledShape, periods.Filed.Span, filed.Type.Name);
            return null;
        }
        if (grace is not null && !Moments.CanAdd(ScalarType.Date, grace.Type, periods.Grace!, context)) return null;
        return new PeriodsBody(frame, [.. periods.Every.Distinct()], from, filed, grace, asOf, item);
    }

    protected override ImmutableArray<Value> Evaluate(EvaluationContext context, out Value unknown)
    {
        unknown = Value.Null;
        var (start, there, extra, seen) = (from?.Evaluate(context) ?? Value.Null, filed.Evaluate(context), grace?.Evaluate(context) ?? Value.Null, asOf.Evaluate(context));
        if (ObligationState.Unknown(start, there, extra, seen) is { } cause) return Missing(cause, out unknown);
        var day = seen.AsDate();
        var held = Held(there, context);
        var builder = ExplanationBuilder.Of(context);
        if (start.IsPresent && start.AsDate() > day)
        {
            var first = Periods.Of(start.AsDate(), every[0]);
            builder?.Add("obligation.period.notYet", filed.Span, null, null, ValueText.Of(start, ScalarType.Date));
            return [ObligationState.NotRequired, Value.Of(ValueList.Empty), Value.Of(0L), Value.Of(first.Label), Due(first, extra, context)];
        }
        var missing = new List<LabelledPeriod>();
        foreach (var unit in every)
        {
            if (!start.IsPresent) break;
            context.Step(Periods.Count(start.AsDate(), day, unit));
            foreach (var period in Periods.Ended(start.AsDate(), day, unit))
                if (!held.Contains(period.Label) && Due(period, extra, context).AsDate() < day) missing.Add(period);
        }
        // In the order in which they fell due; of two that end together the shorter first.
        missing.Sort((a, b) => (a.Last, b.First).CompareTo((b.Last, a.First)));
        if (builder is not null)
            foreach (var period in missing.Take(MostExplained))
                builder.Add("obligation.period.missing", filed.Span, false, null, period.Label, ValueText.Of(Value.Of(period.Last), ScalarType.Date));
        var running = Periods.Of(day, every[0]);
        var state = missing.Count > 0 ? ObligationState.Breached : held.Contains(running.Label) ? ObligationState.Met : ObligationState.Open;
        builder?.Add("obligation.period." + state.AsText(), filed.Span, ObligationState.Verdict(state), null, missing.Count, running.Label, ValueText.Of(Value.Of(running.Last), ScalarType.Date));
        return [state, Value.Of(new ValueList([.. missing.Select(Named)])), Value.Of((long)missing.Count), Value.Of(running.Label), Due(running, extra, context)];
    }

    protected override ImmutableArray<Value> NotRequired() =>
        [ObligationState.NotRequired, Value.Of(ValueList.Empty), Value.Of(0L), Value.Null, Value.Null];

    private const int MostExplained = 24;

    private static Value Due(LabelledPeriod period, Value extra, EvaluationContext context) =>
        extra.IsPresent ? TimeOperators.Apply(ArithmeticOperator.Add, Value.Of(period.Last), extra, context) : Value.Of(period.Last);

    private Value Named(LabelledPeriod period) => item.Kind switch
    {
        ValueKind.Integer => Value.Of((long)period.First.Year),
        ValueKind.YearMonth => Value.Of(YearMonth.Of(period.First)),
        _ => Value.Of(period.Label),
    };

    // The labels of the periods for which something is there.
    private HashSet<string> Held(Value there, EvaluationContext context)
    {
        var labels = new HashSet<string>(StringComparer.Ordinal);
        if (!there.IsPresent) return labels;
        context.Step(there.AsList().Count);
        foreach (var value in there.AsList().Items.Where(i => i.IsPresent))
        {
            switch (value.Kind)
            {
                case ValueKind.Date:
                    foreach (var unit in every) labels.Add(Periods.Of(value.AsDate(), unit).Label);
                    break;
                case ValueKind.Integer: labels.Add(value.AsInteger().ToString("D4", CultureInfo.InvariantCulture)); break;
                case ValueKind.YearMonth: labels.Add(value.AsYearMonth().ToString()); break;
                default: labels.Add(value.AsText()); break;
            }
        }
        return labels;
    }

    private static FactType? Item(FactType filed, IReadOnlyList<PeriodUnit> every) => (filed.NotNull() as ListType)?.Element.NotNull() switch
    {
        { Kind: ValueKind.Date } date => date,
        { Kind: ValueKind.Text } => ScalarType.Text,
        NullType => ScalarType.Text,
        { Kind: ValueKind.Integer } when every is [PeriodUnit.Year] => ScalarType.Integer,
        { Kind: ValueKind.YearMonth } when every is [PeriodUnit.Month] => ScalarType.YearMonth,
        _ => null,
    };
}
