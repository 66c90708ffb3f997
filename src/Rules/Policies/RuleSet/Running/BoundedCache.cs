using System.Collections.Concurrent;

namespace CrmWorkflows.Rules.Policies.RuleSet.Running;

/// <summary>
/// What has been compiled, each once however many threads ask for it. It belongs to one set of workflows and goes with it; when inputs
/// of ever new shapes come, the oldest entries make room.
/// </summary>
internal sealed class BoundedCache<TKey, TValue>(int limit)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Lazy<TValue>> _entries = new();
    private readonly ConcurrentQueue<TKey> _order = new();

    public int Count => _entries.Count;

    public TValue Get<TState>(TKey key, TState state, Func<TKey, TState, TValue> make)
    {
        if (_entries.TryGetValue(key, out var known)) return known.Value;
        var added = new Lazy<TValue>(() => make(key, state), LazyThreadSafetyMode.ExecutionAndPublication);
        var entry = _entries.GetOrAdd(key, added);
        if (ReferenceEquals(entry, added))
        {
            _order.Enqueue(key);
            while (_entries.Count > limit && _order.TryDequeue(out var oldest)) _entries.TryRemove(oldest, out _);
        }
        return entry.Value;
    }
}
