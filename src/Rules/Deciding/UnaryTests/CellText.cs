using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Expressions.Syntax;

namespace CrmWorkflows.Rules.Deciding.UnaryTests;

/// <summary>A cell as it stands in a document: the value of a property, or the name of one.</summary>
/// <param name="Text">What is written.</param>
/// <param name="SpanOf">Where a part of it stands.</param>
/// <param name="IsPlain">Whether a text stands for itself, as in the headings of a map; otherwise it is an expression and texts have quotation marks.</param>
internal sealed record CellText(string Text, Func<TextSpan, SourceSpan> SpanOf, bool IsPlain = false)
{
    public SourceSpan Span => SpanOf(new TextSpan(0, Text.Length));

    public static CellText Of(JsonSourceNode node)
    {
        var text = new ExpressionText(node);
        return new CellText(text.Text, text.SpanOf);
    }

    public static CellText Heading(JsonMember member) => new(member.Name, _ => member.NameSpan, IsPlain: true);

    public static CellText Heading(JsonSourceNode node) => Of(node) with { IsPlain = node is JsonTextNode };
}
