using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CrmWorkflows.Host.Schemas;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using NJsonSchema;

namespace CrmWorkflows.Host.Tests.Schemas;

/// <summary>The schemas for editors are current, describe everything in both languages, and agree with the reader about what is sound.</summary>
public sealed partial class SchemaTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "rules", "_schemas");

    private static readonly Dictionary<string, JsonSchema> Read = SchemaGenerator.Types.Keys.ToDictionary(k => k, k => JsonSchema.FromJsonAsync(SchemaGenerator.Generate(k)).GetAwaiter().GetResult());

    public static TheoryData<string> Kinds => [.. SchemaGenerator.Names];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_schema_that_is_checked_in_is_current(string kind) =>
        Assert.True(File.Exists(Path.Combine(Folder, SchemaGenerator.FileOf(kind))) && File.ReadAllText(Path.Combine(Folder, SchemaGenerator.FileOf(kind))) == SchemaGenerator.Generate(kind),
            $"{kind}: run crmwf schema --out rules/_schemas");

    [Fact]
    public void There_is_no_schema_of_a_kind_that_is_gone() =>
        Assert.Equal(SchemaGenerator.Names.Select(SchemaGenerator.FileOf).Order(), Directory.EnumerateFiles(Folder).Select(Path.GetFileName).Order());

    // An editor that finds no schema says nothing, and helps with nothing.
    [Fact]
    public void Every_document_names_a_schema_that_is_there()
    {
        var wrong = new List<string>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "rules"), "*.json", SearchOption.AllDirectories).Where(f => !f.EndsWith(".schema.json", StringComparison.Ordinal)))
        {
            if (JsonNode.Parse(File.ReadAllText(file)) is not JsonObject document || document["$schema"]?.GetValue<string>() is not { } schema) continue;
            if (!File.Exists(Path.Combine(Path.GetDirectoryName(file)!, schema))) wrong.Add($"{Path.GetRelativePath(Repository.Root, file)}: {schema}");
        }
        Assert.Empty(wrong);
    }

    [Fact]
    public void No_good_document_is_refused_by_its_schema()
    {
        var (count, refused) = (0, new List<string>());
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "rules"), "*.json", SearchOption.AllDirectories))
        {
            if (file.StartsWith(Folder, StringComparison.Ordinal)) continue;
            var text = File.ReadAllText(file);
            var kind = file.EndsWith(".tests.json", StringComparison.Ordinal) ? "Tests" : KindOf(text);
            if (kind is null || !Read.TryGetValue(kind, out var schema)) continue;
            count++;
            refused.AddRange(schema.Validate(text).Select(e => $"{Path.GetRelativePath(Repository.Root, file)}: {e}"));
        }
        Assert.True(count > 50, $"{count} documents");
        Assert.Empty(refused);
    }

    [Fact]
    public void Samples_of_the_pages_are_refused_by_schema_or_reader_when_bad_and_by_neither_when_good()
    {
        var (bad, good) = (0, 0);
        foreach (var page in Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs", "errors"), "CWF10*.md"))
        {
            foreach (var (heading, text) in Samples(page))
            {
                if (KindOf(text) is not { } kind || !Read.TryGetValue(kind, out var schema)) continue;
                var bySchema = schema.Validate(text).Count > 0;
                var byReader = Findings(text, SchemaGenerator.Types[kind]).Count > 0;
                if (heading == "Good")
                {
                    good++;
                    Assert.False(bySchema || byReader, $"{page}: {string.Join("; ", schema.Validate(text))}");
                }
                else
                {
                    bad++;
                    // What the reader refuses for its shape the schema refuses too, so that the editor shows it while it is written.
                    if (byReader) Assert.True(bySchema, $"{page}: the schema accepts what the reader refuses.");
                }
            }
        }
        Assert.True(bad > 10 && good > 10, $"{bad} bad, {good} good");
    }

    [Theory]
    [InlineData("""{ "kind": "Calculation", "name": "x", "extends": "_base/x", "parameters": { "a": { "value": 1 } } }""", true)]
    [InlineData("""{ "kind": "Calculation", "name": "x", "parameters": { "a": { "value": 1 } } }""", false)]
    [InlineData("""{ "kind": "Calculation", "name": "x", "title": { "zh": "甲", "en": "X" }, "outcome": [ { "name": "a" } ] }""", false)]
    [InlineData("""{ "kind": "Calculation", "name": "x", "extends": "_base/x", "outcom": [] }""", false)]
    public void A_document_that_extends_a_base_leaves_out_what_comes_along(string text, bool isGood) =>
        Assert.Equal(isGood, Read["Calculation"].Validate(text).Count == 0);

    [Fact]
    public void Every_property_has_a_hover_text_in_both_languages()
    {
        var missing = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var type in SchemaGenerator.Types.Values) Missing(type, [], missing);
        Assert.Empty(missing);
    }

    private static void Missing(Type type, HashSet<Type> seen, SortedSet<string> missing)
    {
        if (type.IsGenericType) { Missing(type.GetGenericArguments()[^1], seen, missing); return; }
        if (!typeof(DocumentPart).IsAssignableFrom(type) || !seen.Add(type)) return;
        foreach (var property in DocumentReader.ShapeOf(type).Properties.Values)
        {
            if (SchemaParts.TextOf(property) is null) missing.Add(SchemaParts.TextKey(property));
            Missing(property.Type, seen, missing);
        }
    }

    private static IReadOnlyCollection<Diagnostic> Findings(string text, Type type)
    {
        var diagnostics = new DiagnosticBag();
        if (JsonSource.Parse(null, text, diagnostics) is { } node) new DocumentReader(diagnostics).Read(node, type);
        return diagnostics.ToImmutable();
    }

    private static string? KindOf(string text) =>
        JsonSource.Parse(null, text, new DiagnosticBag()) is JsonObjectNode obj && obj["kind"] is JsonTextNode kind ? kind.Value : null;

    private static IEnumerable<(string Heading, string Text)> Samples(string page)
    {
        foreach (Match match in Sample().Matches(File.ReadAllText(page)))
        {
            var heading = File.ReadAllText(page)[..match.Index].LastIndexOf("## Good", StringComparison.Ordinal) >= 0 ? "Good" : "Bad";
            yield return (heading, match.Groups[1].Value);
        }
    }

    [GeneratedRegex(@"^```json[^\n]*\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Sample();
}
