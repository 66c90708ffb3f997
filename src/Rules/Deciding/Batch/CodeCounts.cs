namespace CrmWorkflows.Rules.Deciding.Batch;

/// <summary>
/// How often each of a few codes came. Codes are nearly always the enum's own instances, so that they are told apart by looking at the
/// reference. Used by one thread.
/// </summary>
internal sealed class CodeCounts
{
    private string[] _codes = new string[8];
    private long[] _counts = new long[8];
    private int _length;

    public void Add(string code, long count)
    {
        for (var i = 0; i < _length; i++)
        {
            if (!ReferenceEquals(_codes[i], code)) continue;
            _counts[i] += count;
            return;
        }
        _counts[PlaceOf(code)] += count;
    }

    public void Add(CodeCounts other)
    {
        for (var i = 0; i < other._length; i++) Add(other._codes[i], other._counts[i]);
    }

    public Dictionary<string, long> ToDictionary() =>
        Enumerable.Range(0, _length).ToDictionary(i => _codes[i], i => _counts[i], StringComparer.Ordinal);

    private int PlaceOf(string code)
    {
        var place = Array.FindIndex(_codes, 0, _length, c => string.Equals(c, code, StringComparison.Ordinal));
        if (place >= 0) return place;
        if (_length == _codes.Length)
        {
            Array.Resize(ref _codes, _length * 2);
            Array.Resize(ref _counts, _length * 2);
        }
        _codes[_length] = code;
        return _length++;
    }
}
