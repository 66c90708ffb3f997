using System.Collections;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Policies.RuleSet.Running;

namespace CrmWorkflows.Rules.Interop;

/// <summary>
/// The results of a run, in the order of the rules. The verdicts are there at once; the tree of a rule, with message, children and failure,
/// is made when it is read. Immutable and thread-safe.
/// </summary>
public sealed class RuleResults : IReadOnlyList<RuleResultTree>
{
    private readonly RunResults _results;
    private readonly Language _language;
    private RuleResultTree?[]? _trees;

    internal RuleResults(RunResults results, Language language) => (_results, _language) = (results, language);

    /// <summary>Number of rules.</summary>
    public int Count => _results.Count;

    /// <summary>The tree of a rule.</summary>
    /// <param name="index">Its place, from 0.</param>
    public RuleResultTree this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            var trees = Volatile.Read(ref _trees) ?? Interlocked.CompareExchange(ref _trees, new RuleResultTree?[Count], null) ?? _trees;
            return trees[index] ?? Interlocked.CompareExchange(ref trees[index], new RuleResultTree(_results[index], _language), null) ?? trees[index]!;
        }
    }

    /// <summary>Whether a rule holds, without making its tree.</summary>
    /// <param name="index">Its place, from 0.</param>
    public bool Holds(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return _results.Holds(index);
    }

    /// <inheritdoc/>
    public IEnumerator<RuleResultTree> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
