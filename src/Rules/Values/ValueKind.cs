namespace CrmWorkflows.Rules.Values;

/// <summary>What a <see cref="Value"/> holds. Money and percentages are decimals whose unit stands in their type; a member of an enum is a text.</summary>
public enum ValueKind : byte
{
    /// <summary>Nothing was supplied. Carries the paths that were looked for.</summary>
    Missing,

    /// <summary>Supplied, and explicitly empty.</summary>
    Null,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>Whole number, 64 bits.</summary>
    Integer,

    /// <summary>Exact decimal number; also money (in units of its currency) and percentages (as a fraction).</summary>
    Decimal,

    /// <summary>Text, or the code of an enum member.</summary>
    Text,

    /// <summary>Day without time.</summary>
    Date,

    /// <summary>Point in time with its offset.</summary>
    Instant,

    /// <summary>Time of day without a day.</summary>
    TimeOfDay,

    /// <summary>Month of a year.</summary>
    YearMonth,

    /// <summary>Day of every year.</summary>
    MonthDay,

    /// <summary>Years, months, weeks, days on the calendar.</summary>
    Period,

    /// <summary>Elapsed time.</summary>
    Duration,

    /// <summary>Number of working days.</summary>
    WorkingDays,

    /// <summary>Amount of working time.</summary>
    WorkingTime,

    /// <summary>Ordered values of one type.</summary>
    List,

    /// <summary>Values by key.</summary>
    Map,

    /// <summary>Named members of a record type.</summary>
    Record,
}
