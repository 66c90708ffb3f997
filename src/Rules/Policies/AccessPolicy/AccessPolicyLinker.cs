using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.AccessPolicy;

/// <summary>Turns an access policy into its compiled form, and reports what does not hold together.</summary>
internal sealed class AccessPolicyLinker(AccessPolicyDocument document, LinkContext context)
{
    private bool _ok = true;

    public KindBody? Link()
    {
        if (!HasOneForm()) return null;
        var approver = document.ApproverType is null ? ScalarType.Text : context.Type(document.ApproverType);
        var axes = new AccessAxes(Axis(document.Role), Axis(document.Purpose), Axis(document.Sensitivity));
        var rules = document.Rules.Count > 0 ? document.Rules.Select((r, i) => Rule(r, i, axes, approver)) : Sentences();
        var linked = rules.ToArray();
        CheckReach(linked);
        var fields = document.Fields.Select(f => Field(f, axes)).ToArray();
        CheckNames();
        var value = document.Value is null ? null : Must(context.Formula(document.Value, ScalarType.Text.OrNull()));
        var grounds = document.ForbiddenGrounds is null ? null : Grounds();
        if (!_ok || approver is null || linked.Any(r => r is null) || fields.Any(f => f is null)) return null;
        return new AccessPolicyBody(axes, [.. linked.OfType<AccessRule>()], [.. fields.OfType<AccessField>()], value, grounds, approver, document.Bars);
    }

    private bool HasOneForm()
    {
        var start = document.Span with { Length = 1 };
        var isSentence = document.Allow is not null || document.Deny is not null;
        if (!isSentence && document.Rules.Count == 0 && document.ForbiddenGrounds is null)
        {
            context.Diagnostics.Add(AccessPolicyDiagnostics.NothingToDecide, start);
            return false;
        }
        // Of two forms side by side it would be open which one goes first; grounds mean nothing without each other.
        if ((!isSentence || document.Rules.Count == 0) && (document.Grounds is null) == (document.ForbiddenGrounds is null) && (document.Value is null || document.Fields.Count == 0)) return true;
        context.Diagnostics.Add(AccessPolicyDiagnostics.TwoForms, start);
        return false;
    }

    private T? Must<T>(T? linked)
        where T : class
    {
        _ok &= linked is not null;
        return linked;
    }

    private Formula? Axis(ExpressionText? text)
    {
        if (text is null || Must(context.Formula(text)) is not { } axis) return null;
        if (axis.Type.Kind == ValueKind.Text) return axis;
        Refuse(AccessPolicyDiagnostics.NotCodes, text.Span, text.Text, axis.Type.Name);
        return null;
    }

    private void Refuse(DiagnosticCode code, SourceSpan span, params ReadOnlySpan<object?> arguments)
    {
        context.Diagnostics.Add(code, span, arguments);
        _ok = false;
    }

    private IEnumerable<AccessRule?> Sentences()
    {
        if (document.Deny is { } deny) yield return Sentence("deny", deny, AccessEffect.Deny);
        if (document.Allow is { } allow) yield return Sentence("allow", allow, AccessEffect.Allow);
    }

    private AccessRule? Sentence(string id, ExpressionText text, AccessEffect effect) =>
        context.Condition(text) is { } when ? new AccessRule(id, null, null, null, when, effect, null, null, null, null, text.Span) : null;

    private AccessRule? Rule(AccessRuleEntry entry, int index, AccessAxes axes, FactType? approver)
    {
        var when = context.Condition(entry.When, entry);
        var approved = entry.Approved is null ? null : Must(context.Condition(entry.Approved));
        var roles = Codes(entry.Roles, axes.Role, "role", entry);
        var purposes = Codes(entry.Purposes, axes.Purpose, "purpose", entry);
        var sensitivities = axes.Sensitivity is null && document.Fields.Count > 0 ? OfFields(entry) : Codes(entry.Sensitivities, axes.Sensitivity, "sensitivity", entry);
        if ((entry.Approver is not null || entry.Approved is not null) && entry.Effect != AccessEffect.NeedsApproval) Refuse(AccessPolicyDiagnostics.NotForEffect, entry.Span, "approver, approved", "needsApproval");
        if (entry.Mask is not null && entry.Effect != AccessEffect.Mask) Refuse(AccessPolicyDiagnostics.NotForEffect, entry.Span, "mask", "mask");
        if (entry.Effect == AccessEffect.Mask && entry.Mask is null && (document.Fields.Count == 0 || document.Fields.Any(f => f.Mask is null)))
            Refuse(AccessPolicyDiagnostics.NoMask, entry.Span, document.Fields.FirstOrDefault(f => f.Mask is null)?.Name ?? document.Value?.Text ?? document.Name);
        if (entry.Approver is { } who && approver is EnumType known) Knows(known, who, entry.Span);
        return when is null ? null : new AccessRule(entry.Id ?? "rule" + (index + 1), roles, purposes, sensitivities, when, entry.Effect, entry.Mask, entry.Approver, approved, entry.Clause, entry.Span);
    }

    private ImmutableHashSet<Value>? Codes(IReadOnlyList<string>? codes, Formula? axis, string name, AccessRuleEntry entry)
    {
        if (codes is null) return null;
        if (axis is null)
        {
            // An axis that is there but broken has been reported itself.
            if ((name switch { "role" => document.Role, "purpose" => document.Purpose, _ => document.Sensitivity }) is null) Refuse(AccessPolicyDiagnostics.NoAxis, entry.Span, name);
            return [];
        }
        if (axis.Type.NotNull() is EnumType known)
            foreach (var code in codes) Knows(known, code, entry.Span);
        return [.. codes.Select(c => Value.Of(c))];
    }

    private ImmutableHashSet<Value>? OfFields(AccessRuleEntry entry)
    {
        if (entry.Sensitivities is null) return null;
        var there = document.Fields.Select(f => f.Sensitivity).OfType<string>().Distinct().ToArray();
        foreach (var code in entry.Sensitivities)
            if (!there.Contains(code)) Refuse(AccessPolicyDiagnostics.UnknownCode, entry.Span, code, string.Join(", ", there), Suggestion.Phrase(code, there));
        return [.. entry.Sensitivities.Select(c => Value.Of(c))];
    }

    private void Knows(EnumType known, string code, SourceSpan span)
    {
        if (known.Declaration.IndexOf(code) >= 0) return;
        Refuse(AccessPolicyDiagnostics.UnknownCode, span, code, known.BaseName, Suggestion.Phrase(code, known.Declaration.Members.Select(m => m.Code)));
    }

    private void CheckReach(AccessRule?[] rules)
    {
        AccessRule? all = null;
        foreach (var rule in rules.OfType<AccessRule>())
        {
            if (all is not null) Refuse(AccessPolicyDiagnostics.Unreachable, rule.Span, rule.Id, all.Id);
            if (rule is { Roles: null, Purposes: null, Sensitivities: null, When.Tree: BoundConstant { Value.IsTrue: true } }) all = rule;
        }
    }

    private AccessField? Field(AccessFieldEntry entry, AccessAxes axes)
    {
        if (entry.Sensitivity is { } code && axes.Sensitivity?.Type.NotNull() is EnumType known) Knows(known, code, entry.Span);
        var value = entry.Value is null ? null : Must(context.Formula(entry.Value, ScalarType.Text.OrNull()));
        var label = entry.Label ?? context.Scope.Find(entry.Name)?.Label ?? LocalizedText.Same(entry.Name);
        return new AccessField(entry.Name, label, Value.Of(entry.Sensitivity), entry.Mask, value);
    }

    // One name, one field; one id, one rule.
    private void CheckNames()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in document.Fields)
            if (!names.Add(field.Name)) Refuse(AccessPolicyDiagnostics.FieldTwice, field.Span, field.Name);
        names.Clear();
        foreach (var rule in document.Rules)
            if (rule.Id is { } id && !names.Add(id)) Refuse(AccessPolicyDiagnostics.FieldTwice, rule.Span, id);
    }

    private GroundsCheck? Grounds()
    {
        var forbidden = Must(context.Formula(document.ForbiddenGrounds!));
        var grounds = Must(context.Formula(document.Grounds!));
        if (forbidden is null || grounds is null) return null;
        foreach (var (formula, text) in new[] { (forbidden, document.ForbiddenGrounds!), (grounds, document.Grounds!) })
            if (formula.Type.NotNull() is not ListType { Element.Kind: ValueKind.Text }) Refuse(AccessPolicyDiagnostics.NotCodes, text.Span, text.Text, formula.Type.Name);
        if (!_ok) return null;
        var code = ((ListType)forbidden.Type.NotNull()).Element.NotNull();
        if (TypeRules.Common(code, ((ListType)grounds.Type.NotNull()).Element) is { Kind: ValueKind.Text }) return new GroundsCheck(forbidden, grounds, code);
        Refuse(AccessPolicyDiagnostics.NotCodes, document.Grounds!.Span, document.Grounds.Text, grounds.Type.Name);
        return null;
    }
}
