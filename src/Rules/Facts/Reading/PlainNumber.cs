namespace CrmWorkflows.Rules.Facts.Reading;

/// <summary>The numbers that files are full of: a sign, at most 18 digits, at most one decimal mark.</summary>
internal static class PlainNumber
{
    private const int MostDigits = 18;

    /// <summary>Reads a whole number; false when it has more digits or is written in any other way.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long number)
    {
        number = 0;
        var negative = !text.IsEmpty && text[0] == '-';
        if (negative) text = text[1..];
        if (text.IsEmpty || text.Length > MostDigits) return false;
        foreach (var b in text)
        {
            var digit = (uint)(b - '0');
            if (digit > 9) return false;
            number = number * 10 + digit;
        }
        if (negative) number = -number;
        return true;
    }

    /// <summary>Reads a number exactly; false when it is written in any other way.</summary>
    /// <param name="extraScale">Digits by which the decimal point stands further left.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, byte mark, int extraScale, out decimal number)
    {
        number = 0;
        var negative = !text.IsEmpty && text[0] == '-';
        if (negative) text = text[1..];
        if (text.IsEmpty || text.Length > MostDigits + 1) return false;
        ulong digits = 0;
        var count = 0;
        var scale = -1;
        foreach (var b in text)
        {
            var digit = (uint)(b - '0');
            if (digit <= 9)
            {
                digits = digits * 10 + digit;
                count++;
                if (scale >= 0) scale++;
            }
            else if (b == mark && scale < 0 && count > 0)
            {
                scale = 0;
            }
            else
            {
                return false;
            }
        }
        if (count is 0 or > MostDigits || scale == 0) return false;
        number = new decimal((int)digits, (int)(digits >> 32), 0, negative && digits != 0, (byte)(Math.Max(scale, 0) + extraScale));
        return true;
    }
}
