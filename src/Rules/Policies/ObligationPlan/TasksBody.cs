using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Explanations;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Facts.Writing;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.ObligationPlan;

/// <summary>Several obligations that one event brings: each so long after (or before) it, or all by one day.</summary>
internal sealed class TasksBody(ObligationFrame frame, Formula codes, Formula anchor, Formula done, Formula asOf, FactType code, FactType moment) : ObligationBody(
    frame,
    Member("state", ObligationState.Type),
    Member("due", new MapType(code, moment)),
    Member("outstanding", new ListType(code)),
    Member("overdue", new ListType(code)),
    Member("late", new ListType(code)),
    Member("next", moment.OrNull()))
{
    public static TasksBody? Link(ObligationPlanDocument plan, ObligationFrame frame, LinkContext context)
    {
        var tasks = plan.Tasks!;
        var byOffset = tasks.Offsets is not null && tasks.From is not null;
        var byDay = tasks.List is not null && tasks.Due is not null;
        if (byOffset == byDay || (byOffset && (tasks.List ?? tasks.Due) is not null) || (byDay && (tasks.Offsets ?? tasks.From) is not null))
        {
            context.Diagnostics.Add(ObligationPlanDiagnostics.TasksShape, tasks.Span);
            return null;
        }
        var codes = context.Formula((tasks.Offsets ?? tasks.List)!);
        var anchor = context.Formula((tasks.From ?? tasks.Due)!);
        var done = context.Formula(tasks.Done);
        if (codes is null || anchor is null || done is null) return null;
        if (!Moments.IsMoment(anchor.Type))
        {
            context.Diagnostics.Add(ObligationPlanDiagnostics.NotADay, (tasks.From ?? tasks.Due)!.Span, anchor.Type.Name);
            return null;
        }
        FactType code;
        switch (codes.Type.NotNull())
        {
            case MapType map when byOffset:
                if (!Moments.CanAdd(anchor.Type, map.Element, tasks.Offsets!, context)) return null;
                code = map.Key;
                break;
            case ListType { Element.Kind: ValueKind.Text } list when byDay: code = list.Element.NotNull(); break;
            default:
                context.Diagnostics.Add(ObligationPlanDiagnostics.TasksShape, tasks.Span);
                return null;
        }
        var asOf = Moments.AsOf(plan, anchor.Type.NotNull(), context);
        var fits = done.Type.NotNull() switch
        {
            ListType list => list.Element.Kind == ValueKind.Text || list.Element is NullType,
            MapType map => map.Element.NotNull().Equals(anchor.Type.NotNull()),
            _ => false,
        };
        if (!fits) context.Diagnostics.Add(ObligationPlanDiagnostics.DoneShape, tasks.Done.Span, done.Type.Name, anchor.Type.Name);
        return !fits || asOf is null ? null : new TasksBody(frame, codes, anchor, done, asOf, code, anchor.Type.NotNull());
    }

    protected override ImmutableArray<Value> Evaluate(EvaluationContext context, out Value unknown)
    {
        unknown = Value.Null;
        var (listed, start, finished, seen) = (codes.Evaluate(context), anchor.Evaluate(context), done.Evaluate(context), asOf.Evaluate(context));
        if (ObligationState.Unknown(listed, start, finished, seen) is { } cause) return Missing(cause, out unknown);
        if (start.IsNull)
        {
            // The event has not happened yet.
            ExplanationBuilder.Of(context)?.Add("obligation.noDue", anchor.Span, null, null);
            return NotRequired();
        }
        var due = new List<KeyValuePair<string, Value>>();
        var (outstanding, overdue, late) = (List(), List(), List());
        Value next = Value.Null;
        foreach (var (task, at) in Due(listed, start, context))
        {
            context.Step();
            due.Add(new(task, at));
            var doneAt = DoneAt(finished, task);
            if (doneAt.IsMissing) return Missing(doneAt, out unknown);
            var isDone = doneAt.IsPresent;
            var state = isDone && doneAt.Kind == ValueKind.Boolean ? ObligationState.Met : ObligationState.Judge(at, doneAt, seen);
            if (!isDone)
            {
                outstanding.Add(Value.Of(task));
                if (next.IsNull || Value.Compare(at, next) < 0) next = at;
            }
            if (state == ObligationState.Breached) (isDone ? late : overdue).Add(Value.Of(task));
            ExplanationBuilder.Of(context)?.Add("obligation.task." + ObligationState.Word(state, doneAt), codes.Span, ObligationState.Verdict(state), null,
                ValueText.Of(Value.Of(task), code), ValueText.Of(at, moment), doneAt.Kind != ValueKind.Boolean ? ValueText.Of(doneAt, moment) : "", ValueText.Of(seen, moment));
        }
        var total = overdue.Count + late.Count > 0 ? ObligationState.Breached : outstanding.Count == 0 ? ObligationState.Met : ObligationState.Open;
        return [total, Value.Of(new ValueMap(due)), Of(outstanding), Of(overdue), Of(late), next];

        static ImmutableArray<Value>.Builder List() => ImmutableArray.CreateBuilder<Value>();
        static Value Of(ImmutableArray<Value>.Builder items) => Value.Of(new ValueList(items.ToImmutable()));
    }

    protected override ImmutableArray<Value> NotRequired()
    {
        var none = Value.Of(ValueList.Empty);
        return [ObligationState.NotRequired, Value.Of(new ValueMap([])), none, none, none, Value.Null];
    }

    private static IEnumerable<(string Task, Value Due)> Due(Value listed, Value start, EvaluationContext context)
    {
        if (listed.IsNull) return [];
        if (listed.Kind == ValueKind.List) return listed.AsList().Items.Where(i => i.IsPresent).Select(i => (i.AsText(), start));
        var offsets = listed.AsMap();
        return offsets.Keys.Where(k => offsets[k].IsPresent).Select(k => (k, TimeOperators.Apply(ArithmeticOperator.Add, start, offsets[k], context)));
    }

    // True when only the fact that it was done is known; null when it is not done.
    private static Value DoneAt(Value finished, string task) =>
        finished.IsNull ? Value.Null
        : finished.Kind == ValueKind.List ? finished.AsList().Items.Contains(Value.Of(task)) ? Value.True : Value.Null
        : finished.AsMap().TryGet(task, out var at) ? at : Value.Null;
}
