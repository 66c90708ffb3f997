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

namespace CrmWorkflows.Rules.Policies.ApprovalChain;

/// <summary>What an approval consists of: a role, or a record of which the members have these places; -1 for none.</summary>
internal sealed record ApprovalShape(FactType Element, FactType Role, int RoleMember, int PersonMember, int ApprovedMember);

/// <summary>Chooses the chain, reads the approvals against it, and tells who is next and what did not count.</summary>
internal sealed class ApprovalChainBody(
    ImmutableArray<ConditionalRoute> routes, EmergencyRoute? emergency, Formula approvals, ApprovalShape shape, Formula? requestedBy, FactType stepType) : KindBody
{
    /// <summary>The type ignoredReason, which documents can name in their outcome.</summary>
    public static EnumType Reason { get; } = new(new EnumDeclaration("ignoredReason", [.. Enum.GetNames<IgnoredReason>().Select(n => char.ToLowerInvariant(n[0]) + n[1..]).Select(c => new EnumMember(c, TextCatalog.Rules.Find("approval.reason." + c)))]));

    private const int NextMember = 1;
    private const int PassedMember = 8;

    public override RecordType ResultType { get; } = TypeRules.RecordOf(
    [
        new("approved", ScalarType.Boolean),
        new("next", stepType.OrNull()),
        new("nextRoles", new ListType(shape.Role)),
        new("ignored", new ListType(shape.Element)),
        new("reasons", new ListType(Reason)),
        new("counted", new ListType(shape.Element)),
        new("rejected", ScalarType.Boolean),
        new("required", ScalarType.Boolean),
        new("passed", new ListType(stepType)),
        new("emergency", ScalarType.Boolean),
        new("reviewOutstanding", new ListType(stepType)),
    ]);

    public override IEnumerable<CoveragePoint> CoveragePoints =>
        routes.SelectMany(r => r.Route.Steps).Concat(emergency?.Route.Steps ?? []).Select(s => new CoveragePoint(s.Step.Id.AsText(), s.Step.Span)).DistinctBy(p => p.Id);

    /// <summary>A test has seen a step when it was filled or waited for.</summary>
    public override IEnumerable<string> Reached(Value result)
    {
        var values = result.AsRecord().Values;
        return values[PassedMember].AsList().Items.Append(values[NextMember]).Where(v => v.IsPresent).Select(v => v.AsText());
    }

    public override Value Decide(EvaluationContext context)
    {
        var unknown = Value.Null;
        var route = Choose(context, ref unknown);
        var isEmergency = IsEmergency(context, ref unknown);
        var steps = route?.Resolve(context, ref unknown);
        var review = new List<ApprovalStep>();
        var came = approvals.Evaluate(context);
        var asker = requestedBy?.Evaluate(context) ?? Value.Null;
        if (came.IsMissing || asker.IsMissing) unknown = Operators.Missing(unknown, Operators.Missing(came, asker));
        if (isEmergency && steps is not null)
        {
            review = emergency!.Review is { } reviewers ? reviewers.Resolve(context, ref unknown) : steps;
            steps = emergency.Route.Resolve(context, ref unknown);
        }
        var read = came.IsPresent ? ApprovalsOf(came, ref unknown) : [];
        return unknown.IsMissing || steps is null || review is null ? unknown : Read(steps, review, read, asker, isEmergency, context);
    }

    private Value Read(List<ApprovalStep> steps, List<ApprovalStep> review, List<Approval> came, Value asker, bool isEmergency, EvaluationContext context)
    {
        var builder = ExplanationBuilder.Of(context);
        // The steps for which nobody agreed on the short way follow as the review; they are read behind it.
        var all = steps.ToList();
        var reading = new ApprovalReading(all, asker);
        var extended = !isEmergency;
        foreach (var approval in came)
        {
            Extend();
            var (step, reason) = reading.Read(approval);
            Tell(builder, approval, step, reason);
        }
        Extend();
        var approved = !reading.IsRejected && reading.Passed >= steps.Count;
        if (reading.Next is { } next) builder?.Add("approval.waiting", next.Span, null, next.Clause, next.Label, ValueText.Of(Value.List([.. reading.NextRoles]), new ListType(shape.Role)));
        else if (!reading.IsRejected) builder?.Add("approval.complete", approvals.Span, true, null);
        return Value.Of(new ValueRecord(ResultType.MemberNames,
        [
            Value.Of(approved),
            reading.Next?.Id ?? Value.Null,
            Value.List([.. reading.NextRoles]),
            Value.List([.. reading.Ignored.Select(i => i.Approval)]),
            Value.List([.. reading.Ignored.Select(i => Value.Of(CodeOf(i.Reason)))]),
            Value.List([.. reading.Counted]),
            Value.Of(reading.IsRejected),
            Value.Of(steps.Count > 0),
            Value.List([.. all.Take(reading.Passed).Select(s => s.Id)]),
            Value.Of(isEmergency),
            Value.List([.. approved && isEmergency ? all.Skip(reading.Passed).Select(s => s.Id) : []]),
        ]));

        void Extend()
        {
            if (extended || reading.Passed < steps.Count) return;
            extended = true;
            all.AddRange(review.Where(s => !(s.NeedsAll ? s.Roles.All(reading.CountedRoles.Contains) : s.Roles.Any(reading.CountedRoles.Contains))));
        }
    }

    private void Tell(ExplanationBuilder? builder, Approval approval, ApprovalStep? step, IgnoredReason? reason)
    {
        if (builder is null) return;
        var who = ValueText.Of(approval.Whole, shape.Element);
        if (reason is { } why) builder.Add("approval.ignored", approvals.Span, false, step?.Clause, who, Reason.Declaration.LabelOf(CodeOf(why)));
        else builder.Add(approval.Agrees ? "approval.counted" : "approval.rejected", step!.Span, approval.Agrees, step.Clause, who, step.Label);
    }

    private Route? Choose(EvaluationContext context, ref Value unknown)
    {
        var builder = ExplanationBuilder.Of(context);
        foreach (var route in routes)
        {
            builder?.Begin();
            var holds = route.When.Evaluate(context);
            builder?.End(route.IsRest ? "approval.chain" : "approval.chainWhen", route.Span, holds.IsMissing ? null : holds.IsTrue, route.Clause);
            if (holds.IsTrue) return route.Route;
            if (!holds.IsMissing) continue;
            unknown = Operators.Missing(unknown, holds);
            return null;
        }
        throw new EvaluationFault(ApprovalChainDiagnostics.NoChainApplies);
    }

    private bool IsEmergency(EvaluationContext context, ref Value unknown)
    {
        if (emergency is null) return false;
        var builder = ExplanationBuilder.Of(context);
        builder?.Begin();
        var holds = emergency.When.Evaluate(context);
        builder?.End("approval.emergency", emergency.Span, holds.IsMissing ? null : holds.IsTrue, null);
        if (holds.IsMissing) unknown = Operators.Missing(unknown, holds);
        return holds.IsTrue;
    }

    private List<Approval> ApprovalsOf(Value came, ref Value unknown)
    {
        var read = new List<Approval>();
        foreach (var item in came.AsList().Items)
        {
            var approval = item.IsMissing || shape.RoleMember < 0
                ? new Approval(item, item, Value.Null, true)
                : new Approval(item, item.AsRecord().Values[shape.RoleMember], Member(item, shape.PersonMember), !Member(item, shape.ApprovedMember).IsFalse);
            unknown = Operators.Missing(unknown, Operators.Missing(approval.Role, Operators.Missing(approval.Person, Member(item, shape.ApprovedMember))));
            read.Add(approval);
        }
        return read;
    }

    private static Value Member(Value record, int index) => index < 0 || !record.IsPresent ? Value.Null : record.AsRecord().Values[index];

    private static string CodeOf(IgnoredReason reason)
    {
        var name = reason.ToString();
        return Reason.Declaration.Canonical(char.ToLowerInvariant(name[0]) + name[1..])!;
    }
}
