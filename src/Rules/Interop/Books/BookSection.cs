using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Books;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.PolicySets;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Interop.Books;

/// <summary>What one document says: its reading, what it rests on, its body, what follows from it, and its figures.</summary>
internal sealed class BookSection(DecisionDocument document, PolicySet policy, IReadOnlyList<DecisionDocument> all, BookTexts texts, MarkdownWriter book)
{
    /// <summary>Longest list of values that is told beside the result that has them.</summary>
    private const int ValuesInPlace = 8;

    private readonly BookPage _page = new(document, all, texts.Language);

    public void Write()
    {
        if (document.Source.Effective is { } dates) book.Paragraph(texts.Of("book.version", Day(dates.From), Day(dates.To)));
        if (document.Source.Source?.Reading is { } reading) book.Quote(texts.Of("book.reading", reading));
        Demands();
        Uses();
        Steps();
        PolicyKinds.All[document.Kind].Describe(document.Source, _page);
        Calendar();
        Outcome();
        foreach (var block in _page.Blocks) book.Write(block);
        new BookFigures(_page, texts, book).Write();
        Absent();
    }

    private string Day(DateOnly? day) => day is { } known ? texts.Of("book.day", known) : texts.Of("book.open");

    private void Demands()
    {
        foreach (var entry in document.Source.Requires.Where(r => r.Facts.Count > 0))
        {
            var facts = _page.Joined(entry.Facts.Select(_page.NameOf));
            if (entry.When is { } when) _page.Say("book.demand.when", _page.Words(when), facts);
            else _page.Say("book.demand", facts);
        }
        foreach (var entry in document.Source.Requires.Where(r => r is { Each: not null, In: not null }))
            _page.Say("book.demand.each", _page.Words(entry.Each!), _page.NameOf(entry.In!));
    }

    private void Calendar()
    {
        if (document.Source.Calendar is not { } calendar) return;
        var title = BookCalendars.Title(policy, calendar.Base, texts.Language);
        var further = new[] { calendar.Holidays, calendar.MakeUp }.OfType<ExpressionText>().Select(_page.Words).ToArray();
        if (further.Length == 0) _page.Say("book.calendar", title);
        else _page.Say("book.calendar.further", title, texts.Joined(further));
        foreach (var days in new[] { calendar.Holidays, calendar.MakeUp }.OfType<ExpressionText>())
            if (_page.OptionalFact(days) is { Absent.IsNull: true } fact) _page.MarkAbsence(fact.Name);
    }

    private void Uses()
    {
        foreach (var use in document.Parts.Steps.OfType<UseStep>()) _page.Say("book.use", use.Document.Title);
    }

    private void Steps()
    {
        var lets = document.Parts.Steps.OfType<LetStep>().ToArray();
        if (lets.Length == 0) return;
        _page.Say("book.lets");
        _page.List(lets.Select(l => texts.Of("value.entry", l.Label, _page.Words(l.Formula))));
    }

    private void Outcome()
    {
        var fields = document.Parts.Outcome.Select(f => (IsPlain: IsResult(f.Formula.Tree), Text: Field(f))).ToArray();
        if (fields.All(f => f.IsPlain))
        {
            _page.Say("book.outcome", texts.Joined(fields.Select(f => f.Text)) + texts.Of("book.stop"));
            return;
        }
        _page.Say("book.outcome", "");
        _page.List(fields.Select(f => f.Text));
    }

    private string Field(LinkedOutcome field)
    {
        var label = field.Field.Label.In(texts.Language);
        var text = field.Formula.Tree switch
        {
            BoundCoalesce { Left: var left, Right: BoundConstant { Value.Kind: ValueKind.Boolean } } when IsResult(left) => label,
            BoundCoalesce { Left: var left, Right: BoundConstant otherwise } when IsResult(left) => texts.Of("wording.coalesce", label, _page.Wording.Value(otherwise)),
            var tree when IsResult(tree) => Values(tree, field.Field.Type) is { } values ? texts.Of("book.oneOf", label, values) : label,
            BoundSymbol { Symbol: ParameterSymbol parameter } => texts.Of("value.entry", label, Shown(parameter)),
            BoundSymbol symbol when _page.Wording.Name(symbol.Symbol) == label => label,
            _ => _page.Words(field.Formula) is var words && words != label && !(IsDay(field.Field.Type) && _page.Tells(words)) ? texts.Of("value.entry", label, words) : label,
        };
        return field.Rounding is { } round ? texts.Of("book.rounded", text, round.Scale, texts.Of("choice." + PartShape.Camel(round.Mode.ToString()))) : text;
    }

    private string Shown(ParameterSymbol parameter)
    {
        _page.MarkShown(parameter.Name);
        return _page.Wording.Value(parameter.Value, parameter.Type, parameter.Unit);
    }

    // A deadline that the page tells is not told again.
    private static bool IsDay(FactType type) => type.NotNull().Kind is ValueKind.Date or ValueKind.Instant;

    // The values that a result may have, unless the page has them already.
    private string? Values(BoundNode result, FactType type)
    {
        if (type.NotNull() is not EnumType { Declaration: var codes }) return null;
        var possible = result is BoundMember { Member.Name: var member } ? _page.Possible(member) : null;
        var labels = codes.Members.Where(m => possible?.Contains(m.Code) != false).Select(m => codes.LabelOf(m.Code).In(texts.Language)).ToArray();
        return labels.Length is < 2 or > ValuesInPlace || labels.All(_page.Tells) ? null : texts.Joined(labels);
    }

    // What the body gives as it is.
    private static bool IsResult(BoundNode node) => node switch
    {
        BoundMember { Target: BoundSymbol { Symbol: LocalSymbol { Name: "result" } } } => true,
        BoundMember member => IsResult(member.Target),
        BoundIndex { Index: BoundConstant } entry => IsResult(entry.Target),
        BoundCoalesce { Right: BoundConstant { Value.Kind: ValueKind.Boolean } } coalesce => IsResult(coalesce.Left),
        _ => false,
    };

    private void Absent()
    {
        var demanded = document.Source.Requires.SelectMany(r => r.Facts).ToHashSet(StringComparer.Ordinal);
        var unnamed = document.Facts.Where(f => !_page.IsMentioned(f.Name)).ToLookup(f => document.Parts.UsedFacts.Contains(f.Name));
        var (used, idle) = (unnamed[true].ToArray(), unnamed[false].ToArray());
        var absent = document.Facts.Where(f => !f.Required && !demanded.Contains(f.Name) && !_page.SaysAbsenceOf(f.Name))
            .GroupBy(f => f.Absent.IsNull ? null : _page.Wording.Value(f.Absent, f.Type, f.Unit));
        var sentences = new List<string>();
        if (used.Length > 0) sentences.Add(texts.Of(used.Length == document.Facts.Length ? "book.rests" : "book.restsToo", Labels(used)));
        if (idle.Length > 0) sentences.Add(texts.Of("book.idle", Labels(idle)));
        sentences.AddRange(absent.Select(g => g.Key is { } value ? texts.Of("book.optional", Labels(g), value) : texts.Of("book.optional.none", Labels(g))));
        foreach (var sentence in sentences) book.Paragraph(sentence);
    }

    private string Labels(IEnumerable<FactDeclaration> facts) => texts.Joined(facts.Select(f => f.Label.In(texts.Language)));
}
