namespace CrmWorkflows.Rules.Values.Time;

/// <summary>The calendar periods in which duties come round.</summary>
public enum PeriodUnit
{
    /// <summary>A calendar day, labelled <c>2026-03-15</c>.</summary>
    Day,

    /// <summary>An ISO week from Monday to Sunday, labelled <c>2026-W11</c>.</summary>
    Week,

    /// <summary>A calendar month, labelled <c>2026-03</c>.</summary>
    Month,

    /// <summary>A calendar quarter, labelled <c>2026Q2</c>.</summary>
    Quarter,

    /// <summary>A calendar half-year, labelled <c>2026H1</c>.</summary>
    HalfYear,

    /// <summary>A calendar year, labelled <c>2026</c>.</summary>
    Year,
}
