using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Syntax;

namespace CrmWorkflows.Rules.Policies.DecisionTable;

/// <summary>Gives the columns of a table their values: a name of the document, or a computation with a name of its own.</summary>
internal sealed class TableInputLinker(LinkContext context)
{
    public TableInput?[] Link(IReadOnlyList<TableInputEntry> entries) => [.. entries.Select(Link)];

    private TableInput? Link(TableInputEntry entry)
    {
        var type = entry.Type is null ? null : context.Type(entry.Type);
        if (entry.Type is not null && type is null) return null;
        var text = entry.Value ?? new ExpressionText(entry.Node is JsonObjectNode obj ? obj["name"]! : entry.Node);
        if ((type is null ? context.Formula(text) : context.Formula(text, type)) is not { } formula) return null;
        var label = entry.Label ?? LabelOf(formula.Tree) ?? LocalizedText.Same(entry.Name);
        // Cells refer to their column many times: what is more than a name is computed once.
        if (entry.Value is null && formula.Tree is BoundSymbol or BoundMember) return new TableInput(entry.Name, label, formula, null, -1);
        if (context.Scope.TryAddLocal(entry.Name, type ?? formula.Type, label) is not { } local)
        {
            context.Diagnostics.Add(DocumentDiagnostics.NameTaken, entry.Span, entry.Name);
            return null;
        }
        var name = new Formula(new BoundSymbol(new NameSyntax(default, entry.Name), local), entry.Name, _ => entry.Span);
        return new TableInput(entry.Name, label, name, formula, local.Slot);
    }

    private static LocalizedText? LabelOf(BoundNode node) => node switch
    {
        BoundSymbol symbol => symbol.Symbol.Label,
        BoundMember member => member.Member.Label,
        _ => null,
    };
}
