using System.Diagnostics;
using System.Text;
using CrmWorkflows.Rules.Expressions.Compilation;
using CrmWorkflows.Rules.Expressions.Evaluation;
using FsCheck;
using FsCheck.Fluent;
using Xunit.Abstractions;

namespace CrmWorkflows.Rules.Tests.Expressions.Compilation;

/// <summary>
/// Whatever the text, it is parsed, bound and evaluated to an end: a value, a fault or a finding; never an exception, never without limit.
/// CRMWF_LONG=1 tries a million inputs, CRMWF_SEED another seed.
/// </summary>
public sealed class PipelineFuzzTests(ITestOutputHelper output)
{
    private const long MostBytes = 256L * 1024 * 1024;

    private static readonly bool Long = Environment.GetEnvironmentVariable("CRMWF_LONG") == "1";
    private static readonly int Seed = int.TryParse(Environment.GetEnvironmentVariable("CRMWF_SEED"), out var seed) ? seed : 20_261_122;

    [Theory]
    [InlineData("bytes", 3_000)]
    [InlineData("grammar", 3_000)]
    [InlineData("damaged", 3_000)]
    public void Every_input_comes_to_an_end(string strategy, int inputs)
    {
        if (Long) inputs = 333_334;
#pragma warning disable RS0030 // seeded and printed
        var random = new Random(Seed);
#pragma warning restore RS0030
        var texts = ExpressionTexts.Any(3).Sample(numberOfSamples: Math.Min(inputs, 4_000), seed: new Rnd((ulong)Seed), size: 20).ToArray();
        var rows = FactValues.Row.Sample(numberOfSamples: 64, seed: new Rnd((ulong)Seed), size: 20).ToArray();
        var (bound, faults, slowest, most) = (0, 0, TimeSpan.Zero, 0L);
        for (var i = 0; i < inputs; i++)
        {
            var text = strategy switch { "bytes" => Bytes(random), "grammar" => Nested(texts, random), _ => Damaged(texts, random) };
            var (began, allocated) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
            if (World.Bind(text) is { } tree)
            {
                bound++;
                var row = rows[i % rows.Length];
                var outcome = World.Outcome(c => ReferenceEvaluator.Evaluate(tree.Tree, c), World.Context(row, tree.Locals));
                if (outcome.StartsWith("fault", StringComparison.Ordinal)) faults++;
                // Compiling costs a hundred times an evaluation: a sample is held to the same outcome.
                if (i % 16 == 0 && CompiledFormula.Of(tree.Tree) is { } compiled) Assert.Equal(outcome, World.Outcome(compiled.Evaluate, World.Context(row, tree.Locals)));
            }
            var (took, bytes) = (Stopwatch.GetElapsedTime(began), GC.GetAllocatedBytesForCurrentThread() - allocated);
            if (took > slowest) slowest = took;
            most = Math.Max(most, bytes);
            Assert.True(took < TimeSpan.FromSeconds(30) && bytes < MostBytes, $"{took}, {bytes:N0} bytes: {text}");
        }
        output.WriteLine($"{strategy}: {inputs:N0} inputs, {bound:N0} bound and evaluated, {faults:N0} faults, slowest {slowest.TotalMilliseconds:N1} ms, most {most / 1024:N0} KiB, seed {Seed}, no crash");
        Assert.True(strategy == "bytes" || bound > inputs / 50, $"Only {bound} of {inputs} hold together: the generator has gone blind.");
    }

    private static string Bytes(Random random)
    {
        var bytes = new byte[random.Next(random.Next(20) == 0 ? 4_000 : 40)];
        random.NextBytes(bytes);
        return random.Next(2) == 0 ? Encoding.Latin1.GetString(bytes) : Encoding.UTF8.GetString(bytes);
    }

    // Sound texts inside one another, up to and beyond the limits.
    private static string Nested(string[] texts, Random random)
    {
        var text = texts[random.Next(texts.Length)];
        for (var depth = random.Next(random.Next(30) == 0 ? 80 : 3); depth > 0 && text.Length < 12_000; depth--)
        {
            text = random.Next(6) switch
            {
                0 => $"({text}) and ({texts[random.Next(texts.Length)]})",
                1 => $"vs.any(x => {text})",
                2 => $"[{text}, {text}].count()",
                3 => $"b ? ({text}) : ({text})",
                4 => $"ns.select(x => {text}).select(y => {texts[random.Next(texts.Length)]})",
                _ => $"not ({text})",
            };
        }
        return text;
    }

    private static string Damaged(string[] texts, Random random)
    {
        var text = new StringBuilder(texts[random.Next(texts.Length)]);
        for (var edits = random.Next(1, 4); edits > 0; edits--)
        {
            var at = random.Next(text.Length + 1);
            switch (random.Next(3))
            {
                case 0: text.Insert(at, texts[random.Next(texts.Length)]); break;
                case 1: text.Remove(at, Math.Min(text.Length - at, random.Next(5))); break;
                default: text.Insert(at, (string[])["+", "-", "(", ")", "vs", "ns", "d", "1", ".", " and ", "[", "]", "?", ":", "=>", "null", "'a'"] is var parts ? parts[random.Next(parts.Length)] : ""); break;
            }
        }
        return text.ToString();
    }
}
