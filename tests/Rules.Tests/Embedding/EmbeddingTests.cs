using System.Text;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Embedding;
using CrmWorkflows.Rules.Tests.House;
using CrmWorkflows.Samples.Embedding;

namespace CrmWorkflows.Rules.Tests.Embedding;

/// <summary>What an embedding program sees: samples, reload, refused facts, functions of its own.</summary>
public sealed class EmbeddingTests : IDisposable
{
    private static readonly EvaluationMoment Moment = EvaluationMoment.On(new DateOnly(2026, 6, 1));

    private readonly string _folder = Directory.CreateTempSubdirectory("crmwf-embedding-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_samples_say_what_they_promise()
    {
        var rules = Path.Combine(Repository.Root, "rules");
        using var output = new StringWriter();
        DecideFromJson.Run(rules, output);
        DecideForRecords.Run(rules, output);
        OwnFunctions.Run(output);
        var lines = output.ToString().Split(output.NewLine);
        Assert.Equal("highNetWorth", lines[0]);
        Assert.Contains("missing: cumulativeSubscription", lines);
        Assert.Contains("Lin: vip", lines);
        Assert.Contains("Zhao: quasiHighNetWorth", lines);
        Assert.Contains("Wu: outOfScope", lines);
        Assert.Contains("reloaded", lines);
        Assert.Contains("30.00", lines);
    }

    [Fact]
    public void A_reload_replaces_all_rules_at_once_and_a_broken_file_replaces_nothing()
    {
        Write("n > 10");
        var rules = new CrmRules(new CrmRulesOptions().AddFolder(_folder));
        var typed = rules.Typed<Counted, bool>("bank/test", "d");
        Assert.True(typed.TryDecide(new Counted(7), Moment, out var large) && !large);

        Write("n > 5");
        Assert.False(rules.Reload().HasErrors);
        Assert.True(typed.TryDecide(new Counted(7), Moment, out large) && large);

        var before = rules.Library;
        Write("m > 5");
        Assert.True(rules.Reload().HasErrors);
        Assert.Same(before.Policies[0], Assert.Single(rules.Library.Policies));
        Assert.True(typed.TryDecide(new Counted(7), Moment, out large) && large);
    }

    [Fact]
    public async Task A_watched_folder_is_read_again_by_itself()
    {
        Write("n > 10");
        using var rules = new CrmRules(new CrmRulesOptions().AddFolder(_folder));
        var typed = rules.Typed<Counted, bool>("bank/test", "d");
        var reloaded = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        rules.Watch(TimeProvider.System, load => reloaded.TrySetResult(load.HasErrors));
        Write("n > 5");
        Assert.False(await reloaded.Task.WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.True(typed.TryDecide(new Counted(7), Moment, out var large) && large);
    }

    [Fact]
    public void Decisions_go_on_while_rules_are_reloaded()
    {
        Write("n > 5");
        var rules = new CrmRules(new CrmRulesOptions().AddFolder(_folder));
        var typed = rules.Typed<Counted, bool>("bank/test", "d");
        Parallel.For(0, 64, i =>
        {
            if (i % 16 == 0) Assert.False(rules.Reload().HasErrors);
            for (var n = 0; n < 50; n++) Assert.True(typed.TryDecide(new Counted(n), Moment, out var large) && large == n > 5);
        });
    }

    [Fact]
    public void Facts_that_do_not_fit_refuse_the_decision_and_say_why()
    {
        Write("n > 5");
        var rules = new CrmRules(new CrmRulesOptions().AddFolder(_folder));
        Assert.Equal("CWF3010", rules.Decide("bank/test", "d", Encoding.UTF8.GetBytes("""{ "n": "x" }"""), Moment).Fault!.Code.Id);
        Assert.Equal("CWF3010", rules.Decide("bank/test", "d", new Dictionary<string, object?> { ["n"] = 1.5m }, Moment).Fault!.Code.Id);
        Assert.Equal("CWF3015", rules.Decide("bank/test", "d", new Dictionary<string, object?> { ["m"] = 1L }, Moment).Fault!.Code.Id);
        Assert.Equal("n", Assert.Single(rules.Decide("bank/test", "d", new Dictionary<string, object?>(), Moment).MissingFacts));
        Assert.True(rules.Decide("bank/test", "d", new Dictionary<string, object?> { ["n"] = 6 }, Moment)["large"].IsTrue);
        Assert.Throws<ArgumentException>(() => rules.Decide("bank/test", "other", new Dictionary<string, object?>(), Moment));
    }

    [Fact]
    public void Types_that_do_not_fit_are_told_when_they_are_first_used()
    {
        Write("n > 5");
        var rules = new CrmRules(new CrmRulesOptions().AddFolder(_folder));
        var member = Assert.Throws<TypeMismatchException>(() => rules.Typed<Miscounted, bool>("bank/test", "d").TryDecide(new Miscounted("7"), Moment, out _));
        Assert.Equal("CWF3401", Assert.Single(member.Diagnostics).Code.Id);
        var outcome = Assert.Throws<TypeMismatchException>(() => rules.Typed<Counted, DateOnly>("bank/test", "d").TryDecide(new Counted(7), Moment, out _));
        Assert.Equal("CWF3402", Assert.Single(outcome.Diagnostics).Code.Id);
        Assert.Equal("CWF3405", Assert.Single(Assert.Throws<TypeMismatchException>(() => new CrmRulesOptions().AddFunction("f", (Counted c) => c.N)).Diagnostics).Code.Id);
    }

    [Fact]
    public void A_function_that_throws_ends_the_decision_and_not_the_program()
    {
        Write("riskOf(n) > 5");
        var rules = new CrmRules(new CrmRulesOptions().AddFolder(_folder).AddFunction("riskOf", (long n) => n == 0 ? throw new InvalidOperationException("no risk") : 10 / n));
        Assert.True(rules.Decide("bank/test", "d", new Dictionary<string, object?> { ["n"] = 1 }, Moment)["large"].IsTrue);
        Assert.Equal("CWF2306", rules.Decide("bank/test", "d", new Dictionary<string, object?> { ["n"] = 0 }, Moment).Fault!.Code.Id);
    }

    [Fact]
    public void A_set_that_does_not_load_does_not_start()
    {
        Write("m > 5");
        Assert.Contains(Assert.Throws<PolicyLoadException>(() => new CrmRules(new CrmRulesOptions().AddFolder(_folder))).Diagnostics, d => d.Code.Id == "CWF2101");
    }

    private void Write(string condition)
    {
        File.WriteAllText(Path.Combine(_folder, "policy.json"), """{ "kind": "Policy", "name": "test", "line": "bank", "title": { "zh": "测试", "en": "Test" } }""");
        File.WriteAllText(Path.Combine(_folder, "d.json"), $$"""
            {
              "kind": "Calculation", "name": "d", "title": { "zh": "测试", "en": "Test" },
              "parameters": { "five": { "type": "Integer", "value": 5, "label": { "zh": "五", "en": "Five" } }, "ten": { "type": "Integer", "value": 10, "label": { "zh": "十", "en": "Ten" } } },
              "facts": [ { "name": "n", "type": "Integer", "label": { "zh": "数", "en": "Number" } } ],
              "outcome": [ { "name": "large", "type": "Boolean", "label": { "zh": "大", "en": "Large" }, "value": "{{condition.Replace("10", "ten", StringComparison.Ordinal).Replace("5", "five", StringComparison.Ordinal)}}" } ]
            }
            """);
    }

    public sealed record Counted(long N);

    public sealed record Miscounted(string N);
}
