using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.ServiceLevel;

/// <summary>Links the events of a case: which member of a record says what, and what each code means.</summary>
internal sealed class EventsLinker(ServiceLevelDocument document, string[] targets, LinkContext context)
{
    private readonly EventsEntry _events = document.Events!;
    private bool _ok = true;

    public ServiceEvents? Link()
    {
        if (context.Formula(_events.List) is not { } list) return null;
        if ((list.Type.NotNull() as ListType)?.Element.NotNull() is not RecordType record)
        {
            Report(ServiceLevelDiagnostics.EventShape, _events.List.Span, list.Type.Name, "at, event");
            return null;
        }
        var at = Member(record, "at", true, t => t.Equals(ScalarType.Instant));
        var code = Member(record, "event", true, t => t.Kind == ValueKind.Text);
        var changed = _events.Changed is not null;
        var due = Member(record, "due", changed, t => t.Equals(ScalarType.Instant));
        var reason = Member(record, "reason", changed, t => t.Kind == ValueKind.Text);
        var target = Member(record, "target", changed && targets.Length > 1, t => t.Kind == ValueKind.Text);
        var codes = code < 0 ? null : record.Members[code].Type.NotNull() as EnumType;
        if (codes is not null) CheckCodes(codes);
        foreach (var pause in _events.Pauses) CheckTargets(pause.Targets, pause);
        if (_events.Reopened is { } reopened) CheckTargets(reopened.Targets, reopened);
        var replaced = Replaced(record);
        return !_ok ? null : new ServiceEvents(
            list, at, code, target, due, reason,
            [.. _events.Pauses.Select(p => new ServicePause(p.On, p.Until, [.. p.Targets]))],
            _events.Reclassified?.On, replaced, _events.Reopened?.On, [.. _events.Reopened?.Targets ?? []], _events.Reopened?.FromZero == true, _events.Changed, codes);
    }

    // An event that never comes would neither stop a clock nor end it, and nobody would notice.
    private void CheckCodes(EnumType codes)
    {
        IEnumerable<(string? Code, SourceSpan Span)> named =
        [
            .. document.Targets.Select(t => (t.DoneOn, t.Span)), .. _events.Pauses.SelectMany(p => new (string?, SourceSpan)[] { (p.On, p.Span), (p.Until, p.Span) }),
            (_events.Reclassified?.On, _events.Reclassified?.Span ?? default), (_events.Reopened?.On, _events.Reopened?.Span ?? default), (_events.Changed, _events.Span),
        ];
        foreach (var (code, span) in named)
            if (code is not null && codes.Declaration.IndexOf(code) < 0)
                Report(ServiceLevelDiagnostics.UnknownEvent, span, code, codes.BaseName, Suggestion.Phrase(code, codes.Declaration.Members.Select(m => m.Code)));
    }

    private ImmutableArray<ReplacedFact> Replaced(RecordType record)
    {
        var replaced = ImmutableArray.CreateBuilder<ReplacedFact>();
        foreach (var name in _events.Reclassified?.Facts ?? [])
        {
            if (context.Scope.Find(name) is not FactSymbol fact)
            {
                Report(DocumentDiagnostics.UnknownFact, _events.Reclassified!.Span, name, Suggestion.Phrase(name, document.Facts.Select(f => f.Name)));
                continue;
            }
            replaced.Add(new ReplacedFact(fact, Member(record, name, true, t => TypeRules.IsAssignable(t, fact.Type.OrNull()))));
        }
        return replaced.ToImmutable();
    }

    private int Member(RecordType record, string name, bool required, Func<FactType, bool> fits)
    {
        var index = record.MemberNames.IndexOf(name);
        if (index >= 0 && fits(record.Members[index].Type.NotNull())) return index;
        if (required) Report(ServiceLevelDiagnostics.EventShape, _events.List.Span, record.Name, name);
        return -1;
    }

    private void CheckTargets(IReadOnlyList<string> names, DocumentPart part)
    {
        foreach (var name in names)
            if (!targets.Contains(name)) Report(ServiceLevelDiagnostics.UnknownTarget, part.Span, name, Suggestion.Phrase(name, targets));
    }

    private void Report(DiagnosticCode code, SourceSpan span, params ReadOnlySpan<object?> arguments)
    {
        context.Diagnostics.Add(code, span, arguments);
        _ok = false;
    }
}
