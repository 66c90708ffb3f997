using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Explanations;

/// <summary>
/// One step of the reason for a decision: what was looked at, what it was, what followed. Explanation is data: a tree that is
/// rendered in either language, stored with a decision, or searched. Immutable.
/// </summary>
/// <param name="Phrase">Key of the sentence in the texts of the engine.</param>
/// <param name="Arguments">What fills the sentence; a <see cref="LocalizedText"/> follows the reader's language.</param>
/// <param name="Verdict">Whether the step held; null when it is no condition or could not be decided.</param>
/// <param name="Clause">Clause of the published text that the step enforces; null when none is named.</param>
/// <param name="Span">Where the step stands in the document.</param>
/// <param name="Children">The steps that it rests on.</param>
public sealed record ExplanationNode(
    string Phrase,
    ImmutableArray<object?> Arguments,
    bool? Verdict,
    string? Clause,
    SourceSpan Span,
    ImmutableArray<ExplanationNode> Children)
{
    /// <summary>The sentence in one language, without the steps below it.</summary>
    /// <param name="language">The reader's language.</param>
    public string Sentence(Language language) => TextCatalog.Rules.Format(Phrase, language, Arguments.AsSpan());

    /// <summary>This step and all below it, from the top.</summary>
    public IEnumerable<ExplanationNode> All() => Children.SelectMany(c => c.All()).Prepend(this);
}
