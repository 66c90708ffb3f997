using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Explanations;
using CrmWorkflows.Rules.Facts.Writing;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Deciding;

/// <summary>
/// What a document decided: an outcome, or that a fact is missing, or that the evaluation failed. Exactly one of
/// <see cref="Outcome"/>, <see cref="MissingFacts"/> and <see cref="Fault"/> says something. Immutable.
/// </summary>
public sealed class Decision
{
    internal Decision(DecisionDocument document, Value outcome, ImmutableArray<string> missingFacts, Diagnostic? fault, ImmutableArray<int> unpublishedYears, ImmutableArray<Diagnostic> warnings, ImmutableArray<ExplanationNode> explanation, Value result)
    {
        Document = document;
        Outcome = outcome.IsPresent ? outcome.AsRecord() : null;
        MissingFacts = missingFacts;
        Fault = fault;
        UnpublishedYears = unpublishedYears;
        Warnings = warnings;
        Explanation = explanation;
        Result = result;
    }

    /// <summary>The document that decided.</summary>
    public DecisionDocument Document { get; }

    /// <summary>The fields of the outcome, in order; null when the decision is undetermined or failed.</summary>
    public ValueRecord? Outcome { get; }

    /// <summary>The facts that were needed and not supplied, in order of declaration.</summary>
    public ImmutableArray<string> MissingFacts { get; }

    /// <summary>Why the evaluation failed; null when it did not.</summary>
    public Diagnostic? Fault { get; }

    /// <summary>True when facts are missing.</summary>
    public bool IsUndetermined => !MissingFacts.IsEmpty;

    /// <summary>Years whose holidays are not published yet and that the outcome touches: it can still change.</summary>
    public ImmutableArray<int> UnpublishedYears { get; }

    /// <summary>What was found worth a warning while deciding; the outcome stands.</summary>
    public ImmutableArray<Diagnostic> Warnings { get; }

    /// <summary>The reason, step by step; empty unless asked for.</summary>
    public ImmutableArray<ExplanationNode> Explanation { get; }

    /// <summary>The kind's own result, for tests of coverage.</summary>
    internal Value Result { get; }

    /// <summary>What a person reads of facts, with their units, in order of the document's facts.</summary>
    /// <param name="facts">The facts that were decided on.</param>
    public ImmutableArray<LocalizedText> FactTexts(ReadOnlySpan<Value> facts)
    {
        var texts = ImmutableArray.CreateBuilder<LocalizedText>(facts.Length);
        for (var i = 0; i < facts.Length; i++)
        {
            var fact = Document.Facts[i];
            texts.Add(ValueText.Of(facts[i], fact.Type, fact.Unit));
        }
        return texts.MoveToImmutable();
    }

    /// <summary>A field of the outcome; missing when there is no outcome or no such field.</summary>
    /// <param name="field">Name of the field.</param>
    public Value this[string field] => Outcome?[field] ?? Value.Missing(field);

    /// <summary>A field of the outcome as a person reads it: labels for codes, units, dates in words; a dash when there is no outcome.</summary>
    /// <param name="field">A field of the document.</param>
    /// <param name="language">The reader's language.</param>
    public string TextOf(OutcomeField field, Language language) =>
        Outcome is null ? "-" : ValueText.Of(this[field.Name], field.Type, language);
}
