using System.Globalization;
using CrmWorkflows.Rules.Deciding.UnaryTests;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;

namespace CrmWorkflows.Rules.Policies.DecisionTable;

/// <summary>A row before names and types are known, in whichever of the three forms it was written.</summary>
/// <param name="Cells">One a column: a heading, a value of the document, or nothing.</param>
internal sealed record SourceRow(string Id, SourceCell[] Cells, JsonSourceNode Then, string? Clause, SourceSpan Span)
{
    /// <summary>What a person reads of the row; null when its headings say it.</summary>
    public LocalizedText? Label { get; init; }
}

/// <summary>A cell as written: a value of the document, or a heading of a map or matrix; neither when the row leaves it out.</summary>
internal readonly record struct SourceCell(JsonSourceNode? Node, CellText? Heading);

/// <summary>Brings rows, maps and matrices into the form of rows.</summary>
internal sealed class SourceRowReader(DecisionTableDocument table, string[] inputs, DiagnosticBag diagnostics)
{
    /// <summary>The rows; null when the document does not have exactly one form of them that fits its inputs.</summary>
    public List<SourceRow>? Read()
    {
        var forms = (table.Rows is null ? 0 : 1) + (table.Map is null ? 0 : 1) + (table.Matrix is null ? 0 : 1);
        if (forms != 1 || inputs.Length == 0 || table.Outputs.Count == 0 || (table.Map is not null && inputs.Length != 1) || (table.Matrix is not null && inputs.Length != 2))
        {
            diagnostics.Add(DecisionTableDiagnostics.Layout, table.Span with { Length = 1 }, inputs.Length);
            return null;
        }
        return table.Rows is not null ? Rows(table.Rows) : table.Map is not null ? Map() : Matrix(table.Matrix!);
    }

    private List<SourceRow> Rows(IReadOnlyList<TableRowEntry> entries)
    {
        var rows = new List<SourceRow>();
        foreach (var entry in entries)
        {
            var cells = new SourceCell[inputs.Length];
            if (((JsonObjectNode)entry.Node)["when"] is JsonObjectNode when)
            {
                foreach (var member in when.Members)
                {
                    var column = Array.IndexOf(inputs, member.Name);
                    if (column >= 0) cells[column] = new SourceCell(member.Value, null);
                    else diagnostics.Add(DecisionTableDiagnostics.UnknownInput, member.NameSpan, member.Name, Suggestion.Phrase(member.Name, inputs), string.Join(", ", inputs));
                }
            }
            var number = (rows.Count + 1).ToString(CultureInfo.InvariantCulture);
            rows.Add(new SourceRow(entry.Id ?? number, cells, entry.Then, entry.Clause, entry.Span)
            {
                Label = entry.Label ?? new LocalizedText(language => TextCatalog.Rules.Format("table.row", language, number)),
            });
        }
        return rows;
    }

    private List<SourceRow> Map() =>
        [.. MembersOf("map").Select(m => new SourceRow(m.Name, [new(null, CellText.Heading(m))], m.Value, null, m.NameSpan))];

    private List<SourceRow> Matrix(TableMatrixEntry matrix)
    {
        var rows = new List<SourceRow>();
        foreach (var member in ((JsonObjectNode)((JsonObjectNode)matrix.Node)["rows"]!).Members)
        {
            if (member.Value is not JsonArrayNode values || values.Items.Length != matrix.Columns.Count)
            {
                diagnostics.Add(DecisionTableDiagnostics.MatrixWidth, member.Value.Span, member.Name, matrix.Columns.Count, member.Value is JsonArrayNode a ? a.Items.Length : 1);
                continue;
            }
            for (var i = 0; i < values.Items.Length; i++)
            {
                var column = CellText.Heading(matrix.Columns[i]);
                rows.Add(new SourceRow($"{member.Name} × {column.Text}", [new(null, CellText.Heading(member)), new(null, column)], values.Items[i], null, values.Items[i].Span));
            }
        }
        return rows;
    }

    private IEnumerable<JsonMember> MembersOf(string property) => ((JsonObjectNode)((JsonObjectNode)table.Node)[property]!).Members;
}
