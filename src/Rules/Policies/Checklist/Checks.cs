using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Explanations;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Facts.Writing;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.Checklist;

/// <summary>One thing that a checklist looks at.</summary>
internal abstract class Check
{
    public abstract void Run(EvaluationContext context, Findings findings);

    /// <summary>The codes that are known without facts, for the coverage of tests.</summary>
    public virtual IEnumerable<CoveragePoint> Points => [];

    protected static IEnumerable<CoveragePoint> PointsOf(Formula formula) =>
        formula.Tree is BoundSymbol { Symbol: ParameterSymbol { Value.Kind: ValueKind.List } parameter }
            ? parameter.Value.AsList().Items.Where(c => c.Kind == ValueKind.Text).Select(c => new CoveragePoint(c.AsText(), formula.Span))
            : [];

    /// <summary>Whether a part applies; null when that cannot be told.</summary>
    protected static bool? Applies(Formula when, EvaluationContext context, Findings findings)
    {
        var holds = when.Evaluate(context);
        return findings.CannotTell(holds) ? null : holds.IsTrue;
    }
}

/// <summary>One code: there when its condition holds, or when it is among what is present.</summary>
internal sealed class ItemCheck(Value code, LocalizedText label, Formula when, Formula? satisfied, Presence? present, string? clause, SourceSpan span) : Check
{
    public override IEnumerable<CoveragePoint> Points => [new(code.AsText(), span)];

    public override void Run(EvaluationContext context, Findings findings)
    {
        findings.Know(code);
        var builder = ExplanationBuilder.Of(context);
        builder?.Begin();
        var (phrase, verdict) = Decide(context, findings) switch
        {
            (null, _) => ("checklist.unknown", (bool?)null),
            (false, _) => ("checklist.notAsked", null),
            (_, null) => ("checklist.unknown", null),
            (_, true) => ("checklist.present", true),
            _ => ("checklist.missing", false),
        };
        if (verdict is { } held) findings.Add(code, held);
        builder?.End(phrase, span, verdict, clause, label);
    }

    private (bool? Applies, bool? Held) Decide(EvaluationContext context, Findings findings)
    {
        if (Applies(when, context, findings) is not true and var applies) return (applies, null);
        if (present is not null) return (true, findings.Look(present, context)?.Contains(code));
        var holds = satisfied!.Evaluate(context);
        return (true, findings.CannotTell(holds) ? null : holds.IsTrue);
    }
}

/// <summary>A list of codes that must all be present.</summary>
internal sealed class ListCheck(Formula required, FactType codeType, Formula when, Presence present, string? clause) : Check
{
    public override IEnumerable<CoveragePoint> Points => PointsOf(required);

    public override void Run(EvaluationContext context, Findings findings)
    {
        var codes = required.Evaluate(context);
        if (findings.CannotTell(codes) || codes.IsNull) return;
        foreach (var code in codes.AsList().Items) findings.Know(code);
        if (Applies(when, context, findings) is not true) return;
        if (findings.Look(present, context) is not { } there) return;
        foreach (var code in codes.AsList().Items)
        {
            var held = there.Contains(code);
            findings.Add(code, held);
            ExplanationBuilder.Of(context)?.Add(held ? "checklist.present" : "checklist.missing", required.Span, held, clause, ValueText.Of(code, codeType));
        }
    }
}

/// <summary>A list of codes that must not be found.</summary>
internal sealed class ForbiddenCheck(Formula forbidden, FactType codeType, Presence found) : Check
{
    public override IEnumerable<CoveragePoint> Points => PointsOf(forbidden);

    public override void Run(EvaluationContext context, Findings findings)
    {
        var codes = forbidden.Evaluate(context);
        if (findings.CannotTell(codes) || findings.Look(found, context) is not { } seen || codes.IsNull) return;
        foreach (var code in codes.AsList().Items)
        {
            findings.Know(code);
            var violated = seen.Contains(code);
            if (violated) findings.Violations.Add(code);
            ExplanationBuilder.Of(context)?.Add(violated ? "checklist.violated" : "checklist.notFound", forbidden.Span, !violated, null, ValueText.Of(code, codeType));
        }
    }
}
