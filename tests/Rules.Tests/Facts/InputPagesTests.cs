using System.Text;
using System.Text.RegularExpressions;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Batch;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.PolicySets;
using CrmWorkflows.Rules.Tests.House;

namespace CrmWorkflows.Rules.Tests.Facts;

/// <summary>The bad sample of every page raises its code, the good one nothing; the guide's model is good.</summary>
public sealed partial class InputPagesTests : IDisposable
{
    private const string Policy = """{ "kind": "Policy", "name": "cards", "line": "bank", "title": { "zh": "卡", "en": "Cards" } }""";

    private const string Decision = """
        {
          "kind": "Calculation", "name": "cards", "title": { "zh": "卡", "en": "Cards" },
          "facts": [
            { "name": "limit", "type": "Money(USD)", "from": "customer.limit", "label": { "zh": "额度", "en": "Limit" } },
            { "name": "opened", "type": "Date", "required": false, "from": "customer.opened", "label": { "zh": "开户日", "en": "Opened" } },
            { "name": "active", "type": "Boolean", "required": false, "from": "customer.active", "label": { "zh": "活跃", "en": "Active" } },
            { "name": "band", "type": "band", "required": false, "from": "customer.band", "label": { "zh": "档", "en": "Band" } }
          ],
          "outcome": [{ "name": "limit", "type": "Money(USD)", "label": { "zh": "额度", "en": "Limit" }, "value": "limit" }]
        }
        """;

    private const string Model = """
        {
          "kind": "FactModel", "name": "bank", "title": { "zh": "银行", "en": "Bank" },
          "types": { "band": { "enum": [{ "code": "low", "label": { "zh": "低", "en": "Low" } }] } },
          "entities": [{
            "name": "customer", "label": { "zh": "客户", "en": "Customer" }, "key": "number", "format": { "true": ["Yes"], "false": ["No"] },
            "fields": [
              { "name": "number", "type": "Text", "label": { "zh": "客户号", "en": "Number" }, "aliases": ["Number"] },
              { "name": "limit", "type": "Money(USD)", "label": { "zh": "额度", "en": "Limit" }, "aliases": ["Limit"] },
              { "name": "opened", "type": "Date", "label": { "zh": "开户日", "en": "Opened" }, "aliases": ["Opened"] },
              { "name": "active", "type": "Boolean", "label": { "zh": "活跃", "en": "Active" }, "aliases": ["Active"] },
              { "name": "band", "type": "band", "label": { "zh": "档", "en": "Band" }, "aliases": ["Band"] }
            ]
          }]
        }
        """;

    private readonly string _root = Directory.CreateTempSubdirectory("crmwf").FullName;

    private static IEnumerable<string> Ids =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs", "errors"), "CWF*.md").Select(f => Path.GetFileNameWithoutExtension(f)!)
            .Where(id => id.StartsWith("CWF33", StringComparison.Ordinal) || id.StartsWith("CWF49", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    public static TheoryData<string> Pages => [.. Ids];

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Every_code_has_its_page()
    {
        var codes = TextsTests.Codes().Select(c => c.Id).Where(id => id.StartsWith("CWF33", StringComparison.Ordinal) || id.StartsWith("CWF49", StringComparison.Ordinal));
        Assert.Empty(codes.Except(Ids));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_shows_a_bad_and_a_good_sample(string id)
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "errors", id + ".md"));
        Assert.StartsWith($"# {id}: {TextCatalog.Rules.Get(id + ".title", Language.English)} / {TextCatalog.Rules.Get(id + ".title", Language.Chinese)}", page, StringComparison.Ordinal);
        var samples = Fence().Matches(page);
        Assert.Equal(2, samples.Count);
        var kind = samples[0].Groups[1].Value;
        // Pages whose samples are command lines or sketches are held by tests of their own.
        if (kind is "sh" or "text") return;
        var bad = Run(kind, samples[0].Groups[2].Value);
        Assert.Contains(bad, d => d.Code.Id == id);
        Assert.All(bad, d => Assert.DoesNotMatch(@"\{\d", d.Render(Language.English) + d.Render(Language.Chinese)));
        Assert.Empty(Run(kind, samples[1].Groups[2].Value));
    }

    [Fact]
    public void The_model_of_the_guide_is_good()
    {
        var guide = File.ReadAllText(Path.Combine(Repository.Root, "docs", "guide", "facts.md"));
        Assert.Empty(Run("fact-model", Fence().Match(guide).Groups[2].Value));
    }

    [Fact]
    public void A_row_is_of_one_entity()
    {
        var two = Model.Replace("\"entities\": [{", """
            "entities": [{ "name": "case", "label": { "zh": "个案", "en": "Case" }, "fields": [{ "name": "opened", "type": "Date", "label": { "zh": "日", "en": "Day" } }] }, {
            """, StringComparison.Ordinal);
        var (set, _) = Load(two, Decision.Replace("customer.opened", "case.opened", StringComparison.Ordinal));
        var bag = new DiagnosticBag();
        Assert.Null(BatchRun.Open(Stream.Null, null, new BatchOptions(set!.Find("cards")!, Moment) { FactModel = set.FactModel }, bag));
        Assert.Equal("CWF3320", Assert.Single(bag.ToImmutable()).Code.Id);
    }

    private static EvaluationMoment Moment { get; } = EvaluationMoment.On(new DateOnly(2026, 3, 16));

    private Diagnostic[] Run(string kind, string sample)
    {
        if (kind == "fact-model") return [.. Load(sample, null).Findings];
        if (kind.StartsWith("document", StringComparison.Ordinal)) return [.. Load(kind == "document" ? FieldsModel() : null, sample).Findings];
        var (set, findings) = Load(Model, Decision);
        Assert.Empty(findings);
        var bag = new DiagnosticBag();
        var options = new BatchOptions(set!.Find("cards")!, Moment) { FactModel = set.FactModel, Input = kind == "csv" ? RowFormat.Csv : RowFormat.JsonLines, Output = RowFormat.JsonLines };
        var input = new MemoryStream(Encoding.UTF8.GetBytes(sample.Replace("\\0", "\0", StringComparison.Ordinal)));
        var run = BatchRun.Open(input, "sample", options, bag);
        if (run is null) return [.. bag.ToImmutable()];
        var rejects = string.Concat(run.Decide().Select(b => Encoding.UTF8.GetString(b.Rejects.Span)));
        return [.. rejects.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => CodeOf(line))];
    }

    private static Diagnostic CodeOf(string reject)
    {
        using var json = System.Text.Json.JsonDocument.Parse(reject);
        var id = json.RootElement.GetProperty("code").GetString();
        return new Diagnostic(TextsTests.Codes().Single(c => c.Id == id), SourceSpan.None, ["", "", "", "", "", "", ""]);
    }

    private static string FieldsModel() =>
        Fence().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "errors", "CWF4903.md")))[1].Groups[2].Value;

    private (PolicySet? Set, IReadOnlyList<Diagnostic> Findings) Load(string? model, string? document)
    {
        var line = Path.Combine(_root, Path.GetRandomFileName(), "bank");
        var folder = Directory.CreateDirectory(Path.Combine(line, "cards")).FullName;
        if (model is not null) File.WriteAllText(Path.Combine(line, "fact-model.json"), model);
        File.WriteAllText(Path.Combine(folder, "policy.json"), Policy);
        if (document is not null) File.WriteAllText(Path.Combine(folder, "document.json"), document);
        var load = PolicyLoader.Load(folder);
        return (load.Library.Policies.FirstOrDefault(), load.Diagnostics);
    }

    [GeneratedRegex("```([a-z-]+)\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Fence();
}
