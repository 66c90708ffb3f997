using System.Text;
using System.Text.Json.Nodes;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.PolicySets;

namespace CrmWorkflows.Rules.Tests.Policies;

/// <summary>
/// A policy of documents written short: <c>facts</c>, <c>outputs</c> and <c>outcome</c> as name and type, <c>types</c> as lists of codes, <c>parameters</c> as type and
/// value; kind, name, title and labels are filled in. Everything else stands as in a file, and is loaded as files are.
/// </summary>
internal static class TestPolicy
{
    public static EvaluationMoment Moment { get; } = new(new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.FromHours(8)));

    /// <summary>One document that must load without a finding.</summary>
    public static DecisionDocument Document(string kind, string body)
    {
        var load = Load((kind, body));
        Assert.Empty(load.Diagnostics.Select(d => d.ToString()));
        return Assert.Single(Assert.Single(load.Library.Policies).Documents);
    }

    /// <summary>What a document is refused or warned for.</summary>
    public static IReadOnlyList<Diagnostic> Findings(string kind, string body) => Load((kind, body)).Diagnostics;

    /// <summary>What is said of complete documents, as they stand.</summary>
    public static LoadResult LoadAsWritten(params string[] documents)
    {
        var root = Directory.CreateTempSubdirectory("crmwf-policy-").FullName;
        var folder = Directory.CreateDirectory(Path.Combine(root, "bank", "test")).FullName;
        var calendars = Path.Combine(root, "_calendars");
        try
        {
            // The calendars of this repository are there for whoever names one.
            if (documents.Any(d => d.Contains("\"calendar\"", StringComparison.Ordinal)))
                Directory.CreateSymbolicLink(calendars, Path.Combine(House.Repository.Root, "rules", "_calendars"));
            File.WriteAllText(Path.Combine(folder, "policy.json"), """{ "kind": "Policy", "name": "test", "line": "bank", "title": { "zh": "测试", "en": "Test" } }""");
            for (var i = 0; i < documents.Length; i++) File.WriteAllText(Path.Combine(folder, $"d{i}.json"), documents[i]);
            return PolicyLoader.Load(folder);
        }
        finally
        {
            if (Directory.Exists(calendars)) Directory.Delete(calendars);
            Directory.Delete(root, recursive: true);
        }
    }

    public static LoadResult Load(params (string Kind, string Body)[] documents) =>
        LoadAsWritten([.. documents.Select((d, i) => Expand(d.Kind, i == 0 ? "d" : "d" + i, d.Body))]);

    /// <summary>Decides and gives the outcome as JSON.</summary>
    public static string Decide(this DecisionDocument document, string facts) => DecisionJson.Write(Run(document, facts, explain: false));

    /// <summary>The sentences of the reason, from the top.</summary>
    public static string[] Explain(this DecisionDocument document, string facts, Language language) =>
        [.. Run(document, facts, explain: true).Explanation.SelectMany(n => n.All()).Select(n => n.Sentence(language))];

    public static Decision Run(this DecisionDocument document, string facts, bool explain)
    {
        var diagnostics = new DiagnosticBag();
        var values = FactReader.Read(document, "facts", Encoding.UTF8.GetBytes(facts), diagnostics);
        Assert.Empty(diagnostics.ToImmutable());
        return document.Decide(values, Moment, explain);
    }

    private static string Expand(string kind, string name, string body)
    {
        var document = JsonNode.Parse(body)!.AsObject();
        document.TryAdd("kind", kind);
        document.TryAdd("name", name);
        document.TryAdd("title", Label(name));
        if (document["types"] is JsonObject types)
            foreach (var (type, codes) in types.ToArray())
                if (codes is JsonArray members) types[type] = Enum(members);
        if (document["parameters"] is JsonObject parameters)
            foreach (var (parameter, value) in parameters.ToArray())
                if (value is JsonArray pair) parameters[parameter] = new JsonObject { ["type"] = pair[0]!.DeepClone(), ["value"] = pair[1]?.DeepClone(), ["label"] = Label(parameter) };
        if (document["facts"] is JsonObject facts)
            document["facts"] = new JsonArray([.. facts.Select(f => new JsonObject { ["name"] = f.Key.TrimEnd('?'), ["type"] = f.Value!.DeepClone(), ["required"] = !f.Key.EndsWith('?'), ["label"] = Label(f.Key.TrimEnd('?')) })]);
        if (document["outputs"] is JsonObject outputs)
            document["outputs"] = new JsonArray([.. outputs.Select(o => new JsonObject { ["name"] = o.Key, ["type"] = o.Value!.DeepClone(), ["label"] = Label(o.Key) })]);
        if (document["outcome"] is JsonObject outcome)
            document["outcome"] = new JsonArray([.. outcome.Select(o => new JsonObject { ["name"] = o.Key, ["type"] = o.Value!.DeepClone(), ["value"] = "result." + o.Key, ["label"] = Label(o.Key) })]);
        return document.ToJsonString();
    }

    private static JsonObject Enum(JsonArray codes) => new()
    {
        ["label"] = Label("type"),
        ["enum"] = new JsonArray([.. codes.Select(c => new JsonObject { ["code"] = c!.DeepClone(), ["label"] = Label(c.ToString()) })]),
    };

    private static JsonObject Label(string text) => new() { ["zh"] = "“" + text + "”", ["en"] = text };
}
