using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.PolicySets;

namespace CrmWorkflows.Rules.Embedding;

/// <summary>A decision for records of one .NET type, by the rules as they are at each moment. Compiled when it is first asked after a reload. Thread-safe.</summary>
/// <typeparam name="TFacts">See <see cref="CompiledDecision{TFacts, TOutcome}"/>.</typeparam>
/// <typeparam name="TOutcome">See <see cref="CompiledDecision{TFacts, TOutcome}"/>.</typeparam>
public sealed class TypedDecision<TFacts, TOutcome>
{
    private readonly CrmRules _rules;
    private readonly string _policy;
    private readonly string _decision;
    private Version? _last;

    internal TypedDecision(CrmRules rules, string policy, string decision) => (_rules, _policy, _decision) = (rules, policy, decision);

    private sealed record Version(PolicyLibrary Library, CompiledDecision<TFacts, TOutcome> Compiled);

    /// <summary>Decides; false when facts are missing or the evaluation fails, and <see cref="Decide"/> says which and why.</summary>
    /// <param name="facts">The record.</param>
    /// <param name="moment">When.</param>
    /// <param name="outcome">The outcome, when there is one.</param>
    /// <exception cref="ArgumentException">There is no such decision in force.</exception>
    /// <exception cref="TypeMismatchException">The types do not fit the document.</exception>
    public bool TryDecide(TFacts facts, in EvaluationMoment moment, out TOutcome outcome) => Current(moment).TryDecide(facts, moment, out outcome);

    /// <summary>Decides through values: the outcome, what is missing or failed, and the reason if asked for.</summary>
    /// <param name="facts">The record.</param>
    /// <param name="moment">When.</param>
    /// <param name="explain">Whether to say why.</param>
    /// <exception cref="ArgumentException">There is no such decision in force.</exception>
    /// <exception cref="TypeMismatchException">The types do not fit the document.</exception>
    public Decision Decide(TFacts facts, in EvaluationMoment moment, bool explain = false) => Current(moment).Decide(facts, moment, explain);

    private CompiledDecision<TFacts, TOutcome> Current(in EvaluationMoment moment)
    {
        var library = _rules.Library;
        if (Volatile.Read(ref _last) is { } last && ReferenceEquals(last.Library, library) && last.Compiled.Document.IsInForce(moment.AsOf ?? moment.Today)) return last.Compiled;
        var document = CrmRules.Find(library, _policy, _decision, moment.AsOf ?? moment.Today)
            ?? throw new ArgumentException($"There is no decision '{_decision}' in force in the policy '{_policy}'.");
        var compiled = CompiledDecision<TFacts, TOutcome>.Of(document);
        Volatile.Write(ref _last, new Version(library, compiled));
        return compiled;
    }
}
