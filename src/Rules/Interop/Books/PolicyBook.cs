using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Books;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.PolicySets;

namespace CrmWorkflows.Rules.Interop.Books;

/// <summary>
/// A policy as the readable text that it enforces, in Markdown: its clauses in the order of the published text, with their tables and figures, written
/// from the documents that decide. Thread-safe.
/// </summary>
public static class PolicyBook
{
    /// <summary>Writes a policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="language">The reader's language.</param>
    /// <param name="asOf">Day on which it is read: of documents with several versions the one in force then; the latest when null.</param>
    /// <returns>Markdown, ending with a line end.</returns>
    public static string Write(PolicySet policy, Language language, DateOnly? asOf = null)
    {
        var clauses = PublishedOrder.Of(policy.Clauses);
        var order = clauses.Select((c, i) => (c.Id, i)).ToDictionary(c => c.Id, c => c.i, StringComparer.Ordinal);
        var documents = policy.Documents.GroupBy(d => d.Name, StringComparer.Ordinal).Select(g => policy.Find(g.Key, asOf)).OfType<DecisionDocument>()
            .OrderBy(d => d.Decides.Select(c => order.GetValueOrDefault(c, int.MaxValue)).DefaultIfEmpty(int.MaxValue).Min())
            .ToArray();
        var book = new MarkdownWriter();
        var texts = new BookTexts(language);
        new BookHead(policy, texts, book).Write();
        new BookTerms(documents, policy, texts, book).Write();
        book.Heading(2, texts.Of(policy.Clauses.IsEmpty ? "book.rules" : "book.clauses"));
        var written = new HashSet<DecisionDocument>();
        foreach (var clause in clauses) Clause(policy, clauses, clause, asOf, documents, written, texts, book);
        // Documents that decide no clause themselves, but are used by those that do.
        var others = documents.Where(d => !written.Contains(d)).ToArray();
        if (others.Length > 0 && policy.Clauses.Length > 0) book.Heading(2, texts.Of("book.others"));
        foreach (var document in others)
        {
            book.Heading(3, document.Title.In(language));
            new BookSection(document, policy, documents, texts, book).Write();
        }
        new BookCalendars(policy, documents, texts, book).Write();
        return book.ToString();
    }

    // What only this document rests on stands behind it.
    private static void Helpers(PolicySet policy, DecisionDocument document, DecisionDocument[] documents, HashSet<DecisionDocument> written, BookTexts texts, MarkdownWriter book)
    {
        foreach (var helper in documents.Where(d => d.Decides.Count == 0 && Uses(document, d) && !documents.Any(other => other != document && Uses(other, d))))
        {
            if (!written.Add(helper)) continue;
            book.Heading(4, helper.Title.In(texts.Language));
            new BookSection(helper, policy, documents, texts, book).Write();
            Helpers(policy, helper, documents, written, texts, book);
        }
    }

    private static bool Uses(DecisionDocument document, DecisionDocument other) => document.Parts.Steps.OfType<UseStep>().Any(s => s.Document == other);

    private static void Clause(
        PolicySet policy, ImmutableArray<PolicyClause> clauses, PolicyClause clause, DateOnly? asOf, DecisionDocument[] documents, HashSet<DecisionDocument> written, BookTexts texts, MarkdownWriter book)
    {
        book.Heading(3, texts.Of("book.clause", texts.Reference(clause.Reference), clause.Title));
        if (clause.Prose is { } reason)
        {
            book.Quote(texts.Of("book.prose", reason));
            return;
        }
        if (policy.FindByClause(clause.Id, asOf) is not { } document)
        {
            book.Quote(texts.Of("book.notInForce"));
            return;
        }
        if (written.Add(document))
        {
            new BookSection(document, policy, documents, texts, book).Write();
            Helpers(policy, document, documents, written, texts, book);
        }
        else book.Quote(texts.Of("book.together", clauses.First(c => document.Decides.Contains(c.Id)).Title));
    }
}
