using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Expressions.Syntax;

namespace CrmWorkflows.Rules.Deciding.Documents;

/// <summary>An expression as it stands in a document: a JSON text, or a number, true, false or null written plainly.</summary>
internal sealed class ExpressionText(JsonSourceNode node)
{
    public JsonSourceNode Node { get; } = node;

    public string Text { get; } = node is JsonTextNode text ? text.Value : node.Source.Text[node.Start..node.End];

    public SourceSpan Span => Node.Span;

    public SourceSpan SpanOf(TextSpan part) =>
        Node is JsonTextNode text ? text.SpanOf(part.Start, part.Length) : Node.Span;

    public override string ToString() => Text;
}
