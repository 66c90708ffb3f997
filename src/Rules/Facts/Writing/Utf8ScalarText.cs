using System.Globalization;
using CrmWorkflows.Rules.Facts.Reading;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Facts.Writing;

/// <summary>Writes numbers, days and truth values as UTF-8, in the words of <see cref="ScalarText"/>, without making a text first.</summary>
internal static class Utf8ScalarText
{
    /// <summary>Room that any of them fits in.</summary>
    public const int Longest = 40;

    /// <summary>Writes a value of those kinds; false for all others.</summary>
    public static bool TryWrite(in Value value, Span<byte> output, out int written)
    {
        switch (value.Kind)
        {
            case ValueKind.Boolean:
                var word = value.IsTrue ? "true"u8 : "false"u8;
                word.CopyTo(output);
                written = word.Length;
                return true;
            case ValueKind.Integer: return value.AsInteger().TryFormat(output, out written, default, CultureInfo.InvariantCulture);
            case ValueKind.Decimal:
                written = Write(value.AsDecimal(), output);
                return true;
            case ValueKind.Date: return value.AsDate().TryFormat(output, out written, "yyyy-MM-dd", CultureInfo.InvariantCulture);
            default:
                written = 0;
                return false;
        }
    }

    // A decimal without zeros that carry no meaning.
    private static int Write(decimal number, Span<byte> output)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(number, bits);
        var digits = (uint)bits[0] | (ulong)(uint)bits[1] << 32;
        // What most figures are: few digits.
        if (bits[2] == 0 && digits != 0) return Write(digits, (bits[3] >> 16) & 0xFF, bits[3] < 0, output);
        number.TryFormat(output, out var written, default, CultureInfo.InvariantCulture);
        return output[..written].Contains((byte)'.') ? output[..written].TrimEnd((byte)'0').TrimEnd((byte)'.').Length : written;
    }

    private static int Write(ulong digits, int scale, bool isNegative, Span<byte> output)
    {
        for (; scale > 0 && digits % 10 == 0; scale--) digits /= 10;
        var start = isNegative ? 1 : 0;
        if (isNegative) output[0] = (byte)'-';
        // As many digits as the scale has, one zero before the point, and what the number has beyond that.
        var count = scale + 1;
        for (var rest = digits / Power(scale); rest >= 10; rest /= 10) count++;
        var end = start + count + (scale > 0 ? 1 : 0);
        for (var at = end - 1; at >= start; at--)
        {
            if (scale > 0 && at == end - 1 - scale)
            {
                output[at] = (byte)'.';
                continue;
            }
            output[at] = (byte)('0' + digits % 10);
            digits /= 10;
        }
        return end;
    }

    // Beyond twenty digits no number of 64 bits reaches.
    private static ulong Power(int scale)
    {
        var power = 1UL;
        for (var i = 0; i < Math.Min(scale, 19); i++) power *= 10;
        return scale > 19 ? ulong.MaxValue : power;
    }
}
