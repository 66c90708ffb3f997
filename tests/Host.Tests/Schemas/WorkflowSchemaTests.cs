using System.Text.Json;
using System.Text.Json.Nodes;
using CrmWorkflows.Host.Schemas;
using CrmWorkflows.Rules.Interop;
using NJsonSchema;

namespace CrmWorkflows.Host.Tests.Schemas;

/// <summary>The schema of RulesEngine files and the reader agree on what has the right shape, so that neither runs behind the other.</summary>
public sealed class WorkflowSchemaTests
{
    private static readonly JsonSchema Schema = JsonSchema.FromJsonAsync(WorkflowSchema.Generate()).GetAwaiter().GetResult();

    // What the reader says of the shape of a file; other findings are of names, cycles and expressions.
    private static readonly string[] ShapeCodes = ["CWF5000", "CWF5001", "CWF5002", "CWF5003", "CWF5004", "CWF5005", "CWF5006"];

    private const string Rich = """
        [{ "WorkflowName": "w", "WorkflowsToInject": ["base"], "RuleExpressionType": 0, "GlobalParams": [{ "Name": "g", "Expression": "1" }],
           "Rules": [
             { "RuleName": "a", "Enabled": true, "SuccessEvent": "e", "ErrorMessage": "m", "RuleExpressionType": "LambdaExpression", "LocalParams": [{ "Name": "l", "Expression": "2" }],
               "Expression": "true", "Properties": { "k": 1 },
               "Actions": { "OnSuccess": { "Name": "OutputExpression", "Context": { "expression": "1" } }, "OnFailure": { "Name": "EvaluateRule", "Context": { "workflowName": "w", "ruleName": "a" } } } },
             { "RuleName": "b", "Operator": "And", "Rules": [{ "RuleName": "c", "Expression": "true" }, { "RuleName": "d", "Operator": "orelse", "Rules": [{ "RuleName": "f", "Expression": "g == 1" }] }] }] },
         { "WorkflowName": "base", "Rules": [{ "RuleName": "z", "Expression": "false" }] }]
        """;

    [Fact]
    public void At_every_place_of_a_file_schema_and_reader_refuse_the_same_values()
    {
        var (refused, taken) = (0, 0);
        foreach (var path in Places(JsonNode.Parse(Rich)!))
        {
            foreach (var value in new[] { "null", "5", "0", "true", "\"\"", "\" \"", "\"x\"", "[]", "[null]", "[\"x\"]", "{}", "[{}]", "\"and\"", "\"lambdaexpression\"", null })
            {
                var text = Changed(path, value);
                if (Agree(text)) refused++;
                else taken++;
            }
        }
        Assert.True(refused > 150 && taken > 150, $"{refused} refused, {taken} taken");
    }

    [Fact]
    public void Every_workflow_of_the_measured_cases_is_judged_alike()
    {
        var count = 0;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", "Conformance", "rulesengine"), "*.json"))
            foreach (var workflow in JsonDocument.Parse(File.ReadAllBytes(file)).RootElement.EnumerateArray().SelectMany(c => c.GetProperty("workflows").EnumerateArray()))
            {
                if (workflow.ValueKind == JsonValueKind.String) continue;
                Agree(workflow.GetRawText());
                count++;
            }
        Assert.True(count > 600, $"{count}");
    }

    [Fact]
    public void Files_of_the_repository_and_samples_of_the_pages_are_judged_alike()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Repository.Root, "rules"), "*.workflow.json", SearchOption.AllDirectories)
            .Append(Path.Combine(Repository.Root, "samples", "rulesengine", "discount.json")).ToList();
        Assert.True(files.Count > 1);
        Assert.All(files, f => Assert.False(Agree(File.ReadAllText(f)), f));
        foreach (var page in Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs", "errors"), "CWF50*.md"))
            foreach (var sample in File.ReadAllText(page).Split("```").Where((_, i) => i % 2 == 1).Where(s => s.StartsWith("json\n", StringComparison.Ordinal)))
                if (JsonNode.Parse(sample[4..]) is JsonNode node && node.ToJsonString().Contains("WorkflowName", StringComparison.Ordinal) && !node.ToJsonString().Contains("\"kind\"", StringComparison.Ordinal)) Agree(sample[4..]);
    }

    [Fact]
    public void Every_property_has_a_hover_text_in_both_languages()
    {
        var parts = JsonNode.Parse(WorkflowSchema.Generate())!["definitions"]!.AsObject();
        Assert.All(parts.SelectMany(p => p.Value!["properties"]!.AsObject()), p => Assert.Contains(" / ", p.Value!["description"]?.GetValue<string>() ?? p.Key, StringComparison.Ordinal));
    }

    // Whether both refuse a text; that only one of them does is a failure.
    private static bool Agree(string text)
    {
        var bySchema = Schema.Validate(text);
        var byReader = RulesEngine.Load([KeyValuePair.Create("w.json", text)]).Diagnostics.Where(d => ShapeCodes.Contains(d.Code.Id)).ToList();
        Assert.True(bySchema.Count > 0 == byReader.Count > 0, $"{text}\nschema: {string.Join("; ", bySchema)}\nreader: {string.Join("; ", byReader)}");
        return byReader.Count > 0;
    }

    private static string Changed(object[] path, string? value)
    {
        var root = JsonNode.Parse(Rich)!;
        var at = root;
        foreach (var step in path[..^1]) at = step is int place ? at[place]! : at[(string)step]!;
        switch (path[^1], value)
        {
            case (int place, null): at.AsArray().RemoveAt(place); break;
            case (string name, null): at.AsObject().Remove(name); break;
            case (int place, _): at[place] = JsonNode.Parse(value); break;
            case (string name, _): at[name] = JsonNode.Parse(value); break;
        }
        return root.ToJsonString();
    }

    private static IEnumerable<object[]> Places(JsonNode node) => node switch
    {
        JsonArray list => list.SelectMany((item, i) => Below(i, item)),
        JsonObject members => members.SelectMany(m => Below(m.Key, m.Value)),
        _ => [],
    };

    private static IEnumerable<object[]> Below(object step, JsonNode? node) => [[step], .. node is null ? [] : Places(node).Select(p => (object[])[step, .. p])];
}
