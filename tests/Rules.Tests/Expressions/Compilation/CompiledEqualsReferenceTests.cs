using System.Runtime.CompilerServices;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Explanations;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Compilation;
using CrmWorkflows.Rules.Expressions.Evaluation;
using FsCheck;
using FsCheck.Fluent;
using Xunit.Abstractions;

namespace CrmWorkflows.Rules.Tests.Expressions.Compilation;

/// <summary>
/// A compiled formula gives what the reference evaluator gives: value and kind, null, the paths of what is missing, the fault. CRMWF_LONG=1
/// tries many more expressions, CRMWF_SEED others.
/// </summary>
public sealed class CompiledEqualsReferenceTests(ITestOutputHelper output)
{
    private const int RowsEach = 12;

    private static readonly bool Long = Environment.GetEnvironmentVariable("CRMWF_LONG") == "1";
    private static readonly ulong Seed = ulong.TryParse(Environment.GetEnvironmentVariable("CRMWF_SEED"), out var seed) ? seed : 20_261_122;

    [Fact]
    public void Every_well_typed_expression_means_the_same_compiled()
    {
        var (expressions, cases, sound, faults, missing) = (Long ? 20_000 : 700, 0, 0, 0, 0);
        for (var batch = 0; batch < expressions; batch += 100)
        {
            var texts = ExpressionTexts.Any(3).Sample(numberOfSamples: 100, seed: new Rnd(Seed + (ulong)batch), size: 20).ToArray();
            var rows = FactValues.Row.Sample(numberOfSamples: 100, seed: new Rnd(Seed + (ulong)batch), size: 20).ToArray();
            for (var i = 0; i < texts.Length; i++)
            {
                if (World.Bind(texts[i]) is not { } bound) continue;
                sound++;
                if (CompiledFormula.Of(bound.Tree) is not { } compiled) continue;
                for (var r = 0; r < RowsEach; r++)
                {
                    var row = rows[(i * 7 + r) % rows.Length];
                    var expected = World.Outcome(c => ReferenceEvaluator.Evaluate(bound.Tree, c), World.Context(row, bound.Locals));
                    var actual = World.Outcome(compiled.Evaluate, World.Context(row, bound.Locals));
                    Assert.True(expected == actual, $"seed {Seed + (ulong)batch}, row {(i * 7 + r) % rows.Length}: {texts[i]}\nreference {expected}\ncompiled  {actual}");
                    cases++;
                    if (expected.StartsWith("fault", StringComparison.Ordinal)) faults++;
                    if (expected.StartsWith("missing", StringComparison.Ordinal)) missing++;
                }
            }
        }
        output.WriteLine($"{cases:N0} evaluations of {sound:N0} sound expressions of {expressions:N0} generated, {faults:N0} faults, {missing:N0} missing, seed {Seed}");
        Assert.True(sound > expressions * 8 / 10, $"Only {sound} of {expressions} hold together: the generator has gone blind.");
        Assert.True(faults > cases / 500 && missing > cases / 50, $"{faults} faults, {missing} missing of {cases}: the generator has gone blind.");
    }

    [Fact]
    public void The_verdict_of_every_step_of_an_explanation_follows_from_the_steps_below_it()
    {
        var texts = ExpressionTexts.Any(3).Sample(numberOfSamples: Long ? 40_000 : 4_000, seed: new Rnd(Seed), size: 20);
        var rows = FactValues.Row.Sample(numberOfSamples: 50, seed: new Rnd(Seed), size: 20).ToArray();
        var (at, checkedSteps) = (0, 0);
        foreach (var text in texts)
        {
            // A literal and a choice between branches are told in words and are no steps of their own.
            if (text.Contains('?', StringComparison.Ordinal) || text.Contains("true", StringComparison.Ordinal) || text.Contains("false", StringComparison.Ordinal)) continue;
            if (World.Bind(text) is not { } bound || bound.Tree.Type.Kind != Rules.Values.ValueKind.Boolean) continue;
            var context = World.Context(rows[at++ % rows.Length], bound.Locals);
            var builder = new ExplanationBuilder();
            context.Observer = builder;
            var formula = new Formula(bound.Tree, text, _ => SourceSpan.None);
            bool? verdict;
            try
            {
                var value = formula.Evaluate(context);
                verdict = value.IsTrue ? true : value.IsFalse ? false : null;
            }
            catch (EvaluationFault)
            {
                continue;
            }
            if (builder.Steps is not [var root]) continue;
            Assert.Equal(verdict, root.Verdict);
            foreach (var step in root.All())
            {
                if (step.Phrase == "explain.and") Assert.True(Folds(step, isAnd: true), text);
                else if (step.Phrase == "explain.or") Assert.True(Folds(step, isAnd: false), text);
                else continue;
                checkedSteps++;
            }
        }
        output.WriteLine($"{checkedSteps:N0} steps, seed {Seed}");
        Assert.True(checkedSteps > 50);
    }

    [Theory]
    [InlineData("d / n > 1 or b")]
    [InlineData("n + k")]
    [InlineData("n * 2 in [1..k]")]
    [InlineData("nn > k and d >= limit")]
    [InlineData("vs.sum(x => x.amount) / n")]
    public void A_formula_gives_the_same_before_and_after_it_is_compiled(string text)
    {
        var bound = World.Bind(text)!.Value;
        var formula = new Formula(bound.Tree, text, _ => SourceSpan.None);
        var rows = FactValues.Row.Sample(numberOfSamples: 40, seed: new Rnd(Seed), size: 20).ToArray();
        var before = rows.Select(r => World.Outcome(formula.Evaluate, World.Context(r, bound.Locals))).ToArray();
        formula.Compile();
        Assert.Equal(before, rows.Select(r => World.Outcome(formula.Evaluate, World.Context(r, bound.Locals))));
        Parallel.For(0, 2_000, i => Assert.Equal(before[i % rows.Length], World.Outcome(formula.Evaluate, World.Context(rows[i % rows.Length], bound.Locals))));
    }

    [Fact]
    public void The_highest_trees_compile()
    {
        foreach (var text in new[] { string.Join(" or ", Enumerable.Repeat("n > 1", 400)), new string('(', 60) + "n" + string.Concat(Enumerable.Repeat(" in [0..1] ? n : k)", 60)) })
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            if (World.Bind(text) is { } bound) CompiledFormula.Of(bound.Tree);
        }
    }

    // The right side of a step that the left one decided is not there.
    private static bool Folds(ExplanationNode step, bool isAnd)
    {
        var parts = step.Children.Select(c => c.Verdict).ToArray();
        if (step.Verdict is { } verdict) return verdict == isAnd ? parts.All(p => p == isAnd) : parts.Any(p => p == !isAnd);
        return parts.All(p => p != !isAnd);
    }
}
