using System.Collections;
using System.Text.Json;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Expressions.RulesEngineDialect.Types;

namespace CrmWorkflows.Rules.Policies.RuleSet.Inputs;

/// <summary>Reads inputs from the objects of an embedding program: dictionaries and JSON by what they hold, classes by their type.</summary>
internal static class ObjectInput
{
    public static RuleInput Read(string name, object? value)
    {
        if (value is null) return new RuleInput(name, StaticType.Object, null);
        if (value is JsonElement or JsonDocument or System.Text.Json.Nodes.JsonNode)
        {
            var text = value is JsonDocument document ? document.RootElement.GetRawText() : value is JsonElement element ? element.GetRawText() : ((System.Text.Json.Nodes.JsonNode)value).ToJsonString();
            return JsonInput.Read(name, JsonSource.Parse(name, text, new DiagnosticBag())!, InputKind.Expando);
        }
        if (value is IDictionary<string, object?>)
        {
            var raw = Raw(value);
            var type = InputShapes.TypeOf(raw);
            return new RuleInput(name, type, InputShapes.Convert(raw, type));
        }
        return new RuleInput(name, StaticType.Of(value.GetType()), value);
    }

    private static object? Raw(object? value) => value switch
    {
        IDictionary<string, object?> members => new RawRecord([.. members.Select(m => new KeyValuePair<string, object?>(m.Key, Raw(m.Value)))]),
        JsonElement element => JsonInput.Raw(JsonSource.Parse(null, element.GetRawText(), new DiagnosticBag())!, InputKind.Expando),
        string => value,
        IList list => new List<object?>(list.Cast<object?>().Select(Raw)),
        _ => value,
    };
}
