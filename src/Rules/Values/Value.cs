using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace CrmWorkflows.Rules.Values;

/// <summary>
/// One value of the engine: a fact, an intermediate result, a field of an outcome. 32 bytes, no boxing for numbers and days.
/// The default value is <see cref="ValueKind.Missing"/>. Immutable and thread-safe.
/// </summary>
[StructLayout(LayoutKind.Explicit)]
public readonly partial struct Value
{
    [FieldOffset(0)] private readonly object? _reference;
    [FieldOffset(8)] private readonly decimal _number;
    [FieldOffset(8)] private readonly long _bits;
    [FieldOffset(16)] private readonly long _extra;
    [FieldOffset(24)] private readonly ValueKind _kind;

    private Value(ValueKind kind, object? reference)
    {
        _kind = kind;
        _reference = reference;
    }

    private Value(ValueKind kind, long bits, long extra = 0)
    {
        _kind = kind;
        _bits = bits;
        _extra = extra;
    }

    private Value(decimal number)
    {
        _kind = ValueKind.Decimal;
        _number = number;
    }

    /// <summary>What the value holds.</summary>
    public ValueKind Kind => _kind;

    /// <summary>True when nothing was supplied.</summary>
    public bool IsMissing => _kind == ValueKind.Missing;

    /// <summary>True when the value was supplied as explicitly empty.</summary>
    public bool IsNull => _kind == ValueKind.Null;

    /// <summary>True when there is something to compute with: neither missing nor null.</summary>
    public bool IsPresent => _kind > ValueKind.Null;

    /// <summary>True for a Boolean that holds; false for everything else.</summary>
    public bool IsTrue => _kind == ValueKind.Boolean && _bits != 0;

    /// <summary>True for a Boolean that does not hold; false for everything else.</summary>
    public bool IsFalse => _kind == ValueKind.Boolean && _bits == 0;

    /// <summary>Whether the value is a number.</summary>
    public bool IsNumber => _kind is ValueKind.Integer or ValueKind.Decimal;

    /// <summary>The explicitly empty value.</summary>
    public static Value Null { get; } = new(ValueKind.Null, null);

    /// <summary>True.</summary>
    public static Value True { get; } = new(ValueKind.Boolean, 1);

    /// <summary>False.</summary>
    public static Value False { get; } = new(ValueKind.Boolean, 0);

    /// <summary>A value that was not supplied.</summary>
    /// <param name="path">The path that was looked for.</param>
    public static Value Missing(string path) => new(ValueKind.Missing, ImmutableArray.Create(path));

    /// <summary>A value that could not be computed because of several missing ones.</summary>
    /// <param name="paths">The paths that were looked for, each once.</param>
    public static Value Missing(ImmutableArray<string> paths) => new(ValueKind.Missing, paths);

    /// <summary>A truth value.</summary>
    public static Value Of(bool value) => value ? True : False;

    /// <summary>A whole number.</summary>
    public static Value Of(long value) => new(ValueKind.Integer, value);

    /// <summary>A decimal number, an amount of money or a fraction.</summary>
    public static Value Of(decimal value) => new(value);

    /// <summary>A text or the code of an enum member; null becomes <see cref="Null"/>.</summary>
    public static Value Of(string? value) => value is null ? Null : new(ValueKind.Text, value);

    /// <summary>A day.</summary>
    public static Value Of(DateOnly value) => new(ValueKind.Date, value.DayNumber);

    /// <summary>A point in time.</summary>
    public static Value Of(DateTimeOffset value) => new(ValueKind.Instant, value.Ticks, value.TotalOffsetMinutes);

    /// <summary>A time of day.</summary>
    public static Value Of(TimeOnly value) => new(ValueKind.TimeOfDay, value.Ticks);

    /// <summary>Elapsed time.</summary>
    public static Value Of(TimeSpan value) => new(ValueKind.Duration, value.Ticks);

    /// <summary>Values in order.</summary>
    public static Value Of(ValueList value) => new(ValueKind.List, value);

    /// <summary>Values in order.</summary>
    public static Value List(params ReadOnlySpan<Value> items) => new(ValueKind.List, new ValueList([.. items]));

    /// <summary>Values by key.</summary>
    public static Value Of(ValueMap value) => new(ValueKind.Map, value);

    /// <summary>Members of a record.</summary>
    public static Value Of(ValueRecord value) => new(ValueKind.Record, value);

    /// <summary>The truth value. Undefined for another kind.</summary>
    public bool AsBoolean() => _bits != 0;

    /// <summary>The whole number. Undefined for another kind.</summary>
    public long AsInteger() => _bits;

    /// <summary>The number, whole or decimal.</summary>
    public decimal AsDecimal() => _kind == ValueKind.Integer ? _bits : _number;

    /// <summary>The text or enum code.</summary>
    public string AsText() => (string)_reference!;

    /// <summary>The day.</summary>
    public DateOnly AsDate() => DateOnly.FromDayNumber((int)_bits);

    /// <summary>The point in time.</summary>
    public DateTimeOffset AsInstant() => new(_bits, TimeSpan.FromMinutes(_extra));

    /// <summary>The time of day.</summary>
    public TimeOnly AsTimeOfDay() => new(_bits);

    /// <summary>The elapsed time.</summary>
    public TimeSpan AsDuration() => new(_bits);

    /// <summary>The number by which days, months, times and amounts of time are ordered. Undefined for another kind.</summary>
    internal long Ordinal => _bits;

    /// <summary>The list.</summary>
    public ValueList AsList() => (ValueList)_reference!;

    /// <summary>The map.</summary>
    public ValueMap AsMap() => (ValueMap)_reference!;

    /// <summary>The record.</summary>
    public ValueRecord AsRecord() => (ValueRecord)_reference!;

    /// <summary>The paths that were looked for; empty unless the value is missing.</summary>
    public ImmutableArray<string> MissingPaths =>
        _kind == ValueKind.Missing && _reference is ImmutableArray<string> paths ? paths : [];
}
