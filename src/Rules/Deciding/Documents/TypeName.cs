using CrmWorkflows.Rules.Diagnostics.Json;

namespace CrmWorkflows.Rules.Deciding.Documents;

/// <summary>A type as it stands in a document.</summary>
internal sealed class TypeName(JsonTextNode node)
{
    public JsonTextNode Node { get; } = node;

    public string Text => Node.Value;

    public override string ToString() => Text;
}
