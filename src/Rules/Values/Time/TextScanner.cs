namespace CrmWorkflows.Rules.Values.Time;

/// <summary>Walks over the text of a time value. Only ASCII digits count: no signs, blanks or other scripts.</summary>
internal ref struct TextScanner(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> _rest = text;

    public readonly bool AtEnd => _rest.IsEmpty;

    public bool Take(char expected)
    {
        if (_rest.IsEmpty || _rest[0] != expected) return false;
        _rest = _rest[1..];
        return true;
    }

    public bool Take(ReadOnlySpan<char> expected)
    {
        if (!_rest.StartsWith(expected, StringComparison.Ordinal)) return false;
        _rest = _rest[expected.Length..];
        return true;
    }

    /// <summary>Exactly so many digits.</summary>
    public bool TakeDigits(int count, out int value)
    {
        value = 0;
        if (_rest.Length < count) return false;
        for (var i = 0; i < count; i++)
        {
            if (!char.IsAsciiDigit(_rest[i])) return false;
            value = value * 10 + (_rest[i] - '0');
        }
        _rest = _rest[count..];
        return true;
    }

    /// <summary>One to twelve digits: more than any figure of a calendar needs, less than overflows.</summary>
    public bool TakeNumber(out long value)
    {
        value = 0;
        var length = 0;
        while (length < _rest.Length && char.IsAsciiDigit(_rest[length])) length++;
        if (length is 0 or > 12) return false;
        for (var i = 0; i < length; i++) value = value * 10 + (_rest[i] - '0');
        _rest = _rest[length..];
        return true;
    }

    /// <summary>An optional fraction of a second, in ticks; false when a point stands without one to seven digits.</summary>
    public bool TakeFraction(out long ticks, out bool present)
    {
        ticks = 0;
        present = Take('.');
        if (!present) return true;
        var unit = TimeSpan.TicksPerSecond;
        var length = 0;
        for (; length < _rest.Length && char.IsAsciiDigit(_rest[length]); length++)
        {
            if (length == 7) return false;
            unit /= 10;
            ticks += (_rest[length] - '0') * unit;
        }
        _rest = _rest[length..];
        return length > 0;
    }
}
