using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Deciding.UnaryTests;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Syntax;
using CrmWorkflows.Rules.Facts.Reading;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Deciding;

/// <summary>
/// Turns a JSON value of a known type into a formula. Lists and records are written as JSON, figures plainly, codes and dates as texts;
/// every other text is an expression.
/// </summary>
internal sealed class ValueLinker(LinkContext context)
{
    public Formula? Link(JsonSourceNode node, FactType type, LocalizedText label)
    {
        context.Figures.Add(new LinkedFigure(node, type, label));
        var text = node is JsonTextNode written ? new ExpressionText(written) : null;
        if (text is null || PlainLiteral.Read(text.Text, type) is not null)
            return Tree(node, type, label) is { } tree ? Known(new Formula(tree, node.Excerpt(), _ => node.Span)) : null;
        return Leaf(text, type) is { } leaf ? Known(new Formula(leaf, text.Text, text.SpanOf)) : null;
    }

    // A plain value has nothing to compile and reads nothing.
    private Formula Known(Formula formula)
    {
        (formula.Tree is BoundConstant ? context.Cells : context.Formulas).Add(formula);
        return formula;
    }

    private BoundNode? Tree(JsonSourceNode node, FactType type, LocalizedText label)
    {
        switch (node, type.NotNull())
        {
            case (JsonTextNode text, var target):
                return PlainLiteral.Read(text.Value, target, text.Span, context) is { } literal ? Constant(target, literal) : Leaf(new ExpressionText(text), type);
            case (JsonArrayNode array, ListType list):
                var items = array.Items.Select(i => Tree(i, list.Element, label)).ToArray();
                return items.Any(i => i is null) ? null : new BoundList(Nowhere, [.. items!], list);
            case (JsonObjectNode obj, RecordType record):
                return Record(obj, record, label);
            default:
                var value = JsonValueReader.Read(node, type, label, context.Diagnostics);
                return value.IsMissing ? null : Constant(value.IsNull ? type : type.NotNull(), value);
        }
    }

    private BoundRecord? Record(JsonObjectNode obj, RecordType record, LocalizedText label)
    {
        var members = new BoundNode?[record.Members.Length];
        var ok = true;
        foreach (var member in obj.Members)
        {
            var index = record.MemberNames.IndexOf(member.Name);
            if (index >= 0)
            {
                members[index] = Tree(member.Value, record.Members[index].Type, record.Members[index].Label ?? label);
                ok &= members[index] is not null;
                continue;
            }
            context.Diagnostics.Add(ReadingDiagnostics.UnknownMember, member.NameSpan, label, member.Name, Suggestion.Phrase(member.Name, record.MemberNames));
            ok = false;
        }
        for (var i = 0; i < members.Length; i++)
        {
            if (members[i] is not null || obj[record.Members[i].Name] is not null) continue;
            if (record.Members[i].Required && !record.Members[i].Type.IsNullable)
            {
                context.Diagnostics.Add(DocumentDiagnostics.MissingProperty, obj.Span with { Length = 1 }, record.Members[i].Name);
                ok = false;
            }
            // An optional member that is left out is not supplied, which is not the same as null.
            members[i] = Constant(record.Members[i].Type, record.Members[i].Required ? Value.Null : Value.Missing(record.Members[i].Name));
        }
        return ok ? new BoundRecord(Nowhere, [.. members!], (RecordType)record.NotNull()) : null;
    }

    // A text that is nothing but a figure needs no parameter of its own: the place where it stands is its name.
    private BoundNode? Leaf(ExpressionText text, FactType type)
    {
        var errors = new ParseErrors();
        var syntax = Parser.ParseExpression(text.Text, Dialect.Own, errors);
        if (context.Report(text, errors)) return null;
        var binder = new Binder(context.Scope, text.SpanOf, context.Diagnostics) { WarnOfLiterals = syntax is not LiteralSyntax };
        return binder.Bind(syntax, type);
    }

    private static LiteralSyntax Nowhere { get; } = new(default, null);

    private static BoundConstant Constant(FactType type, Value value) => new(Nowhere, type, value);
}
