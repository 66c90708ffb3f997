namespace CrmWorkflows.Rules.Values.Time;

/// <summary>
/// An amount of working time: time that passes only while a calendar is open. Written in working hours, minutes and
/// seconds: <c>4wh30wm</c>, <c>90wm</c>, <c>0.5ws</c>. It never converts to elapsed time or working days. Thread-safe value.
/// </summary>
/// <remarks>
/// Text: an optional minus, then <c>wh</c>, <c>wm</c>, <c>ws</c> in this order, at least one; seconds may carry up to
/// seven decimals. It is written with minutes and seconds below 60; <c>0wh</c> for none.
/// </remarks>
/// <param name="Amount">Open time, in ticks of 100 ns.</param>
public readonly record struct WorkingTime(TimeSpan Amount) : IComparable<WorkingTime>
{
    /// <summary>No working time.</summary>
    public static WorkingTime Zero => default;

    /// <summary>An amount in working hours.</summary>
    /// <param name="hours">Number of working hours.</param>
    /// <exception cref="ArgumentOutOfRangeException">More than 256 million hours.</exception>
    public static WorkingTime OfHours(int hours) => new(TimeSpan.FromHours(hours));

    /// <summary>An amount in working minutes.</summary>
    /// <param name="minutes">Number of working minutes.</param>
    public static WorkingTime OfMinutes(int minutes) => new(TimeSpan.FromMinutes(minutes));

    /// <summary>The sum of two amounts; false when it is beyond what can be counted (29,000 years).</summary>
    /// <param name="other">The other amount.</param>
    /// <param name="sum">The sum.</param>
    public bool TryAdd(WorkingTime other, out WorkingTime sum) =>
        TryMake((decimal)Amount.Ticks + other.Amount.Ticks, out sum);

    /// <summary>A share or multiple of this amount, to the nearest tick; false when it is beyond what can be counted.</summary>
    /// <param name="factor">The factor, such as 0.75 for a warning at three quarters; negative turns the direction.</param>
    /// <param name="product">The product.</param>
    public bool TryMultiply(decimal factor, out WorkingTime product)
    {
        product = default;
        decimal ticks = Amount.Ticks;
        if (ticks == 0) return true;
        // Beyond this the product would not even fit a decimal.
        if (Math.Abs(factor) > (long.MaxValue + 1m) / Math.Abs(ticks)) return false;
        return TryMake(decimal.Round(ticks * factor), out product);
    }

    /// <summary>Reads <c>4wh30wm</c>.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text is not an amount of working time.</exception>
    public static WorkingTime Parse(string text) =>
        TryParse(text, out var value) ? value : throw new FormatException($"'{text}' is not an amount of working time such as 4wh30wm.");

    /// <summary>Reads <c>4wh30wm</c>; false when the text is anything else.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The amount.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out WorkingTime value)
    {
        var read = ClockParts.TryRead(text, "", "wh", "wm", "ws", out var amount);
        value = new(amount);
        return read;
    }

    private static bool TryMake(decimal ticks, out WorkingTime value)
    {
        var fits = ticks is >= long.MinValue and <= long.MaxValue;
        value = fits ? new(new TimeSpan((long)ticks)) : default;
        return fits;
    }

    /// <inheritdoc/>
    public int CompareTo(WorkingTime other) => Amount.CompareTo(other.Amount);

    /// <summary>Writes <c>4wh30wm</c>.</summary>
    public override string ToString() => ClockParts.Write(Amount, "", "wh", "wm", "ws", "0wh");

    /// <summary>Less.</summary>
    public static bool operator <(WorkingTime left, WorkingTime right) => left.Amount < right.Amount;

    /// <summary>More.</summary>
    public static bool operator >(WorkingTime left, WorkingTime right) => left.Amount > right.Amount;

    /// <summary>Less or as much.</summary>
    public static bool operator <=(WorkingTime left, WorkingTime right) => left.Amount <= right.Amount;

    /// <summary>More or as much.</summary>
    public static bool operator >=(WorkingTime left, WorkingTime right) => left.Amount >= right.Amount;
}
