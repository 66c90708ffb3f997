using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Explanations;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.AccessPolicy;

/// <summary>Who asks, what for, and for what: the formulas that rules compare with their codes.</summary>
internal sealed record AccessAxes(Formula? Role, Formula? Purpose, Formula? Sensitivity);

/// <summary>Grounds that may not be used, and those that somebody wants to use.</summary>
internal sealed record GroundsCheck(Formula Forbidden, Formula Grounds, FactType Code);

/// <summary>The first rule that fits decides; nothing is allowed that no rule allows. Of several fields the least favourable verdict is that of the whole.</summary>
internal sealed class AccessPolicyBody(
    AccessAxes axes, ImmutableArray<AccessRule> rules, ImmutableArray<AccessField> fields, Formula? value, GroundsCheck? grounds, FactType approver, BarEntry? bars) : KindBody
{
    /// <summary>The type accessDecision, which documents can name in their outcome.</summary>
    public static EnumType Decision { get; } = new(new EnumDeclaration("accessDecision",
        [.. Enum.GetNames<AccessEffect>().Select(PartShape.Camel).Select(c => new EnumMember(c, TextCatalog.Rules.Find("access.decision." + c)))]));

    private const int RuleMember = 3;

    public override RecordType ResultType { get; } = TypeRules.RecordOf(
    [
        new("decision", Decision),
        new("allowed", ScalarType.Boolean),
        new("approver", approver.OrNull()),
        new("rule", ScalarType.Text.OrNull()),
        new("shown", ScalarType.Text.OrNull()),
        new("fields", new MapType(ScalarType.Text, Decision)),
        new("shownFields", new MapType(ScalarType.Text, ScalarType.Text.OrNull())),
        new("forbidden", new ListType(grounds?.Code ?? ScalarType.Text)),
    ]);

    public override IEnumerable<CoveragePoint> CoveragePoints => rules.Select(r => new CoveragePoint(r.Id, r.Span));

    public override IEnumerable<string> Reached(Value result) =>
        result.AsRecord().Values[RuleMember] is { IsPresent: true } rule ? [rule.AsText()] : [];

    public override void CheckSet(DecisionDocument self, IReadOnlyList<DecisionDocument> all, DiagnosticBag diagnostics)
    {
        if (bars is null) return;
        foreach (var other in all.Where(d => d.Name != self.Name && (bars.Kinds is null || bars.Kinds.Contains(d.Kind))))
            foreach (var fact in other.Facts)
                if (PathsOf(other, fact).FirstOrDefault(bars.Facts.Contains) is { } barred)
                    diagnostics.Add(AccessPolicyDiagnostics.BarredFact, other.Source.Facts.First(f => f.Name == fact.Name).Span, other.Title, fact.Label, barred, self.Title);
    }

    // What a document uses, by the fact's name and by its path in the fact model.
    private static IEnumerable<string> PathsOf(DecisionDocument document, FactDeclaration fact) =>
        FactUse.Of(document, fact).SelectMany(path => fact.From is null ? [fact.Name + path] : new[] { fact.Name + path, fact.From + path });

    public override Value Decide(EvaluationContext context)
    {
        var unknown = Value.Null;
        var role = Of(axes.Role, context, ref unknown);
        var purpose = Of(axes.Purpose, context, ref unknown);
        var sensitivity = Of(axes.Sensitivity, context, ref unknown);
        var forbidden = Forbidden(context, ref unknown);
        if (unknown.IsMissing) return unknown;
        var verdicts = new List<AccessVerdict>();
        if (fields.IsEmpty) verdicts.Add(Judge(role, purpose, sensitivity, null, forbidden, context, ref unknown));
        foreach (var field in fields)
        {
            var builder = ExplanationBuilder.Of(context);
            builder?.Begin();
            var verdict = Judge(role, purpose, field.Sensitivity.IsNull ? sensitivity : field.Sensitivity, field.Mask, forbidden, context, ref unknown);
            verdicts.Add(verdict);
            builder?.End("access.field", SourceSpan.None, null, null, field.Label, LabelOf(verdict.Effect));
        }
        var shown = value?.Evaluate(context) ?? Value.Null;
        var texts = fields.Select(f => f.Value?.Evaluate(context) ?? Value.Null).ToArray();
        foreach (var text in texts.Append(shown)) unknown = Operators.Missing(unknown, text);
        if (unknown.IsMissing) return unknown;
        var whole = verdicts.MaxBy(v => v.Effect);
        return Value.Of(new ValueRecord(ResultType.MemberNames,
        [
            Code(whole.Effect),
            Value.Of(whole.Effect == AccessEffect.Allow),
            whole is { Effect: AccessEffect.NeedsApproval, Rule.Approver: { } who } ? Value.Of(who) : Value.Null,
            Value.Of(whole.Rule?.Id),
            fields.IsEmpty ? Show(verdicts[0], shown) : Value.Null,
            Value.Of(new ValueMap(fields.Zip(verdicts, (f, v) => KeyValuePair.Create(f.Name, Code(v.Effect))))),
            Value.Of(new ValueMap(fields.Select((f, i) => KeyValuePair.Create(f.Name, Show(verdicts[i], texts[i]))))),
            Value.List([.. forbidden]),
        ]));
    }

    private AccessVerdict Judge(Value role, Value purpose, Value sensitivity, MaskKind? fieldMask, List<Value> forbidden, EvaluationContext context, ref Value unknown)
    {
        var builder = ExplanationBuilder.Of(context);
        if (forbidden.Count > 0) return new AccessVerdict(AccessEffect.Deny, null, null);
        foreach (var rule in rules)
        {
            if (!Names(rule.Roles, role) || !Names(rule.Purposes, purpose) || !Names(rule.Sensitivities, sensitivity)) continue;
            builder?.Begin();
            var holds = rule.When.Evaluate(context);
            builder?.End("access.rule", rule.Span, holds.IsMissing ? null : holds.IsTrue, rule.Clause, LabelOf(rule.Effect));
            if (holds.IsMissing)
            {
                unknown = Operators.Missing(unknown, holds);
                return new AccessVerdict(AccessEffect.Deny, rule, null);
            }
            if (!holds.IsTrue) continue;
            return Granted(rule, context, ref unknown) ? new AccessVerdict(AccessEffect.Allow, rule, null) : new AccessVerdict(rule.Effect, rule, fieldMask ?? rule.Mask);
        }
        // A policy that only forbids grounds has nothing against a decision on others.
        if (rules.IsEmpty && grounds is not null) return new AccessVerdict(AccessEffect.Allow, null, null);
        builder?.Add("access.default", SourceSpan.None, false, null);
        return new AccessVerdict(AccessEffect.Deny, null, null);
    }

    private static bool Granted(AccessRule rule, EvaluationContext context, ref Value unknown)
    {
        if (rule.Approved is not { } approved) return false;
        var builder = ExplanationBuilder.Of(context);
        builder?.Begin();
        var given = approved.Evaluate(context);
        builder?.End("access.approved", approved.Span, given.IsMissing ? null : given.IsTrue, rule.Clause);
        unknown = Operators.Missing(unknown, given);
        return given.IsTrue;
    }

    private List<Value> Forbidden(EvaluationContext context, ref Value unknown)
    {
        if (grounds is null) return [];
        var (barred, used) = (grounds.Forbidden.Evaluate(context), grounds.Grounds.Evaluate(context));
        unknown = Operators.Missing(unknown, Operators.Missing(barred, used));
        if (!barred.IsPresent || !used.IsPresent) return [];
        var wanted = used.AsList().Items.ToHashSet();
        var found = barred.AsList().Items.Where(wanted.Contains).ToList();
        foreach (var ground in found)
            ExplanationBuilder.Of(context)?.Add("access.forbidden", grounds.Forbidden.Span, false, null,
                Facts.Writing.ValueText.Of(ground, grounds.Code));
        return found;
    }

    private static Value Of(Formula? axis, EvaluationContext context, ref Value unknown)
    {
        var code = axis?.Evaluate(context) ?? Value.Null;
        unknown = Operators.Missing(unknown, code);
        return code;
    }

    private static bool Names(ImmutableHashSet<Value>? codes, Value code) => codes is null || codes.Contains(code);

    private static Value Show(AccessVerdict verdict, Value text) => (verdict.Effect, text.IsPresent) switch
    {
        (AccessEffect.Allow, true) => text,
        (AccessEffect.Mask, true) => Value.Of(Masking.Apply(verdict.Mask!.Value, text.AsText())),
        _ => Value.Null,
    };

    private static Value Code(AccessEffect effect) => Value.Of(Decision.Declaration.Canonical(PartShape.Camel(effect.ToString())));

    private static LocalizedText LabelOf(AccessEffect effect) => Decision.Declaration.LabelOf(PartShape.Camel(effect.ToString()));
}
