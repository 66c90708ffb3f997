using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Explanations;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Facts.Writing;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.ObligationPlan;

/// <summary>A link of a chain.</summary>
/// <param name="After">Places of the steps that come before.</param>
internal sealed record PlanStep(string Code, Formula? When, ImmutableArray<int> After, Formula? From, Formula Offset, Formula Done, string? Clause, SourceSpan Span);

/// <summary>
/// Obligations that follow each other: each is due some time after the last of its predecessors was really done, so nothing is
/// due while one of them is open.
/// </summary>
internal sealed class StepsBody(ObligationFrame frame, ImmutableArray<PlanStep> steps, Formula asOf, EnumType code, FactType moment) : ObligationBody(
    frame,
    Member("state", ObligationState.Type),
    Member("steps", new MapType(code, StepType(moment))),
    Member("overdue", new ListType(code)),
    Member("current", code.OrNull()),
    Member("next", moment.OrNull()))
{
    private readonly RecordType _step = StepType(moment);

    public override IEnumerable<CoveragePoint> CoveragePoints => [.. steps.Select(s => new CoveragePoint(s.Code, s.Span)), .. base.CoveragePoints];

    public override IEnumerable<string> Reached(Value result)
    {
        var map = result.AsRecord()["steps"].AsMap();
        return [.. map.Keys.Where(k => map[k].AsRecord()["state"] != ObligationState.NotRequired), .. base.Reached(result)];
    }

    public static StepsBody? Link(ObligationPlanDocument plan, ObligationFrame frame, LinkContext context)
    {
        var code = new EnumType(new EnumDeclaration("step", [.. plan.Steps.DistinctBy(s => s.Step).Select(s => new EnumMember(s.Step, s.Label))]));
        var steps = ImmutableArray.CreateBuilder<PlanStep>();
        FactType? moment = null;
        var ok = true;
        for (var i = 0; i < plan.Steps.Count; i++)
        {
            if (Step(plan.Steps[i], i, plan, context, ref moment) is { } step) steps.Add(step);
            else ok = false;
        }
        if (!ok || moment is null || Moments.AsOf(plan, moment, context) is not { } asOf) return null;
        return new StepsBody(frame, steps.ToImmutable(), asOf, code, moment);
    }

    protected override ImmutableArray<Value> Evaluate(EvaluationContext context, out Value unknown)
    {
        unknown = Value.Null;
        var seen = asOf.Evaluate(context);
        if (seen.IsMissing) return Missing(seen, out unknown);
        var facts = new Fact[steps.Length];
        for (var i = 0; i < steps.Length; i++)
        {
            facts[i] = Fold(steps[i], facts, seen, context, out var cause);
            if (cause.IsMissing) return Missing(cause, out unknown);
        }
        var due = Enumerable.Range(0, steps.Length).Where(i => facts[i].State == ObligationState.Open || (facts[i].State == ObligationState.Breached && !facts[i].Done.IsPresent)).ToArray();
        var breached = facts.Any(f => f.State == ObligationState.Breached);
        var allDone = facts.Where(f => !f.Skipped).All(f => f.Done.IsPresent);
        var first = due.Length == 0 ? -1 : due.MinBy(i => (Order(facts[i].Due), i));
        return
        [
            breached ? ObligationState.Breached : allDone ? ObligationState.Met : due.Length == 0 ? ObligationState.NotRequired : ObligationState.Open,
            Value.Of(new ValueMap(steps.Select((s, i) => new KeyValuePair<string, Value>(s.Code, Value.Of(new ValueRecord(_step.MemberNames, [facts[i].State, facts[i].Due, facts[i].Done])))))),
            Value.Of(new ValueList([.. due.Where(i => facts[i].State == ObligationState.Breached).Select(i => Value.Of(steps[i].Code))])),
            first < 0 ? Value.Null : Value.Of(steps[first].Code),
            first < 0 ? Value.Null : facts[first].Due,
        ];
    }

    protected override ImmutableArray<Value> NotRequired()
    {
        var nothing = Value.Of(new ValueRecord(_step.MemberNames, [ObligationState.NotRequired, Value.Null, Value.Null]));
        return
        [
            ObligationState.NotRequired, Value.Of(new ValueMap(steps.Select(s => new KeyValuePair<string, Value>(s.Code, nothing)))),
            Value.Of(ValueList.Empty), Value.Null, Value.Null,
        ];
    }

    private Fact Fold(PlanStep step, Fact[] before, Value seen, EvaluationContext context, out Value cause)
    {
        var applies = step.When?.Evaluate(context) ?? Value.True;
        var start = step.From?.Evaluate(context) ?? Value.Null;
        var done = step.Done.Evaluate(context);
        var offset = step.Offset.Evaluate(context);
        cause = ObligationState.Unknown(applies, start, done, offset) ?? Value.Null;
        if (cause.IsMissing) return default;
        var label = code.Declaration.LabelOf(step.Code);
        var builder = ExplanationBuilder.Of(context);
        if (!applies.IsTrue)
        {
            builder?.Add("obligation.step.skipped", step.Span, null, step.Clause, label);
            return new Fact(ObligationState.NotRequired, Value.Null, done, Skipped: true);
        }
        var waits = step.From is not null && start.IsNull;
        foreach (var earlier in step.After)
        {
            if (before[earlier].Skipped) continue;
            waits |= !before[earlier].Done.IsPresent;
            start = Moments.Later(start, before[earlier].Done);
        }
        if (waits || !start.IsPresent || offset.IsNull)
        {
            builder?.Add("obligation.step.waits", step.Span, null, step.Clause, label);
            return new Fact(ObligationState.NotRequired, Value.Null, done, Skipped: false);
        }
        var due = TimeOperators.Apply(ArithmeticOperator.Add, start, offset, context);
        var state = ObligationState.Judge(due, done, seen);
        builder?.Add("obligation.task." + ObligationState.Word(state, done), step.Span, ObligationState.Verdict(state), step.Clause, label, ValueText.Of(due, moment), ValueText.Of(done, moment), ValueText.Of(seen, moment));
        return new Fact(state, due, done, Skipped: false);
    }

    private static PlanStep? Step(StepEntry entry, int index, ObligationPlanDocument plan, LinkContext context, ref FactType? moment)
    {
        var ok = true;
        if (plan.Steps.Take(index).Any(s => s.Step == entry.Step))
        {
            context.Diagnostics.Add(ObligationPlanDiagnostics.CodeTwice, entry.Span, entry.Step);
            ok = false;
        }
        var after = ImmutableArray.CreateBuilder<int>();
        foreach (var name in entry.After)
        {
            var earlier = plan.Steps.Take(index).Select(s => s.Step).ToList();
            if (earlier.IndexOf(name) is var at and >= 0) after.Add(at);
            else
            {
                context.Diagnostics.Add(ObligationPlanDiagnostics.UnknownStep, entry.Span, name, entry.Step, Suggestion.Phrase(name, earlier));
                ok = false;
            }
        }
        if (entry.From is null && entry.After.Count == 0)
        {
            context.Diagnostics.Add(ObligationPlanDiagnostics.StepWithoutStart, entry.Span, entry.Step);
            ok = false;
        }
        var when = entry.When is null ? null : context.Condition(entry.When);
        var done = context.Formula(entry.Done);
        var offset = context.Formula(entry.Offset);
        if (done is null || offset is null || (entry.When is not null && when is null)) return null;
        moment ??= done.Type.NotNull();
        if (!Moments.IsMoment(done.Type) || !done.Type.NotNull().Equals(moment))
        {
            context.Diagnostics.Add(ObligationPlanDiagnostics.NotADay, entry.Done.Span, done.Type.Name);
            moment = Moments.IsMoment(moment) ? moment : null;
            return null;
        }
        var from = entry.From is null ? null : context.Formula(entry.From, moment.OrNull());
        if (entry.From is not null && from is null) return null;
        ok &= Moments.CanAdd(moment, offset.Type, entry.Offset, context);
        return ok ? new PlanStep(entry.Step, when, after.ToImmutable(), from, offset, done, entry.Clause, entry.Span) : null;
    }

    private static RecordType StepType(FactType moment) =>
        TypeRules.RecordOf([Member("state", ObligationState.Type), Member("due", moment.OrNull()), Member("done", moment.OrNull())]);

    private static long Order(Value moment) => moment.Kind == ValueKind.Date ? moment.AsDate().DayNumber : moment.AsInstant().UtcTicks;

    private readonly record struct Fact(Value State, Value Due, Value Done, bool Skipped);
}
