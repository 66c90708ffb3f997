using CrmWorkflows.Rules.Interop;
using FsCheck;
using FsCheck.Xunit;

namespace CrmWorkflows.Rules.Tests.Interop;

/// <summary>The dialect means what C# means over the types of its inputs.</summary>
public sealed class DialectLawTests
{
    private static readonly RulesEngine Engine = Engines.Of(Engines.Workflow(
        "input1.a + input1.b == input1.c", "input1.a < input1.b", "input1.a / 7 == input1.d", "input1.x * 2 == input1.y",
        "input1.s.Length == input1.n && input1.s + \"!\" == input1.t", "!(input1.a < input1.b) == (input1.a >= input1.b)"));

    [Property(MaxTest = 60)]
    public void Arithmetic_comparison_and_texts_agree_with_the_host_language(int a, int b, NormalFloat x, NonNull<string> s)
    {
        var results = Engine.All("w", new { a = (long)a, b = (long)b, c = (long)a + b, d = a / 7L, x = x.Item, y = x.Item * 2, s = s.Item, n = s.Item.Length, t = s.Item + "!" });
        Assert.Equal([true, a < b, true, true, true, true], results.Select(r => r.IsSuccess));
        Assert.All(results, r => Assert.Null(r.Failure));
    }

    [Fact]
    public void A_whole_number_beyond_its_type_fails_the_rule_instead_of_wrapping_round()
    {
        var result = Engines.Run("input1.n * 2 < 0", $$"""{ "n": {{long.MaxValue}} }""");
        Assert.False(result.IsSuccess);
        Assert.Equal("CWF5151", Engines.FailureOf(result));
    }

    [Fact]
    public void Registered_functions_are_called_with_their_types()
    {
        var settings = new ReSettings().WithType(typeof(Checks));
        var results = Engines.RunAll(settings, """{ "country": "india", "n": 3 }""", "Checks.IsAny(input1.country, \"india,usa\")", "Checks.Twice(input1.n) == 6", "Checks.Hidden() == 1", "Checks.Twice(\"x\") == 6");
        Assert.Equal([true, true, false, false], results.Select(r => r.IsSuccess));
        Assert.Equal(["CWF5102", "CWF5102"], results.Skip(2).Select(Engines.FailureOf));
    }

    [Fact]
    public void The_function_that_RulesEngine_brings_along_is_there_with_and_without_settings()
    {
        Assert.True(Engines.Run("ExpressionUtils.CheckContains(input1.grade, \"A,B\") && names.Any(n => n == \"x\")", """{ "grade": "B", "names": ["x"] }""").IsSuccess);
        Assert.NotNull(CrmWorkflows.Rules.Expressions.RulesEngineDialect.DialectExpression.Condition(
            "ExpressionUtils.CheckContains(\"a\", \"a,b\")", [], CrmWorkflows.Rules.Expressions.RulesEngineDialect.DialectOptions.Default).Function);
    }

    [Fact]
    public void The_clock_is_that_of_the_engine_or_there_is_none()
    {
        var clock = new FixedClock(new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.Zero));
        Assert.True(Engines.Run("DateTime.Now.Year == 2026 && DateTime.Today.Day == 1", "{}", new ReSettings { Clock = clock }).IsSuccess);
        Assert.Equal(["CWF5111"], Engines.Codes(Engines.Workflow("DateTime.Now.Year == 2026")));
    }

    [Fact]
    public void Performance_mode_stops_at_the_child_that_decides()
    {
        const string Json = """
            { "WorkflowName": "w", "Rules": [{ "RuleName": "p", "Operator": "Or", "Rules": [
              { "RuleName": "a", "Expression": "true" }, { "RuleName": "b", "Expression": "1 / input1 == 1" }] }] }
            """;
        var fast = Engines.Of(Json, new ReSettings { NestedRuleExecutionMode = NestedRuleExecutionMode.Performance }).All("w", 0)[0];
        Assert.Equal(["a"], fast.ChildResults.Select(c => c.RuleName));
        Assert.Equal(["a", "b"], Engines.Of(Json).All("w", 0)[0].ChildResults.Select(c => c.RuleName));
    }

    [Fact]
    public void Actions_that_call_each_other_without_end_are_stopped()
    {
        const string Json = """
            { "WorkflowName": "w", "Rules": [{ "RuleName": "r", "Expression": "true", "Actions": { "OnSuccess": { "Name": "EvaluateRule", "Context": { "workflowName": "w", "ruleName": "r" } } } }] }
            """;
        Assert.True(Engines.Of(Json).All("w", 1)[0].IsSuccess);
    }

    public static class Checks
    {
        public static bool IsAny(string value, string list) => list.Split(',').Contains(value);

        public static long Twice(long value) => value * 2;

        internal static int Hidden() => 1;
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;

        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;
    }
}
