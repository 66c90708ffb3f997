using System.Text;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Facts.Reading;

/// <summary>Values by the UTF-8 of the words that stand for them. Immutable and thread-safe.</summary>
internal sealed class WordTable
{
    // By length: files know few words, and their lengths tell most of them apart.
    private readonly (byte[] Word, Value Value)[][] _byLength;

    private WordTable((byte[] Word, Value Value)[][] byLength) => _byLength = byLength;

    public bool IsEmpty => _byLength.Length == 0;

    public bool TryFind(ReadOnlySpan<byte> word, out Value value)
    {
        value = default;
        if (word.Length >= _byLength.Length) return false;
        foreach (ref readonly var entry in _byLength[word.Length].AsSpan())
        {
            if (!word.SequenceEqual(entry.Word)) continue;
            value = entry.Value;
            return true;
        }
        return false;
    }

    public sealed class Builder
    {
        private readonly Dictionary<string, Value> _values = new(StringComparer.Ordinal);

        /// <summary>Adds a word; of several meanings of one word the first counts.</summary>
        public void Add(string word, Value value) => _values.TryAdd(word, value);

        public WordTable Build()
        {
            var words = _values.Select(v => (Word: Encoding.UTF8.GetBytes(v.Key), v.Value)).ToLookup(w => w.Word.Length);
            var longest = words.Count == 0 ? -1 : words.Max(w => w.Key);
            return new WordTable([.. Enumerable.Range(0, longest + 1).Select(l => words[l].ToArray())]);
        }
    }
}
