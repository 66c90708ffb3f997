using CrmWorkflows.Rules.Deciding;
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
            .ToArray();
        if (terms.Length == 0) return;
        book.Heading(2, texts.Of("book.terms"));
        book.Paragraph(texts.Of("book.terms.intro"));
        book.Table([texts.Of("book.term"), texts.Of("book.meaning"), texts.Of("book.usedIn")],
            terms.Select(t => new[] { t.Key.Label, t.Key.Meaning, texts.Joined(t.Select(x => Place(x.Document)).Distinct()) }));
    }

    private string Meaning(FactDeclaration fact) =>
        fact.Unit is { } unit ? texts.Of("book.inUnit", texts.Type(fact.Type), unit) : texts.Type(fact.Type);

    private string Place(DecisionDocument document) =>
        policy.Clauses.FirstOrDefault(c => document.Decides.Contains(c.Id))?.Reference ?? document.Title.In(texts.Language);
}
