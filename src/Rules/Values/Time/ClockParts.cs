using System.Globalization;
using System.Text;

namespace CrmWorkflows.Rules.Values.Time;

/// <summary>The text of an amount in hours, minutes and seconds, which elapsed and working time write with different units.</summary>
internal static class ClockParts
{
    public static bool TryRead(
        ReadOnlySpan<char> text, string prefix, string hours, string minutes, string seconds, out TimeSpan amount)
    {
        amount = default;
        var scanner = new TextScanner(text);
        var negative = scanner.Take('-');
        if (!scanner.Take(prefix) || scanner.AtEnd) return false;
        Int128 ticks = 0; // twelve digits of hours exceed a long; the range is checked once, at the end
        for (var next = 0; !scanner.AtEnd;)
        {
            if (!scanner.TakeNumber(out var number) || !scanner.TakeFraction(out var fraction, out var hasFraction)) return false;
            if (next < 1 && !hasFraction && scanner.Take(hours)) (next, ticks) = (1, ticks + (Int128)number * TimeSpan.TicksPerHour);
            else if (next < 2 && !hasFraction && scanner.Take(minutes)) (next, ticks) = (2, ticks + (Int128)number * TimeSpan.TicksPerMinute);
            else if (next < 3 && scanner.Take(seconds)) (next, ticks) = (3, ticks + (Int128)number * TimeSpan.TicksPerSecond + fraction);
            else return false;
        }
        if (negative) ticks = -ticks;
        if (ticks < long.MinValue || ticks > long.MaxValue) return false;
        amount = new((long)ticks);
        return true;
    }

    public static string Write(TimeSpan amount, string prefix, string hours, string minutes, string seconds, string zero)
    {
        if (amount == TimeSpan.Zero) return zero;
        var ticks = Int128.Abs(amount.Ticks);
        var text = new StringBuilder(amount < TimeSpan.Zero ? "-" : "").Append(prefix);
        Append(ticks / TimeSpan.TicksPerHour, hours);
        Append(ticks / TimeSpan.TicksPerMinute % 60, minutes);
        var (whole, fraction) = ((long)(ticks / TimeSpan.TicksPerSecond % 60), (long)(ticks % TimeSpan.TicksPerSecond));
        if (fraction != 0)
            text.Append(CultureInfo.InvariantCulture, $"{whole}.").Append(fraction.ToString("D7", CultureInfo.InvariantCulture).TrimEnd('0')).Append(seconds);
        else Append(whole, seconds);
        return text.ToString();

        void Append(Int128 number, string unit)
        {
            if (number != 0) text.Append(CultureInfo.InvariantCulture, $"{number}{unit}");
        }
    }
}
