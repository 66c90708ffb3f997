using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Books;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.PolicySets;

namespace CrmWorkflows.Rules.Interop.Books;

/// <summary>The terms of a book: what its clauses ask for, each once, with the values that it may have and where it is used.</summary>
internal sealed class BookTerms(IReadOnlyList<DecisionDocument> documents, PolicySet policy, BookTexts texts, MarkdownWriter book)
{
    public void Write()
    {
        var terms = documents
            .SelectMany(document => document.Facts.Select(fact => (Document: document, Fact: fact)))
            .GroupBy(t => (Label: t.Fact.Label.In(texts.Language), Meaning: Meaning(t.Fact)))
            // Terms of one name stand together.
            .GroupBy(t => t.Key.Label, StringComparer.Ordinal).SelectMany(g => g)
            .ToArray();
        if (terms.Length == 0) return;
        book.Heading(2, texts.Of("book.terms"));
        book.Paragraph(texts.Of("book.terms.intro"));
        book.Table([texts.Of("book.term"), texts.Of("book.meaning"), texts.Of("book.usedIn")],
            terms.Select(t => new[] { t.Key.Label, t.Key.Meaning, texts.Joined(t.Select(x => Place(x.Document)).Distinct()) }));
        Results();
    }

    // A result that the documents take from the engine is explained once.
    private void Results()
    {
        var results = documents.SelectMany(d => d.Fields.Select(f => f.Type.NotNull()).OfType<EnumType>().SelectMany(t => Given(d, t.Declaration)))
            .Select(m => (m.Label, Meaning: TextCatalog.Rules.Find($"meaning.{m.Type}.{m.Code}")))
            .Where(r => r.Meaning is not null)
            .Select(r => (Label: r.Label.In(texts.Language), Meaning: r.Meaning!.In(texts.Language)))
            .Distinct()
            .ToArray();
        if (results.Length == 0) return;
        book.Paragraph(texts.Of("book.results"));
        book.Table([texts.Of("book.result"), texts.Of("book.says")], results.Select(r => new[] { r.Label, r.Meaning }));
    }

    // The codes of a type that a document can give.
    private IEnumerable<(string Type, string Code, LocalizedText Label)> Given(DecisionDocument document, EnumDeclaration type)
    {
        var page = new BookPage(document, documents, texts.Language);
        PolicyKinds.All[document.Kind].Describe(document.Source, page);
        return type.Members.Where(m => page.CanGive(m.Code)).Select(m => (type.Name, m.Code, type.LabelOf(m.Code)));
    }

    private string Meaning(FactDeclaration fact) =>
        fact.Unit is { } unit ? texts.Of("book.inUnit", texts.Type(fact.Type), unit) : texts.Type(fact.Type);

    private string Place(DecisionDocument document) =>
        policy.Clauses.FirstOrDefault(c => document.Decides.Contains(c.Id)) is { } clause
            ? texts.Reference(clause.Reference)
            : document.Title.In(texts.Language);
}
