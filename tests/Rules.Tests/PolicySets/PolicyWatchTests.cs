using System.Globalization;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.PolicySets;

namespace CrmWorkflows.Rules.Tests.PolicySets;

/// <summary>A reload swaps the policies by one reference; what began keeps what it began with; what is broken never replaces what is sound.</summary>
public sealed class PolicyWatchTests
{
    private static readonly EvaluationMoment Moment = EvaluationMoment.On(new DateOnly(2026, 3, 16));

    // Two fields that always say the same within one version.
    private static string Document(int value) => $$"""
        {
          "kind": "Calculation", "name": "fee", "title": { "zh": "费", "en": "Fee" },
          "parameters": { "n": { "type": "Integer", "value": {{value.ToString(CultureInfo.InvariantCulture)}}, "label": { "zh": "数", "en": "Number" } } },
          "outcome": [
            { "name": "a", "type": "Integer", "label": { "zh": "甲", "en": "A" }, "value": "n" },
            { "name": "b", "type": "Integer", "label": { "zh": "乙", "en": "B" }, "value": "n" }
          ]
        }
        """;

    private static long Decide(PolicyLibrary library)
    {
        var decision = library.Find("bank", "cards")!.Find("fee")!.Decide([], Moment);
        Assert.Equal(decision["a"], decision["b"]);
        return decision["a"].AsInteger();
    }

    [Fact]
    public void A_reload_puts_the_new_version_in_force_and_what_was_taken_before_stays()
    {
        using var rules = TemporaryRules.WithPolicy().Write("bank/cards/fee.json", Document(1));
        using var watch = PolicyWatch.Load(rules.Root);
        var taken = watch.Current;
        rules.Write("bank/cards/fee.json", Document(2));
        Assert.Equal(1, Decide(watch.Current));
        watch.Reload();
        Assert.Equal(2, Decide(watch.Current));
        Assert.Equal(1, Decide(taken));
        Assert.NotEqual(taken.Policies[0].Hash, watch.Current.Policies[0].Hash);
    }

    [Fact]
    public void A_broken_file_never_replaces_a_good_set_and_the_others_go_on()
    {
        using var rules = TemporaryRules.WithPolicy().Write("bank/cards/fee.json", Document(1))
            .Write("bank/loans/policy.json", """{ "kind": "Policy", "name": "loans", "line": "bank", "title": { "zh": "贷款", "en": "Loans" } }""")
            .Write("bank/loans/fee.json", Document(10));
        using var watch = PolicyWatch.Load(rules.Root);
        rules.Write("bank/cards/fee.json", "{ \"kind\": ").Write("bank/loans/fee.json", Document(11));
        var load = watch.Reload();
        Assert.True(load.HasErrors);
        Assert.Equal(1, Decide(watch.Current));
        Assert.Equal(11, watch.Current.Find("bank", "loans")!.Find("fee")!.Decide([], Moment)["a"].AsInteger());
        rules.Write("bank/cards/fee.json", Document(3));
        Assert.False(watch.Reload().HasErrors);
        Assert.Equal(3, Decide(watch.Current));
    }

    [Fact]
    public void A_policy_whose_folder_is_gone_is_no_longer_in_force()
    {
        using var rules = TemporaryRules.WithPolicy().Write("bank/cards/fee.json", Document(1));
        using var watch = PolicyWatch.Load(rules.Root);
        Directory.Delete(Path.Combine(rules.Root, "bank", "cards"), recursive: true);
        watch.Reload();
        Assert.Empty(watch.Current.Policies);
    }

    [Fact]
    public async Task Eight_threads_reload_while_others_decide_and_nobody_sees_a_mixture()
    {
        using var rules = TemporaryRules.WithPolicy().Write("bank/cards/fee.json", Document(0));
        using var watch = PolicyWatch.Load(rules.Root);
        using var done = new CancellationTokenSource();
        var deciders = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            var count = 0;
            while (!done.IsCancellationRequested)
            {
                Decide(watch.Current);
                count++;
            }
            return count;
        })).ToArray();
        var file = Path.Combine(rules.Root, "bank", "cards", "fee.json");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
        {
            for (var round = 0; round < 10; round++)
            {
                // Every third version is broken; a file appears whole, as an editor saves it.
                var next = file + "." + thread.ToString(CultureInfo.InvariantCulture);
                File.WriteAllText(next, round % 3 == 1 ? "{" : Document(thread * 100 + round));
                File.Move(next, file, overwrite: true);
                Assert.NotNull(watch.Reload().Library.Find("bank", "cards"));
            }
        })));
        await done.CancelAsync();
        Assert.All(await Task.WhenAll(deciders), count => Assert.True(count > 0));
        rules.Write("bank/cards/fee.json", Document(77));
        watch.Reload();
        Assert.Equal(77, Decide(watch.Current));
    }

    [Fact]
    public async Task A_watched_change_is_read_by_itself()
    {
        using var rules = TemporaryRules.WithPolicy().Write("bank/cards/fee.json", Document(1));
        using var watch = PolicyWatch.Load(rules.Root);
        var reloaded = new TaskCompletionSource<LoadResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        watch.Reloaded += result => reloaded.TrySetResult(result);
        watch.Start(TimeProvider.System);
        rules.Write("bank/cards/fee.json", Document(5));
        var load = await reloaded.Task.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.False(load.HasErrors);
        Assert.Equal(5, Decide(watch.Current));
    }

    [Theory]
    [InlineData("2026-01-01", "2027-01-01", "2027-01-01", null)]
    [InlineData("2026-01-01", "2027-01-01", "2027-02-01", "CWF1109")]
    [InlineData("2026-01-01", "2027-01-01", "2026-12-31", "CWF1103")]
    public void Versions_of_one_name_follow_each_other_in_time(string from, string to, string next, string? code)
    {
        string Version(int value, string effective) => Document(value).Replace("\"outcome\"", $"\"effective\": {effective}, \"outcome\"", StringComparison.Ordinal);
        using var rules = TemporaryRules.WithPolicy()
            .Write("bank/cards/fee-1.json", Version(1, $$"""{ "from": "{{from}}", "to": "{{to}}" }"""))
            .Write("bank/cards/fee-2.json", Version(2, $$"""{ "from": "{{next}}" }"""));
        var load = rules.Load();
        Assert.Equal(code is null ? [] : [code], load.Diagnostics.Select(d => d.Code.Id));
        if (load.HasErrors) return;
        var policy = load.Library.Find("bank", "cards")!;
        Assert.Null(policy.Find("fee", new DateOnly(2025, 12, 31)));
        Assert.Equal(1, policy.Find("fee", new DateOnly(2026, 12, 31))!.Decide([], Moment)["a"].AsInteger());
        Assert.Equal(2, policy.Find("fee", new DateOnly(2027, 2, 1))!.Decide([], Moment)["a"].AsInteger());
        Assert.Equal(code is null ? 2 : null, policy.Find("fee", new DateOnly(2027, 1, 1))?.Decide([], Moment)["a"].AsInteger());
    }
}
