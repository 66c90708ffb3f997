using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;

namespace CrmWorkflows.Rules.Policies.DecisionTable;

/// <summary>Any table, with the meaning that DMN gives to it. The cells stand in <see cref="Rows"/>, <see cref="Map"/> or <see cref="Matrix"/>.</summary>
internal sealed record DecisionTableDocument : PolicyDocument
{
    /// <summary>What the cells of a row are held against, in order: names of facts or intermediate results, or expressions with a name.</summary>
    public required IReadOnlyList<TableInputEntry> Inputs { get; init; }

    /// <summary>What a row decides.</summary>
    public required IReadOnlyList<TableOutputEntry> Outputs { get; init; }

    /// <summary>What happens when several rows match; <c>unique</c> when nothing is said.</summary>
    public HitPolicy HitPolicy { get; init; }

    /// <summary>With <c>collect</c>: what becomes of the values of all matching rows. All of them as a list when nothing is said.</summary>
    public TableAggregate? Aggregate { get; init; }

    /// <summary>The rows, each with its cells by the name of the input.</summary>
    public IReadOnlyList<TableRowEntry>? Rows { get; init; }

    /// <summary>Short form for one input: cell of the input, and what then holds.</summary>
    public IReadOnlyDictionary<string, JsonSourceNode>? Map { get; init; }

    /// <summary>Short form for two inputs: rows by the first, columns by the second.</summary>
    public TableMatrixEntry? Matrix { get; init; }

    /// <summary>What holds when no row matches.</summary>
    public JsonSourceNode? Default { get; init; }
}

/// <summary>A column that cells are held against.</summary>
internal sealed record TableInputEntry : DocumentPart
{
    /// <summary>Name of a fact or intermediate result, or a path into one; with <see cref="Value"/> a name of its own.</summary>
    [DocumentShorthand]
    public required string Name { get; init; }

    /// <summary>Expression that gives the value of the column.</summary>
    public ExpressionText? Value { get; init; }

    public TypeName? Type { get; init; }

    public LocalizedText? Label { get; init; }
}

/// <summary>Something that a row decides.</summary>
internal sealed record TableOutputEntry : DocumentPart
{
    public required string Name { get; init; }

    public required TypeName Type { get; init; }

    public required LocalizedText Label { get; init; }

    /// <summary>For <c>priority</c> and <c>outputOrder</c>: the values from the one that goes first, or <c>"highestFirst"</c>, <c>"lowestFirst"</c>.</summary>
    public JsonSourceNode? Priority { get; init; }
}

/// <summary>A row.</summary>
internal sealed record TableRowEntry : DocumentPart
{
    /// <summary>Name of the row, for tests and coverage; its number when left out.</summary>
    public string? Id { get; init; }

    /// <summary>What a person reads of the row in an explanation; its number when left out.</summary>
    public LocalizedText? Label { get; init; }

    /// <summary>Cells by the name of their input; an input that is left out does not matter.</summary>
    public IReadOnlyDictionary<string, JsonSourceNode> When { get; init; } = new Dictionary<string, JsonSourceNode>();

    /// <summary>Outputs by name; with one output its value alone.</summary>
    public required JsonSourceNode Then { get; init; }

    /// <summary>Clause of the published text, for the trace.</summary>
    public string? Clause { get; init; }

    public LocalizedText? Note { get; init; }
}

/// <summary>Two keys, one cell each.</summary>
internal sealed record TableMatrixEntry : DocumentPart
{
    /// <summary>Cells of the second input, from left to right.</summary>
    public required IReadOnlyList<JsonSourceNode> Columns { get; init; }

    /// <summary>Cell of the first input, and what holds under each of the columns.</summary>
    public required IReadOnlyDictionary<string, JsonSourceNode> Rows { get; init; }
}

internal enum HitPolicy
{
    /// <summary>At most one row matches.</summary>
    Unique,

    /// <summary>The first matching row from the top.</summary>
    First,

    /// <summary>The matching row whose outputs come first by <c>priority</c>.</summary>
    Priority,

    /// <summary>Several rows may match when they decide the same.</summary>
    Any,

    /// <summary>All matching rows, or their sum, smallest, largest value or number.</summary>
    Collect,

    /// <summary>All matching rows in the order of the table.</summary>
    RuleOrder,

    /// <summary>All matching rows, ordered by <c>priority</c> of their outputs.</summary>
    OutputOrder,
}

internal enum TableAggregate
{
    Sum,
    Min,
    Max,
    Count,
}
