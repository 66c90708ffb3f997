using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.UnaryTests;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Writing;

namespace CrmWorkflows.Rules.Policies.DecisionTable;

/// <summary>Turns the cells and outputs of rows into formulas.</summary>
internal sealed class TableRowLinker(LinkContext context, ImmutableArray<TableInput> inputs, ImmutableArray<TableOutput> outputs)
{
    private readonly UnaryTestLinker _cells = new(context);
    private readonly ValueLinker _values = new(context);

    public TableRow? Link(SourceRow source)
    {
        var ok = true;
        var cells = ImmutableArray.CreateBuilder<Formula?>(inputs.Length);
        for (var i = 0; i < inputs.Length; i++)
        {
            Formula? condition = null;
            var column = inputs[i].Value.Tree;
            if (source.Cells[i].Heading is { } heading) ok &= _cells.TryLink(heading, column, out condition);
            else if (source.Cells[i].Node is { } node) ok &= _cells.TryLink(node, column, out condition);
            cells.Add(condition);
        }
        var formulas = Outputs(source.Then);
        return ok && formulas is not null ? new TableRow(source.Id, LabelOf(source, cells.ToImmutable()), cells.ToImmutable(), formulas.Value, source.Clause, source.Span) : null;
    }

    public TableRow? LinkDefault(JsonSourceNode then) =>
        Outputs(then) is { } formulas ? new TableRow(DecisionTableBody.DefaultRow, TextCatalog.Rules.Find("table.default")!, [.. inputs.Select(_ => (Formula?)null)], formulas, null, then.Span) : null;

    private ImmutableArray<Formula>? Outputs(JsonSourceNode then)
    {
        var formulas = new Formula?[outputs.Length];
        var ok = true;
        if (then is JsonObjectNode byName)
        {
            foreach (var member in byName.Members)
            {
                var index = -1;
                for (var i = 0; i < outputs.Length; i++)
                    if (outputs[i].Name == member.Name) index = i;
                if (index >= 0)
                {
                    formulas[index] = _values.Link(member.Value, outputs[index].Type, outputs[index].Label);
                    ok &= formulas[index] is not null;
                    continue;
                }
                var names = outputs.Select(o => o.Name).ToArray();
                context.Diagnostics.Add(DecisionTableDiagnostics.UnknownOutput, member.NameSpan, member.Name, Suggestion.Phrase(member.Name, names), string.Join(", ", names));
                ok = false;
            }
        }
        else if (outputs.Length == 1)
        {
            formulas[0] = _values.Link(then, outputs[0].Type, outputs[0].Label);
            ok = formulas[0] is not null;
        }
        for (var i = 0; i < outputs.Length && ok; i++)
        {
            if (formulas[i] is not null) continue;
            if (!outputs[i].Type.IsNullable)
            {
                context.Diagnostics.Add(DecisionTableDiagnostics.MissingOutput, then.Span, outputs[i].Name);
                return null;
            }
            formulas[i] = Constants.Null(outputs[i].Type, then.Span);
        }
        return ok ? [.. formulas!] : null;
    }

    private static LocalizedText LabelOf(SourceRow source, ImmutableArray<Formula?> cells)
    {
        if (source.Label is { } label) return label;
        string In(Language language) => string.Join(" × ", cells.Select((c, i) => c is null ? TextCatalog.Rules.Get("domain.other", language) : Heading(c, source.Cells[i], language)));
        return new(In(Language.Chinese), In(Language.English));
    }

    private static string Heading(Formula cell, SourceCell source, Language language) => cell.Tree switch
    {
        BoundComparison { Operator: ComparisonOperator.Equal, Right: BoundConstant constant } => ValueText.Of(constant.Value, constant.Type, language),
        BoundIn { List: BoundList list } => string.Join(TextCatalog.Rules.Get("value.separator", language),
            list.Items.Select(i => i is BoundConstant c ? ValueText.Of(c.Value, c.Type, language) : "?")),
        _ => source.Heading?.Text ?? cell.Text,
    };
}
