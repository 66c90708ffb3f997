using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CrmWorkflows.Rules.Expressions.RulesEngineDialect.Types;
using CrmWorkflows.Rules.Policies.RuleSet.Inputs;

namespace CrmWorkflows.Rules.Policies.RuleSet.Running;

/// <summary>
/// Fills <c>$(input.member)</c> and <c>$(parameter)</c> in error messages: a member bare, a parameter as JSON, an object as indented
/// JSON. What finds nothing stays as it is written.
/// </summary>
internal static class ErrorMessages
{
    public static string Fill(string message, ImmutableArray<RuleInput> inputs)
    {
        var filled = message;
        foreach (var property in Placeholders(message))
        {
            var replacement = property.Contains('.', StringComparison.Ordinal) ? Member(property.Split('.'), inputs) : Parameter(property, inputs);
            if (replacement is not null) filled = filled.Replace($"$({property})", replacement, StringComparison.Ordinal);
        }
        return filled;
    }

    private static IEnumerable<string> Placeholders(string message)
    {
        for (var start = message.IndexOf("$(", StringComparison.Ordinal); start >= 0; start = message.IndexOf("$(", start, StringComparison.Ordinal))
        {
            var end = message.IndexOf(')', start);
            if (end < 0) yield break;
            var property = message[(start + 2)..end];
            start = property.Contains('\n', StringComparison.Ordinal) ? start + 2 : end;
            if (!property.Contains('\n', StringComparison.Ordinal)) yield return property;
        }
    }

    private static RuleInput? Find(string name, ImmutableArray<RuleInput> inputs)
    {
        foreach (var input in inputs)
            if (input.Name == name) return input;
        return null;
    }

    private static string? Parameter(string name, ImmutableArray<RuleInput> inputs) =>
        Find(name, inputs) is { Value: not null } input ? ResultJson.Write(input.Value) : null;

    private static string? Member(string[] path, ImmutableArray<RuleInput> inputs)
    {
        if (Find(path[0], inputs) is not { Value: not null } input) return null;
        // Records are walked as they are, so that a member of a large input is not found by writing all of it.
        var (value, at) = (input.Value, 1);
        while (at < path.Length && value is RecordValue record && record.Shape.IndexOf(path[at], ignoreCase: false) is >= 0 and var index) (value, at) = (record.Values[index], at + 1);
        if (at == path.Length && value is string found) return found;
        var current = JsonNode.Parse(ResultJson.Write(value));
        for (var i = at; i < path.Length && current is not null; i++)
            current = current is JsonObject members && members.TryGetPropertyValue(path[i], out var next) ? next : null;
        return current is JsonValue scalar && scalar.TryGetValue<string>(out var text) ? text : current?.ToString();
    }
}
