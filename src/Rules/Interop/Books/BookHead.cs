using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.PolicySets;

namespace CrmWorkflows.Rules.Interop.Books;

/// <summary>The head of a book: title, what it is about, since when it holds, where it comes from.</summary>
internal sealed class BookHead(PolicySet policy, BookTexts texts, MarkdownWriter book)
{
    public void Write()
    {
        book.Heading(1, policy.Title.In(texts.Language));
        var description = policy.Description;
        if (description.Summary is { } summary) book.Paragraph(summary.In(texts.Language));
        book.List([.. Source(description.Source), Effective(description.Effective), .. policy.Clauses.IsEmpty ? [] : new[] { Counts() }]);
        if (description.Source?.Reading is { } reading) book.Quote(texts.Of("book.reading", reading));
    }

    private IEnumerable<string> Source(DocumentSource? source)
    {
        if (source?.Text is { } text) yield return texts.Of("book.source", text.In(texts.Language) + (source.Reference is { } reference ? texts.Of("book.reference", texts.Reference(reference)) : ""));
        if (source?.Origin is { } origin) yield return texts.Of("book.origin", origin);
        if (source?.Licence is { } licence) yield return texts.Of("book.licence", licence);
        if (source?.Notice is { } notice) yield return notice;
    }

    private string Effective(EffectiveDates? dates) => dates switch
    {
        { From: { } from, To: { } to } => texts.Of("book.effective.fromTo", from, to),
        { From: { } from } => texts.Of("book.effective.from", from),
        { To: { } to } => texts.Of("book.effective.to", to),
        _ => texts.Of("book.effective.none"),
    };

    private string Counts()
    {
        var executable = policy.Clauses.Count(c => c.IsExecutable);
        return texts.Of("book.counts", policy.Clauses.Length, executable, policy.Clauses.Length - executable);
    }
}
