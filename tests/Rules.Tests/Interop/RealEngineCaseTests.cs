using System.Text.Json;
using CrmWorkflows.Rules.Interop;
using CrmWorkflows.Rules.Tests.House;
using Xunit.Abstractions;

namespace CrmWorkflows.Rules.Tests.Interop;

/// <summary>The outcomes that Microsoft RulesEngine 6.0.1 gave.</summary>
public sealed class RealEngineCaseTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Moment = new(2026, 6, 1, 9, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void Every_outcome_is_that_of_the_real_engine_but_for_the_defects_that_nobody_needs_to_copy()
    {
        var report = Run("cases.json");
        Assert.Equal(107, report.Results.Length);
        Assert.Empty(report.Results.Where(r => r.Status is RulesEngineCaseStatus.Failed or RulesEngineCaseStatus.Refused).Select(Told));
    }

    [Fact]
    public void Every_outcome_of_the_further_cases_is_that_of_the_real_engine()
    {
        var report = Run("further.json");
        Assert.True(report.Results.Length > 450);
        Assert.Empty(report.Results.Where(r => r.Status != RulesEngineCaseStatus.Same).Select(Told));
    }

    /// <summary>Where we deviate the file is refused, the rule fails with a code, or it runs where the real engine does not compile it; marked defects alone have another outcome.</summary>
    [Fact]
    public void Where_we_deviate_no_rule_has_another_verdict_or_output()
    {
        var report = Run("deviations.json");
        var quirks = Cases("deviations.json").ToDictionary(c => c.GetProperty("id").GetString()!, c => c.GetProperty("quirk").GetString()!);
        foreach (var result in report.Results)
        {
            Assert.NotEqual(RulesEngineCaseStatus.Same, result.Status);
            if (quirks[result.Id].StartsWith("Defect:", StringComparison.Ordinal)) continue;
            using var json = JsonDocument.Parse(result.Json);
            var refused = json.RootElement.GetProperty("throws").ValueKind == JsonValueKind.Object;
            Assert.True(refused || result.Status == RulesEngineCaseStatus.More || Rules(json.RootElement).All(FailsOrIsMore), Told(result));
        }
    }

    private static bool FailsOrIsMore(JsonElement rule) =>
        rule.GetProperty("exception").GetBoolean() || rule.TryGetProperty("actionException", out _) || rule.GetProperty("output").ValueKind == JsonValueKind.Null;

    private static IEnumerable<JsonElement> Rules(JsonElement outcome) => outcome.GetProperty("expected").EnumerateArray();

    private static string Told(RulesEngineCaseResult result) => $"{result.Id}: {result.Status}: {string.Join("; ", result.Differences)}";

    private static IEnumerable<JsonElement> Cases(string file) => JsonDocument.Parse(Read(file)).RootElement.EnumerateArray();

    private static byte[] Read(string file) => File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "Conformance", "rulesengine", file));

    private RulesEngineCaseReport Run(string file)
    {
        var report = RulesEngineCases.Run(file, Read(file), Moment);
        Assert.Empty(report.Diagnostics);
        foreach (var feature in report.Results.GroupBy(r => r.Feature))
            output.WriteLine($"{feature.Key}: {feature.Count(r => r.Status == RulesEngineCaseStatus.Same)} of {feature.Count()} the same");
        foreach (var result in report.Results.Where(r => r.Status != RulesEngineCaseStatus.Same)) output.WriteLine(Told(result));
        return report;
    }
}
