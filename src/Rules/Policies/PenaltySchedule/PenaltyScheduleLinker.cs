using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.PenaltySchedule;

/// <summary>Turns a schedule into its compiled form, and reports what does not hold together.</summary>
internal sealed class PenaltyScheduleLinker(PenaltyScheduleDocument document, LinkContext context)
{
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private FactType? _amount;
    private bool _ok = true;

    public KindBody? Link()
    {
        if (FormOf() is not var (choice, entries)) return null;
        if ((document.MeasureType is null ? ScalarType.Text : context.Type(document.MeasureType)) is not { } measure) return null;
        var conditions = new PenaltyConditions(Must(context.Condition(document.When, document)) ?? LinkContext.Always(document), Optional(document.Exempt), Optional(document.Cancelled));
        var share = document.Share is null ? null : ShareOf(document.Share);
        var group = Group(choice, entries, document.Beyond, document.ReferTo, document, measure);
        var occurrence = Occurrence(choice, entries);
        return _ok && occurrence is not null
            ? new PenaltyScheduleBody(conditions, occurrence, group, share, new PenaltyTypes(measure, _amount ?? ScalarType.Decimal, IsCounted && document.Cancelled is null && document.Quantity is null && group.IsTotal, IsCounted), document.Sense)
            : null;
    }

    // Every case is judged, as one attempt.
    private bool IsCounted => document.When is null && document.Exempt is null && document.Attempts is null;

    private (Choice Choice, IReadOnlyList<MeasureEntry> Entries)? FormOf()
    {
        (Choice, IReadOnlyList<MeasureEntry>)[] forms = [.. new[] { (Choice.ByNumber, document.Steps), (Choice.First, document.OneOf), (Choice.Every, document.AllOf) }.Where(f => f.Item2.Count > 0)];
        if (forms.Length == 1) return forms[0];
        context.Diagnostics.Add(PenaltyScheduleDiagnostics.OneForm, document.Span with { Length = 1 });
        return null;
    }

    private T? Must<T>(T? linked)
        where T : class
    {
        _ok &= linked is not null;
        return linked;
    }

    private Formula? Optional(ExpressionText? condition) => condition is null ? null : Must(context.Condition(condition));

    private void Refuse(DiagnosticCode code, SourceSpan span, params ReadOnlySpan<object?> arguments)
    {
        context.Diagnostics.Add(code, span, arguments);
        _ok = false;
    }

    private MeasureGroup Group(Choice choice, IReadOnlyList<MeasureEntry> entries, Beyond? beyond, string? referTo, DocumentPart part, FactType measure)
    {
        // A policy that counts must say what happens when it has counted to its end.
        if (choice == Choice.ByNumber == beyond is null || (referTo is not null && beyond != Beyond.Refer))
            Refuse(PenaltyScheduleDiagnostics.BeyondOpen, part.Span with { Length = 1 });
        return new MeasureGroup(choice, [.. entries.Select((e, i) => Entry(e, i, choice, measure)).OfType<Measure>()], beyond ?? Beyond.Nothing, referTo);
    }

    private Measure? Entry(MeasureEntry entry, int index, Choice choice, FactType measure)
    {
        var codes = entry.Measure is { } one ? [one] : entry.Measures ?? [];
        var costs = entry.Amount is not null || entry.Points is not null || entry.Share is not null || (entry.ReferTo is not null && entry.Beyond != Beyond.Refer);
        var isGroup = entry.Steps.Count > 0;
        if ((entry.Measure is not null && entry.Measures is not null) || (codes.Count == 0 && !costs && !isGroup) || (isGroup && (codes.Count > 0 || costs)) || (choice == Choice.ByNumber && entry.When is not null) || (!isGroup && entry.Beyond is not null))
            Refuse(PenaltyScheduleDiagnostics.MeasureShape, entry.Span);
        if (measure.NotNull() is EnumType known)
            foreach (var code in codes.Where(c => known.Declaration.IndexOf(c) < 0))
                Refuse(PenaltyScheduleDiagnostics.UnknownMeasure, entry.Span, code, known.BaseName, Suggestion.Phrase(code, known.Declaration.Members.Select(m => m.Code)));
        var when = Must(context.Condition(entry.When, entry));
        var amount = entry.Amount is null ? null : Number(entry.Amount, isAmount: true);
        var points = entry.Points is null ? null : Number(entry.Points, isAmount: false);
        var share = entry.Share is null ? null : ShareOf(entry.Share);
        var id = Id(codes.Count > 0 ? string.Join("+", codes) : "measure" + (index + 1));
        var inner = isGroup ? Group(Choice.ByNumber, entry.Steps, entry.Beyond, entry.Beyond == Beyond.Refer ? entry.ReferTo : null, entry, measure) : null;
        var label = entry.Label ?? LabelOf(codes, measure, id);
        return when is null ? null : new Measure(id, when, [.. codes.Select(c => Value.Of(measure.NotNull() is EnumType e ? e.Declaration.Canonical(c) : c))], label, amount, points, share, isGroup ? null : entry.ReferTo, inner, entry.Clause, entry.Span);
    }

    // The same measure may stand in several cases; a test should reach each of them.
    private string Id(string name)
    {
        var id = name;
        for (var i = 2; !_ids.Add(id); i++) id = name + "#" + i;
        return id;
    }

    private static LocalizedText LabelOf(IReadOnlyList<string> codes, FactType measure, string id)
    {
        if (codes.Count == 0 || measure.NotNull() is not EnumType known) return LocalizedText.Same(id);
        var labels = codes.Select(known.Declaration.LabelOf).ToArray();
        return new(string.Join("、", labels.Select(l => l.Zh)), string.Join(", ", labels.Select(l => l.En)));
    }

    private Formula? Number(ExpressionText text, bool isAmount)
    {
        if (Must(context.Formula(text)) is not { } number) return null;
        var type = number.Type.NotNull();
        if (!TypeRules.IsNumeric(type) || (!isAmount && type is MoneyType)) Refuse(PenaltyScheduleDiagnostics.DifferentAmounts, text.Span, text.Text, type.Name, _amount?.Name ?? "Decimal");
        else if (isAmount) Unite(type, text);
        return number;
    }

    private void Unite(FactType type, ExpressionText text)
    {
        FactType amount = type is MoneyType ? type : ScalarType.Decimal;
        if (_amount is not null && !_amount.Equals(amount)) Refuse(PenaltyScheduleDiagnostics.DifferentAmounts, text.Span, text.Text, type.Name, _amount.Name);
        _amount ??= amount;
    }

    private Share? ShareOf(ShareEntry entry)
    {
        var of = Number(entry.Of, isAmount: true);
        var (min, max, proposed) = (Rate(entry.Min), Rate(entry.Max), Rate(entry.Proposed));
        return of is null || min is null || max is null || proposed is null ? null : new Share(of, min, max, proposed);
    }

    private Formula? Rate(ExpressionText text) => Must(context.Formula(text, ScalarType.Percentage.OrNull()));

    private OccurrenceReader? Occurrence(Choice choice, IReadOnlyList<MeasureEntry> entries)
    {
        var counts = choice == Choice.ByNumber || entries.Any(e => e.Steps.Count > 0);
        var ways = (document.Number is null ? 0 : 1) + (document.Ledger is null ? 0 : 1) + (document.Attempts is null ? 0 : 1);
        if (ways > 1 || (counts && ways == 0) || (document.Attempts is not null && document.Quantity is not null) || (document.Ledger is not null && document.On is null) || (document.Window is not null && document.Ledger is null))
        {
            context.Diagnostics.Add(PenaltyScheduleDiagnostics.NumberOpen, document.Span with { Length = 1 });
            return null;
        }
        var integer = ScalarType.Integer;
        var number = document.Number is null ? null : Must(context.Formula(document.Number, integer));
        var quantity = document.Quantity is null ? null : Must(context.Formula(document.Quantity, integer));
        var attempts = document.Attempts is null ? null : Must(context.Formula(document.Attempts, new ListType(integer)));
        var on = document.On is null ? null : Must(context.Formula(document.On, ScalarType.Date));
        var window = document.Window is null ? null : Must(context.Formula(document.Window, ScalarType.Period));
        if (document.Ledger is null) return _ok ? new OccurrenceReader(number, null, -1, -1, null, on, quantity, attempts) : null;
        if (Must(context.Formula(document.Ledger)) is not { } ledger) return null;
        if (ledger.Type.NotNull() is ListType { Element: RecordType record } && record.MemberNames.IndexOf("date") is >= 0 and var date && record.Members[date].Type.Kind == ValueKind.Date
            && record.MemberNames.IndexOf("cancelled") is var cancelled && (cancelled < 0 || record.Members[cancelled].Type.Kind == ValueKind.Boolean))
            return _ok ? new OccurrenceReader(null, ledger, date, cancelled, window, on, quantity, null) : null;
        Refuse(PenaltyScheduleDiagnostics.LedgerShape, document.Ledger.Span, ledger.Type.Name);
        return null;
    }
}
