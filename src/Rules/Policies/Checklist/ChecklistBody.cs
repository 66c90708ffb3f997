using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Explanations;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.Checklist;

/// <summary>Runs the checks of a checklist in their order and tells what is missing, what comes next, what is forbidden and there.</summary>
internal sealed class ChecklistBody(Formula when, ImmutableArray<Check> checks, FactType code, FactType foundCode) : KindBody
{
    private const int MissingMember = 3;
    private const int ViolationsMember = 6;

    public override RecordType ResultType { get; } = TypeRules.RecordOf(
    [
        new("applies", ScalarType.Boolean),
        new("complete", ScalarType.Boolean),
        new("allowed", ScalarType.Boolean),
        new("missing", new ListType(code)),
        new("held", new ListType(code)),
        new("next", code.OrNull()),
        new("violations", new ListType(foundCode)),
        new("unexpected", new ListType(code.Equals(foundCode) ? code : ScalarType.Text)),
        new("wrongActor", new ListType(code)),
    ]);

    public override IEnumerable<CoveragePoint> CoveragePoints => checks.SelectMany(c => c.Points).DistinctBy(p => p.Id);

    /// <summary>A test has seen a code when it saw it missing, or forbidden and found.</summary>
    public override IEnumerable<string> Reached(Value result) =>
        new[] { MissingMember, ViolationsMember }.SelectMany(m => result.AsRecord().Values[m].AsList().Items).Select(c => c.AsText());

    public override Value Decide(EvaluationContext context)
    {
        // That it applies is worth a word only where it might not.
        var builder = when.Tree is BoundConstant ? null : ExplanationBuilder.Of(context);
        builder?.Begin();
        var applies = when.Evaluate(context);
        builder?.End("checklist.applies", when.Span, applies.IsMissing ? null : applies.IsTrue, null);
        if (applies.IsMissing) return applies;
        var findings = new Findings();
        if (applies.IsTrue)
            foreach (var check in checks) check.Run(context, findings);
        if (findings.Unknown.IsMissing) return findings.Unknown;
        var complete = findings.Missing.InOrder.Count == 0;
        var next = !findings.Next.IsMissing ? findings.Next : complete ? Value.Null : findings.Missing.InOrder[0];
        return Value.Of(new ValueRecord(ResultType.MemberNames,
        [
            Value.Of(applies.IsTrue),
            Value.Of(complete),
            Value.Of(complete && findings.Violations.InOrder.Count == 0),
            findings.Missing.ToValue(),
            findings.Held.ToValue(),
            next,
            findings.Violations.ToValue(),
            findings.Unexpected(),
            findings.WrongActor.ToValue(),
        ]));
    }
}
