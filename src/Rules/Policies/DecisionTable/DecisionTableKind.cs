using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Books;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Deciding.UnaryTests;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Facts.Types;

namespace CrmWorkflows.Rules.Policies.DecisionTable;

internal sealed class DecisionTableKind : IPolicyKind
{
    public string Name => "DecisionTable";

    public Type DocumentType => typeof(DecisionTableDocument);

    public void Describe(PolicyDocument document, BookPage page) => new DecisionTableBook((DecisionTableDocument)document, page).Write();

    public KindBody? Link(PolicyDocument document, LinkContext context)
    {
        var table = (DecisionTableDocument)document;
        var names = table.Inputs.Select(i => i.Name).ToArray();
        Unique(table.Inputs.Select(i => (i.Name, i.Span)), [], context);
        Unique(table.Outputs.Select(o => (o.Name, o.Span)), DecisionTableBody.ReservedNames, context);
        var sources = new SourceRowReader(table, names, context.Diagnostics).Read();
        var inputs = new TableInputLinker(context).Link(table.Inputs);
        var outputs = new TableOutputLinker(context).Link(table);
        if (inputs.Any(i => i is null) || outputs.Any(o => o is null)) return null;

        var linker = new TableRowLinker(context, [.. inputs!], [.. outputs!]);
        var rows = (sources ?? []).Select(linker.Link).ToArray();
        var otherwise = table.Default is null ? null : linker.LinkDefault(table.Default);
        Unique(rows.OfType<TableRow>().Select(r => (r.Id, r.Span)), [], context);
        if (sources is null || rows.Any(r => r is null) || (table.Default is not null && otherwise is null)) return null;

        var parts = new TableParts([.. inputs!], [.. outputs!], table.HitPolicy, table.Aggregate, [.. rows!], otherwise);
        var demanded = table.Requires.SelectMany(r => r.Facts).ToHashSet(StringComparer.Ordinal);
        var written = (JsonObjectNode)table.Node;
        var place = (written["default"] ?? written["rows"] ?? written["map"] ?? written["matrix"])?.Span ?? table.Span;
        var analysis = new TableAnalysis(parts, demanded, place, context.Diagnostics);
        return new DecisionTableBody(parts, analysis.IsComplete);
    }

    private static void Unique(IEnumerable<(string Name, SourceSpan Span)> names, string[] reserved, LinkContext context)
    {
        var seen = reserved.ToHashSet(StringComparer.Ordinal);
        foreach (var (name, span) in names)
            if (!seen.Add(name)) context.Diagnostics.Add(DecisionTableDiagnostics.NameTwice, span, name);
    }
}
