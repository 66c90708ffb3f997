using CrmWorkflows.Rules.Diagnostics.Json;

namespace CrmWorkflows.Rules.PolicySets;

/// <summary>A JSON tree with one of its values replaced; what does not lead to it is shared with the original.</summary>
internal static class NodeReplacement
{
    public static JsonSourceNode In(JsonSourceNode tree, JsonSourceNode place, JsonSourceNode value)
    {
        if (ReferenceEquals(tree, place)) return value;
        switch (tree)
        {
            case JsonArrayNode array:
                for (var i = 0; i < array.Items.Length; i++)
                {
                    var item = In(array.Items[i], place, value);
                    if (!ReferenceEquals(item, array.Items[i])) return WithItems(array, array.Items.SetItem(i, item));
                }
                return tree;
            case JsonObjectNode obj:
                for (var i = 0; i < obj.Members.Length; i++)
                {
                    var member = In(obj.Members[i].Value, place, value);
                    if (!ReferenceEquals(member, obj.Members[i].Value))
                        return new JsonObjectNode(obj.Source, obj.Pointer, obj.Start, obj.End, obj.Members.SetItem(i, obj.Members[i] with { Value = member }));
                }
                return tree;
            default:
                return tree;
        }
    }

    /// <summary>A list with other items at the same place.</summary>
    public static JsonArrayNode WithItems(JsonArrayNode list, IEnumerable<JsonSourceNode> items) => new(list.Source, list.Pointer, list.Start, list.End, [.. items]);
}
