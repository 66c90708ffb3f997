using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Facts.Types;

/// <summary>A type without parts: Boolean, Integer, Decimal, Percentage, Text, the types of time.</summary>
public sealed class ScalarType : FactType
{
    private ScalarType(string name, ValueKind kind, bool nullable = false)
        : base(nullable)
    {
        BaseName = name;
        Kind = kind;
    }

    /// <summary>True or false.</summary>
    public static ScalarType Boolean { get; } = new("Boolean", ValueKind.Boolean);

    /// <summary>Whole number of 64 bits.</summary>
    public static ScalarType Integer { get; } = new("Integer", ValueKind.Integer);

    /// <summary>Exact decimal number of 28 digits.</summary>
    public static ScalarType Decimal { get; } = new("Decimal", ValueKind.Decimal);

    /// <summary>A share, held as a fraction: 0.15 is 15 %.</summary>
    public static ScalarType Percentage { get; } = new("Percentage", ValueKind.Decimal);

    /// <summary>Text.</summary>
    public static ScalarType Text { get; } = new("Text", ValueKind.Text);

    /// <summary>Day.</summary>
    public static ScalarType Date { get; } = new("Date", ValueKind.Date);

    /// <summary>Point in time with offset.</summary>
    public static ScalarType Instant { get; } = new("Instant", ValueKind.Instant);

    /// <summary>Time of day.</summary>
    public static ScalarType TimeOfDay { get; } = new("TimeOfDay", ValueKind.TimeOfDay);

    /// <summary>Month of a year.</summary>
    public static ScalarType YearMonth { get; } = new("YearMonth", ValueKind.YearMonth);

    /// <summary>Day of every year.</summary>
    public static ScalarType MonthDay { get; } = new("MonthDay", ValueKind.MonthDay);

    /// <summary>Calendar period.</summary>
    public static ScalarType Period { get; } = new("Period", ValueKind.Period);

    /// <summary>Elapsed time.</summary>
    public static ScalarType Duration { get; } = new("Duration", ValueKind.Duration);

    /// <summary>Number of working days.</summary>
    public static ScalarType WorkingDays { get; } = new("WorkingDays", ValueKind.WorkingDays);

    /// <summary>Amount of working time.</summary>
    public static ScalarType WorkingTime { get; } = new("WorkingTime", ValueKind.WorkingTime);

    /// <summary>All scalar types, without null.</summary>
    public static ImmutableArray<ScalarType> All { get; } =
        [Boolean, Integer, Decimal, Percentage, Text, Date, Instant, TimeOfDay, YearMonth, MonthDay, Period, Duration, WorkingDays, WorkingTime];

    /// <inheritdoc/>
    public override string BaseName { get; }

    /// <inheritdoc/>
    public override ValueKind Kind { get; }

    private protected override FactType With(bool nullable) => new ScalarType(BaseName, Kind, nullable);
}
