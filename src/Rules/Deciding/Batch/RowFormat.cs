namespace CrmWorkflows.Rules.Deciding.Batch;

/// <summary>How a file of rows is written.</summary>
public enum RowFormat
{
    /// <summary>RFC 4180 with a header line; delimiter comma, semicolon or tab.</summary>
    Csv,

    /// <summary>One JSON object a line.</summary>
    JsonLines,
}
