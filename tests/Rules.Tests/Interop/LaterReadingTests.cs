using CrmWorkflows.Rules.Interop;

namespace CrmWorkflows.Rules.Tests.Interop;

/// <summary>Trees are made when they are read; what they say is what was so when the rules ran.</summary>
public sealed class LaterReadingTests
{
    private sealed class Account
    {
        public decimal Balance { get; set; } = 5m;

        public int Zero { get; set; }
    }

    private const string Json = """
        { "WorkflowName": "w", "Rules": [
          { "RuleName": "low", "Expression": "input1.Balance > 10", "ErrorMessage": "only $(input1.Balance)" },
          { "RuleName": "fails", "Expression": "1 / input1.Zero == 1" },
          { "RuleName": "both", "Operator": "And", "Rules": [{ "RuleName": "a", "Expression": "input1.Balance < 10" }, { "RuleName": "b", "Expression": "input1.Balance > 10" }] },
          { "RuleName": "local", "Expression": "half > 1", "LocalParams": [{ "Name": "half", "Expression": "input1.Balance / 2" }] }] }
        """;

    [Fact]
    public void An_object_that_changes_after_the_run_changes_no_result()
    {
        var account = new Account();
        var results = Engines.Of(Json).All("w", account);
        (account.Balance, account.Zero) = (99m, 1);
        Assert.Equal([false, false, false, true], Enumerable.Range(0, results.Count).Select(results.Holds));
        Assert.Equal([false, false, false, true], results.Select(r => r.IsSuccess));
        Assert.Equal("only 5", results[0].ExceptionMessage);
        Assert.Equal("CWF5153", Engines.FailureOf(results[1]));
        Assert.Equal([true, false], results[2].ChildResults.Select(c => c.IsSuccess));
    }

    [Fact]
    public void A_function_is_called_once_however_often_a_result_is_read()
    {
        var calls = 0;
        var settings = new ReSettings().WithFunction("T", "Next", () => ++calls);
        var results = Engines.Of(Engines.Workflow("T.Next() == 1", "T.Next() == 0"), settings).All("w", 1);
        Assert.Equal([true, false], results.Select(r => r.IsSuccess));
        Assert.Equal([true, false], results.Select(r => r.IsSuccess));
        Assert.Equal(2, calls);
    }

    [Fact]
    public void A_function_may_run_rules_itself()
    {
        var inner = Engines.Of(Engines.Workflow("input1 == 7"));
        var settings = new ReSettings().WithFunction("T", "Inner", (long value) => inner.All("w", value).Holds(0));
        var results = Engines.RunAll(settings, """{ "a": 7, "b": 8 }""", "T.Inner(input1.a) && input1.a == 7", "T.Inner(input1.b) || input1.b == 8");
        Assert.All(results, r => Assert.True(r.IsSuccess, r.ExceptionMessage));
    }

    [Fact]
    public void More_rules_than_a_word_has_bits_keep_their_verdicts()
    {
        var results = Engines.Of(Engines.Workflow([.. Enumerable.Range(0, 200).Select(i => $"input1 % 3 == {i % 3}")])).All("w", 4);
        Assert.Equal(Enumerable.Range(0, 200).Select(i => i % 3 == 1), Enumerable.Range(0, results.Count).Select(results.Holds));
        Assert.Equal(Enumerable.Range(0, 200).Select(i => i % 3 == 1), results.Select(r => r.IsSuccess));
        Assert.Throws<ArgumentOutOfRangeException>(() => results.Holds(200));
    }

    [Fact]
    public void Reading_from_many_threads_gives_one_tree()
    {
        var engine = Engines.Of(Json);
        for (var round = 0; round < 20; round++)
        {
            var results = engine.All("w", new Account());
            var trees = new RuleResultTree[8];
            Parallel.For(0, 8, i => trees[i] = results[2]);
            Assert.All(trees, t => Assert.Same(results[2], t));
        }
    }
}
