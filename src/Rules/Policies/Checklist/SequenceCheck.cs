using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Explanations;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Facts.Writing;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.Checklist;

/// <summary>
/// Steps in order, one by one or in stages: what lies before the requested one must be done; in which order it was done is not judged. Without a
/// request the whole must be done. A sequence is a list of stages with one step each.
/// </summary>
internal sealed class SequenceCheck(Formula steps, Formula? requested, Presence? completed, CompletedBy? completedBy, FactType stageType, FactType stepType) : Check
{
    /// <summary>The steps that can be missing; where a step must be requested, nothing can wait for the last one.</summary>
    public override IEnumerable<CoveragePoint> Points => requested is { Type.IsNullable: false } ? PointsOf(steps).SkipLast(1) : PointsOf(steps);

    public override void Run(EvaluationContext context, Findings findings)
    {
        var order = steps.Evaluate(context);
        var wanted = requested?.Evaluate(context) ?? Value.Null;
        var done = completed is not null ? findings.Look(completed, context) : completedBy!.Evaluate(context, findings);
        if (findings.CannotTell(order) | findings.CannotTell(wanted) || done is null || order.IsNull) return;
        var stages = StagesOf(order);
        foreach (var step in stages.SelectMany(s => s.Steps)) findings.Know(step);
        var before = stages.Count;
        if (wanted.IsPresent)
        {
            before = stages.FindIndex(s => s.Code == wanted);
            if (before < 0)
                throw new EvaluationFault(ChecklistDiagnostics.NotInSequence, ValueText.Of(wanted, stageType), ValueText.Of(Value.List([.. stages.Select(s => s.Code)]), new ListType(stageType)));
        }
        findings.Next = Value.Null;
        var builder = ExplanationBuilder.Of(context);
        for (var i = 0; i < stages.Count; i++)
        {
            foreach (var step in stages[i].Steps)
            {
                var isDone = done.Contains(step);
                if (!isDone && findings.Next.IsNull) findings.Next = step;
                if (i >= before) continue;
                findings.Add(step, isDone);
                builder?.Add(isDone ? "checklist.stepDone" : "checklist.stepMissing", steps.Span, isDone, null, ValueText.Of(step, stepType));
            }
        }
    }

    private static List<(Value Code, IReadOnlyList<Value> Steps)> StagesOf(Value order)
    {
        if (order.Kind != ValueKind.Map) return [.. order.AsList().Items.Select(s => (s, (IReadOnlyList<Value>)[s]))];
        var map = order.AsMap();
        return [.. map.Keys.Select(k => (Value.Of(k), (IReadOnlyList<Value>)map[k].AsList().Items))];
    }
}

/// <summary>Steps done by somebody: one counts when it was done by a role whose step it is. A step without an actor is anybody's.</summary>
internal sealed class CompletedBy(Formula completed, Formula actors, int step, int by, FactType stepType, FactType roleType)
{
    public CodeSet? Evaluate(EvaluationContext context, Findings findings)
    {
        var records = completed.Evaluate(context);
        var owners = actors.Evaluate(context);
        if (findings.CannotTell(records) | findings.CannotTell(owners)) return null;
        var done = new CodeSet();
        if (records.IsNull) return done;
        var unknown = false;
        foreach (var item in records.AsList().Items)
        {
            if (findings.CannotTell(item))
            {
                unknown = true;
                continue;
            }
            var (code, role) = (Member(item, step), Member(item, by));
            if (findings.CannotTell(code) | findings.CannotTell(role))
            {
                unknown = true;
                continue;
            }
            findings.See([code]);
            if (IsOwner(owners, code, role)) done.Add(code);
            else
            {
                findings.WrongActor.Add(code);
                ExplanationBuilder.Of(context)?.Add("checklist.wrongActor", completed.Span, false, null, ValueText.Of(code, stepType), ValueText.Of(role, roleType));
            }
        }
        return unknown ? null : done;
    }

    // What a record lacks is named by the fact that supplies it.
    private Value Member(Value item, int member)
    {
        var value = item.AsRecord().Values[member];
        return value.IsMissing ? Value.Missing($"{BoundPath.Of(completed.Tree)}[].{item.AsRecord().Names[member]}") : value;
    }

    private static bool IsOwner(Value owners, Value step, Value role)
    {
        if (!owners.IsPresent || !step.IsPresent || !owners.AsMap().TryGet(step.AsText(), out var owner)) return true;
        return owner.Kind == ValueKind.List ? owner.AsList().Items.Contains(role) : owner == role;
    }
}
