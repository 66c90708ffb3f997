using CrmWorkflows.Rules.Deciding.Books;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Facts.Types;

namespace CrmWorkflows.Rules.Deciding;

/// <summary>A kind of document. Each kind is a folder of its own with its document, its compiled body and its phrases; it is registered once.</summary>
internal interface IPolicyKind
{
    /// <summary>What a document writes under <c>kind</c>.</summary>
    string Name { get; }

    /// <summary>The record that its documents are read into.</summary>
    Type DocumentType { get; }

    /// <summary>Types of the kind's own, which documents can name: states, verdicts.</summary>
    IEnumerable<FactType> Types => [];

    /// <summary>Links a document's body; null when it does not hold together and the bag says why.</summary>
    KindBody? Link(PolicyDocument document, LinkContext context);

    /// <summary>Says what a document's body says as a person reads it, from the formulas that decide.</summary>
    void Describe(PolicyDocument document, BookPage page);
}
