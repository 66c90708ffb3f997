namespace CrmWorkflows.Rules.Values;

public readonly partial struct Value : IEquatable<Value>
{
    /// <summary>
    /// Equality of business values: numbers by value whatever their scale, points in time by instant, lists in order,
    /// maps by key. Missing equals missing only here; an expression never sees two missing values as equal.
    /// </summary>
    /// <param name="other">The other value.</param>
    public bool Equals(Value other)
    {
        if (_kind != other._kind) return IsNumber && other.IsNumber && AsDecimal() == other.AsDecimal();
        return _kind switch
        {
            ValueKind.Missing => MissingPaths.AsSpan().SequenceEqual(other.MissingPaths.AsSpan()),
            ValueKind.Null => true,
            ValueKind.Decimal => _number == other._number,
            ValueKind.Instant => AsInstant() == other.AsInstant(),
            ValueKind.Period => AsPeriod() == other.AsPeriod(),
            ValueKind.Text => string.Equals((string)_reference!, (string)other._reference!, StringComparison.Ordinal),
            ValueKind.List or ValueKind.Map or ValueKind.Record => _reference!.Equals(other._reference),
            _ => _bits == other._bits,
        };
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Value other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _kind switch
    {
        ValueKind.Missing or ValueKind.Null => (int)_kind,
        ValueKind.Integer or ValueKind.Decimal => AsDecimal().GetHashCode(),
        ValueKind.Text => string.GetHashCode((string)_reference!, StringComparison.Ordinal),
        ValueKind.Instant => AsInstant().UtcTicks.GetHashCode(),
        ValueKind.Period => AsPeriod().GetHashCode(),
        ValueKind.List or ValueKind.Map or ValueKind.Record => _reference!.GetHashCode(),
        _ => _bits.GetHashCode(),
    };

    /// <summary>
    /// Orders two present values of the same kind, numbers across whole and decimal, text by code point.
    /// Null when the kind has no order (Boolean, calendar periods, lists, maps, records).
    /// </summary>
    /// <param name="left">First value.</param>
    /// <param name="right">Second value.</param>
    public static int? Compare(Value left, Value right)
    {
        if (left.IsNumber && right.IsNumber)
            return left._kind == ValueKind.Integer && right._kind == ValueKind.Integer
                ? left._bits.CompareTo(right._bits)
                : left.AsDecimal().CompareTo(right.AsDecimal());
        if (left._kind != right._kind) return null;
        return left._kind switch
        {
            ValueKind.Text => Math.Sign(string.CompareOrdinal(left.AsText(), right.AsText())),
            ValueKind.Instant => left.AsInstant().CompareTo(right.AsInstant()),
            ValueKind.Date or ValueKind.TimeOfDay or ValueKind.YearMonth or ValueKind.MonthDay
                or ValueKind.Duration or ValueKind.WorkingDays or ValueKind.WorkingTime => left._bits.CompareTo(right._bits),
            _ => null,
        };
    }

    /// <summary>Equality of business values.</summary>
    public static bool operator ==(Value left, Value right) => left.Equals(right);

    /// <summary>Inequality of business values.</summary>
    public static bool operator !=(Value left, Value right) => !left.Equals(right);
}
