using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Explanations;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;
using CrmWorkflows.Rules.Values.Time;

namespace CrmWorkflows.Rules.Deciding.Books;

/// <summary>
/// The readable text of one document in one language, while it is written: a kind says what its body says, in sentences, lists and tables, from the
/// formulas that decide. Nothing that is not in the document is said, and no name of it but its labels. Used by one thread.
/// </summary>
internal sealed class BookPage
{
    private readonly IReadOnlyList<DecisionDocument> _all;
    private readonly Dictionary<SourceSpan, Formula> _formulas = [];
    private readonly List<BookBlock> _blocks = [];
    private readonly HashSet<string> _shown = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _entries = new(StringComparer.Ordinal);
    private readonly HashSet<string> _mentioned = new(StringComparer.Ordinal);
    private readonly HashSet<string> _absences = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<string>> _possible = new(StringComparer.Ordinal);

    /// <param name="document">The document.</param>
    /// <param name="all">All documents of its policy, for names that it takes from them.</param>
    public BookPage(DecisionDocument document, IReadOnlyList<DecisionDocument> all, Language language)
    {
        (Document, _all, Language) = (document, all, language);
        Wording = new Wording(language) 
        {
            Shown = parameter => _shown.Add(parameter.Name),
            EntryShown = MarkShown,
            Mentioned = symbol => { if (symbol is FactSymbol) _mentioned.Add(symbol.Name); },
            Meaning = MeaningOf,
            IsProse = true,
        };
        foreach (var formula in document.Parts.Formulas.Concat(document.Parts.Cells)) _formulas.TryAdd(formula.Span, formula);
    }

    public DecisionDocument Document { get; }

    public Language Language { get; }

    public Wording Wording { get; }

    public IReadOnlyList<BookBlock> Blocks => _blocks;

    /// <summary>Whether the value of a parameter already stands on the page.</summary>
    public bool IsShown(string parameter) => _shown.Contains(parameter);

    /// <summary>Notes that the value of a parameter stands on the page.</summary>
    public void MarkShown(string parameter) => _shown.Add(parameter);

    /// <summary>Whether a fact is named on the page.</summary>
    public bool IsMentioned(string fact) => _mentioned.Contains(fact);

    /// <summary>Whether the page says what holds when a fact is not supplied.</summary>
    public bool SaysAbsenceOf(string fact) => _absences.Contains(fact);

    /// <summary>Notes that the page says what holds when a fact is not supplied.</summary>
    public void MarkAbsence(string fact) => _absences.Add(fact);

    /// <summary>Says which codes a member of the body's result can take in this document, when it is not all of its type.</summary>
    public void Limit(string member, params IEnumerable<string> codes) => _possible[member] = [.. codes];

    /// <summary>The codes that a member of the body's result can take; null when it is any of its type.</summary>
    public IReadOnlyList<string>? Possible(string member) => _possible.TryGetValue(member, out var codes) ? codes : null;

    /// <summary>Whether a code can be what the body found.</summary>
    public bool CanGive(string code) => _possible.Count == 0 || _possible.Values.Any(codes => codes.Contains(code));

    /// <summary>Whether some words stand on the page already.</summary>
    public bool Tells(string words)
    {
        bool Has(string text) => text.Contains(words, StringComparison.Ordinal);
        return _blocks.Any(b => b switch
        {
            BookParagraph paragraph => Has(paragraph.Text),
            BookList list => list.Items.Any(Has),
            BookTable table => table.Heading.Any(Has) || table.Rows.Any(r => r.Any(Has)),
            _ => false,
        });
    }

    public string Text(string key, params ReadOnlySpan<object?> arguments) => Sentence.Of(key, Language, arguments);

    /// <summary>A paragraph from the text of a key.</summary>
    public void Say(string key, params ReadOnlySpan<object?> arguments) => _blocks.Add(new BookParagraph(Text(key, arguments)));

    /// <summary>A paragraph about an expression, when the document has it.</summary>
    public void Say(string key, ExpressionText? expression)
    {
        if (expression is not null) Say(key, Words(expression));
    }

    public void List(IEnumerable<string> items, bool isNumbered = false) => _blocks.Add(new BookList([.. items], isNumbered));

    public void Table(IEnumerable<string> heading, IEnumerable<IEnumerable<string>> rows) => _blocks.Add(new BookTable([.. heading], [.. rows.Select(r => r.ToImmutableArray())]));

    /// <summary>A list that the document states, item by item behind its introduction; a list that is computed, as a sentence.</summary>
    public void Say(string key, ExpressionText list, bool isNumbered)
    {
        if (Items(list) is not { } items)
        {
            Say(key, Words(list));
            return;
        }
        Say(key, "");
        List(items, isNumbered);
    }

    /// <summary>An expression in words: a condition as a sentence, everything else as the value that it gives.</summary>
    public string Words(ExpressionText expression) => At(expression.Node) is { } formula ? Words(formula) : expression.Text;

    public string Words(Formula formula) => TypeRules.IsBoolean(formula.Type) && formula.Tree is not BoundConstant ? Wording.Condition(formula.Tree) : Wording.Value(formula.Tree);

    /// <summary>A name at the head of a column: a label by itself, everything else in words.</summary>
    public string Heading(Formula formula) => formula.Tree is BoundSymbol symbol ? Wording.Name(symbol.Symbol) : Wording.Value(formula.Tree);

    /// <summary>The items of a list that does not depend on facts; null when it does.</summary>
    public IReadOnlyList<string>? Items(ExpressionText list) => At(list.Node)?.Tree switch
    {
        BoundSymbol { Symbol: ParameterSymbol { Value.Kind: ValueKind.List } parameter } => ItemsOf(parameter),
        BoundList constant => [.. constant.Items.Select(Wording.Value)],
        _ => null,
    };

    /// <summary>The entries of a map that is a parameter; null when it is computed.</summary>
    public IReadOnlyList<(string Key, string Value)>? Entries(ExpressionText map)
    {
        if (At(map.Node)?.Tree is not BoundSymbol { Symbol: ParameterSymbol { Value.Kind: ValueKind.Map } parameter } || parameter.Type.NotNull() is not MapType type) return null;
        MarkShown(parameter.Name);
        var entries = parameter.Value.AsMap();
        return [.. entries.Keys.Select(key => (Key(key, type), Wording.Value(entries[key], type.Element, parameter.Unit)))];
    }

    /// <summary>What a row gives.</summary>
    public string Value(JsonSourceNode node) => At(node) is { } formula ? Words(formula) : Text("value.null");

    /// <summary>A cell as it is held against its column; one that takes everything as the text of a key.</summary>
    public string Cell(SourceSpan span, string everything = "book.any") => _formulas.TryGetValue(span, out var formula) ? Wording.Test(formula.Tree) : Text(everything);

    /// <summary>A cell of a row as it is held against its column.</summary>
    public string CellAt(JsonSourceNode node) => At(node) is { } formula ? Wording.Test(formula.Tree) : Text("book.any");

    /// <summary>A condition of a table; where there is none the line always applies.</summary>
    public string When(ExpressionText? condition) => condition is null ? Text("book.always") : Words(condition);

    /// <summary>Whether an expression counts in calendar days or weeks; null when it does not count by the calendar, or its length is no figure of the policy.</summary>
    public bool? CountsInDays(ExpressionText expression) =>
        At(expression.Node) is { } formula && Lengths(formula.Tree).ToArray() is { Length: > 0 } lengths ? lengths.All(p => p is { Months: 0, Years: 0 }) : null;

    /// <summary>The optional fact that an expression is; null when it is something else.</summary>
    public FactDeclaration? OptionalFact(ExpressionText expression) =>
        At(expression.Node)?.Tree is BoundSymbol { Symbol: FactSymbol fact } && Document.Facts.FirstOrDefault(f => f.Name == fact.Name) is { Required: false } optional ? optional : null;

    /// <summary>What a person reads of a name of the document: a fact, an intermediate result.</summary>
    public string NameOf(string name)
    {
        _mentioned.Add(name);
        return LabelOf(name);
    }

    private string LabelOf(string name) =>
        Document.Facts.FirstOrDefault(f => f.Name == name)?.Label.In(Language)
        ?? Document.Source.Let.FirstOrDefault(l => l.Name == name)?.Label?.In(Language)
        ?? Code(name);

    /// <summary>The formula that stands at a place; null when there is none.</summary>
    public Formula? At(JsonSourceNode node) =>
        _formulas.GetValueOrDefault(node is JsonTextNode ? new ExpressionText(node).SpanOf(new(0, ((JsonTextNode)node).Value.Length)) : node.Span) ?? _formulas.GetValueOrDefault(node.Span);

    /// <summary>What a person reads of a code that the document writes by itself: the label of its type, or of the one declared type that has it.</summary>
    public string Code(string code, FactType? type = null) =>
        (type?.NotNull() is EnumType own && own.Declaration.IndexOf(code) >= 0 ? own : null
            ?? _all.Prepend(Document).SelectMany(d => d.Parts.Types.Declared).OfType<EnumType>().FirstOrDefault(t => t.Declaration.IndexOf(code) >= 0)) is { } codes
            ? codes.Declaration.LabelOf(code).In(Language)
            : _all.SelectMany(d => d.Facts).FirstOrDefault(f => f.Name == code)?.Label.In(Language) ?? code;

    /// <summary>Whether the outcome is made of a member of the body's result.</summary>
    public bool Gives(string member) => Document.Parts.Outcome.Any(o => Reads(o.Formula.Tree, member));

    private static bool Reads(BoundNode node, string member) =>
        node is BoundMember { Target: BoundSymbol { Symbol: LocalSymbol { Name: "result" } }, Member: var read } ? read.Name == member : node.Children.Any(c => Reads(c, member));

    /// <summary>A type that the document names.</summary>
    public FactType? Type(TypeName? name) => name is null ? null : Document.Parts.Types.Parse(name.Text, name.Node.SpanOf, new DiagnosticBag());

    public string Joined(IEnumerable<string> parts) => string.Join(Text("value.separator"), parts);

    /// <summary>What a person reads of the key of a map.</summary>
    public string Key(string key, MapType map) => (map.Key is EnumType ? null : MeaningOf(key)) ?? Wording.Value(Values.Value.Of(key), map.Key);

    // A text is what the outcome calls so, when it does: the share of a party and what the party gets.
    private string? MeaningOf(string text) =>
        Document.Fields.FirstOrDefault(f => f.Name == text)?.Label.In(Language)
        ?? Document.Parts.Types.Declared.OfType<EnumType>().FirstOrDefault(t => t.Declaration.IndexOf(text) >= 0)?.Declaration.LabelOf(text).In(Language);

    private static IEnumerable<CalendarPeriod> Lengths(BoundNode node) => node switch
    {
        BoundConstant { Value: { Kind: ValueKind.Period } length } => [length.AsPeriod()],
        BoundSymbol { Symbol: ParameterSymbol { Value: { Kind: ValueKind.Period } length } } => [length.AsPeriod()],
        _ => node.Children.SelectMany(Lengths),
    };

    // A map whose entries were all told one by one needs no table of its own.
    private void MarkShown(ParameterSymbol map, string key)
    {
        if (!_entries.TryGetValue(map.Name, out var told)) _entries[map.Name] = told = new(StringComparer.Ordinal);
        told.Add(key);
        if (map.Value.Kind == ValueKind.Map && map.Value.AsMap().Keys.All(told.Contains)) _shown.Add(map.Name);
    }

    private List<string> ItemsOf(ParameterSymbol parameter)
    {
        MarkShown(parameter.Name);
        var element = ((ListType)parameter.Type.NotNull()).Element;
        return [.. parameter.Value.AsList().Items.Select(i => Wording.Value(i, element, parameter.Unit))];
    }
}
