using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Fusing;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.PolicySets;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Embedding;

/// <summary>
/// The rules of a program: loaded once, asked from any thread, reloaded while they are asked. A reload swaps all policies by one reference;
/// a decision that began keeps the policies it began with, and a policy with an error never replaces a sound one. Thread-safe.
/// </summary>
public sealed class CrmRules : IDisposable
{
    private readonly PolicyWatch _watch;

    /// <summary>Loads the rules.</summary>
    /// <param name="options">Folders and functions.</param>
    /// <exception cref="PolicyLoadException">Some file was refused.</exception>
    public CrmRules(CrmRulesOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _watch = PolicyWatch.Load(options.Functions, options.Folders);
        if (_watch.LastLoad.HasErrors) throw new PolicyLoadException(_watch.LastLoad.Diagnostics);
    }

    /// <summary>The policies as they are now.</summary>
    public PolicyLibrary Library => _watch.Current;

    /// <summary>Reads the folders again and puts at once in force what holds together; a policy with an error stays as it was.</summary>
    /// <returns>All findings, and the policies that are now in force.</returns>
    public LoadResult Reload() => _watch.Reload();

    /// <summary>Begins to watch the folders: a change is read as soon as no further one follows it at once.</summary>
    /// <param name="clock">Measures the pause.</param>
    /// <param name="reloaded">Told after every reload what was found, on the thread that reloaded.</param>
    public void Watch(TimeProvider clock, Action<LoadResult>? reloaded = null)
    {
        ArgumentNullException.ThrowIfNull(clock);
        if (reloaded is not null) _watch.Reloaded += reloaded;
        _watch.Start(clock);
    }

    /// <summary>Ends the watching of folders; decisions can still be asked for.</summary>
    public void Dispose() => _watch.Dispose();

    /// <summary>A decision of a policy; null when there is none in force.</summary>
    /// <param name="policy">Line and policy: <c>line/policy</c>.</param>
    /// <param name="decision">Name of the document.</param>
    /// <param name="asOf">The day; any version when null.</param>
    public DecisionDocument? Find(string policy, string decision, DateOnly? asOf = null) => Find(Library, policy, decision, asOf);

    internal static DecisionDocument? Find(PolicyLibrary library, string policy, string decision, DateOnly? asOf)
    {
        var slash = policy.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? null : library.Find(policy[..slash], policy[(slash + 1)..])?.Find(decision, asOf);
    }

    /// <summary>Decides from a JSON object whose members are facts by name, as UTF-8. Facts that do not fit are the decision's <see cref="Decision.Fault"/>.</summary>
    /// <param name="policy">Line and policy.</param>
    /// <param name="decision">Name of the document.</param>
    /// <param name="facts">The JSON.</param>
    /// <param name="moment">When.</param>
    /// <param name="explain">Whether to say why.</param>
    /// <exception cref="ArgumentException">There is no such decision in force.</exception>
    public Decision Decide(string policy, string decision, ReadOnlySpan<byte> facts, in EvaluationMoment moment, bool explain = false)
    {
        var document = Needed(policy, decision, moment);
        var diagnostics = new DiagnosticBag();
        var values = FactReader.Read(document, null, facts, diagnostics);
        return diagnostics.HasErrors ? document.Refuse(FirstError(diagnostics)) : document.Decide(values, moment, explain);
    }

    /// <summary>
    /// Decides from facts by name. A value is what its type is in .NET (decimal, long, bool, string, DateOnly ...), or the text that JSON would
    /// have for it; lists are sequences, maps and records are dictionaries by text. Facts that do not fit are the decision's <see cref="Decision.Fault"/>.
    /// </summary>
    /// <inheritdoc cref="Decide(string, string, ReadOnlySpan{byte}, in EvaluationMoment, bool)"/>
    public Decision Decide(string policy, string decision, IEnumerable<KeyValuePair<string, object?>> facts, in EvaluationMoment moment, bool explain = false)
    {
        var document = Needed(policy, decision, moment);
        var diagnostics = new DiagnosticBag();
        var values = new Value[document.Facts.Length];
        var names = document.Facts.Select(f => f.Name).ToArray();
        foreach (var (name, value) in facts)
        {
            var index = Array.IndexOf(names, name);
            if (index >= 0) values[index] = ObjectValues.Read(value, FusedSource.Seen(document.Facts[index]), document.Facts[index].Label, diagnostics);
            else diagnostics.Add(Facts.Reading.ReadingDiagnostics.UnknownFact, SourceSpan.None, document.Name, name, Suggestion.Phrase(name, names));
        }
        return diagnostics.HasErrors ? document.Refuse(FirstError(diagnostics)) : document.Decide(values, moment, explain);
    }

    /// <summary>A decision for records of one .NET type; it follows every reload and the versions of the document in time.</summary>
    /// <typeparam name="TFacts">See <see cref="CompiledDecision{TFacts, TOutcome}"/>.</typeparam>
    /// <typeparam name="TOutcome">See <see cref="CompiledDecision{TFacts, TOutcome}"/>.</typeparam>
    /// <param name="policy">Line and policy.</param>
    /// <param name="decision">Name of the document.</param>
    public TypedDecision<TFacts, TOutcome> Typed<TFacts, TOutcome>(string policy, string decision) => new(this, policy, decision);

    internal DecisionDocument Needed(string policy, string decision, in EvaluationMoment moment) =>
        Find(policy, decision, moment.AsOf ?? moment.Today)
        ?? throw new ArgumentException($"There is no decision '{decision}' in force in the policy '{policy}'.", nameof(decision));

    private static Diagnostic FirstError(DiagnosticBag diagnostics) => diagnostics.ToImmutable().First(d => d.Severity == Severity.Error);
}
