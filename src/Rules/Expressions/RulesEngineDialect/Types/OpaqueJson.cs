using System.Globalization;
using CrmWorkflows.Rules.Diagnostics.Json;

namespace CrmWorkflows.Rules.Expressions.RulesEngineDialect.Types;

/// <summary>
/// An object or list as System.Text.Json leaves it below the top of an input: expressions can take an item by its number and the text of
/// the whole, and nothing else. Immutable.
/// </summary>
internal sealed record OpaqueJson(JsonSourceNode Node)
{
    /// <summary>The item at a place of a list.</summary>
    /// <exception cref="InvalidOperationException">It is no list.</exception>
    /// <exception cref="IndexOutOfRangeException">There is no such place.</exception>
    public OpaqueJson this[int index] =>
        Node is not JsonArrayNode list ? throw new InvalidOperationException($"[{index}]")
        : new OpaqueJson(index >= 0 && index < list.Items.Length ? list.Items[index] : throw new IndexOutOfRangeException(index.ToString(CultureInfo.InvariantCulture)));

    /// <summary>A text as it is, anything else as JSON.</summary>
    public override string ToString() => Node switch
    {
        JsonTextNode text => text.Value,
        JsonNullNode => "",
        JsonBooleanNode truth => truth.Value ? "True" : "False",
        _ => Node.Source.Text[Node.Start..Node.End],
    };
}
