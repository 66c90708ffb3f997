using CrmWorkflows.Rules.Deciding.Books;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;

namespace CrmWorkflows.Rules.Policies.DecisionTable;

/// <summary>What a decision table says as a person reads it: its rows, and which of them counts.</summary>
internal sealed class DecisionTableBook(DecisionTableDocument table, BookPage page)
{
    public void Write()
    {
        var inputs = table.Inputs.Select(Heading).ToArray();
        var outputs = table.Outputs.Select(o => o.Label.In(page.Language)).ToArray();
        if (new SourceRowReader(table, [.. table.Inputs.Select(i => i.Name)], new DiagnosticBag()).Read() is not { } rows) return;
        page.Say("table.book." + (table.Matrix is not null || table.Map is not null ? HitPolicy.Unique : table.HitPolicy));
        if (table.Aggregate is { } aggregate) page.Say("table.book.aggregate." + aggregate);
        if (table.Matrix is { } matrix) Matrix(matrix, rows, inputs, outputs[0]);
        else Rows(rows, inputs, outputs);
        Notes();
    }

    private void Rows(List<SourceRow> rows, string[] inputs, string[] outputs)
    {
        var lines = rows.Select(r => r.Cells.Select(Cell).Concat(Outputs(r.Then))).ToList();
        if (table.Default is { } rest) lines.Add([page.Text("book.otherwise"), .. inputs.Skip(1).Select(_ => ""), .. Outputs(rest)]);
        page.Table([.. inputs, .. outputs], lines);
    }

    private void Matrix(TableMatrixEntry matrix, List<SourceRow> rows, string[] inputs, string output)
    {
        var width = matrix.Columns.Count;
        page.Say("table.book.matrix", output, inputs[0], inputs[1]);
        var lines = rows.Chunk(width).Select(line => line.Select(r => page.Value(r.Then)).Prepend(Cell(line[0].Cells[0]))).ToList();
        if (table.Default is { } rest) lines.Add([page.Text("book.otherwise"), .. matrix.Columns.Select(_ => page.Value(rest))]);
        page.Table(rows.Take(width).Select(r => Cell(r.Cells[1])).Prepend($"{inputs[0]} \\ {inputs[1]}"), lines);
    }

    private string Heading(TableInputEntry input) =>
        input.Label?.In(page.Language) ?? (page.At(input.Node is JsonObjectNode named ? named["value"] ?? named["name"]! : input.Node) is { } column ? page.Heading(column) : page.NameOf(input.Name));

    private string Cell(SourceCell cell) =>
        cell.Heading is { } heading ? page.Cell(heading.Span) : cell.Node is { } node ? page.CellAt(node) : page.Text("book.any");

    private IEnumerable<string> Outputs(JsonSourceNode then) => then is JsonObjectNode byName
        ? table.Outputs.Select(o => byName[o.Name] is { } value ? page.Value(value) : page.Text("value.null"))
        : [page.Value(then), .. table.Outputs.Skip(1).Select(_ => page.Text("value.null"))];

    private void Notes()
    {
        foreach (var note in (table.Rows ?? []).Select(r => r.Note).OfType<LocalizedText>()) page.Say("table.book.note", note);
    }
}
