using System.Diagnostics;
using System.Text;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.Syntax;
using FsCheck.Fluent;
using Xunit.Abstractions;

namespace CrmWorkflows.Rules.Tests.Expressions.Syntax;

/// <summary>
/// Whatever the text, the parser answers: no exception, no tree beyond the limits, findings inside the text; and a text without
/// findings is printed and read back as the same tree. CRMWF_LONG=1 tries a million inputs, CRMWF_SEED another seed.
/// </summary>
public sealed class ParserFuzzTests(ITestOutputHelper output)
{
    private static readonly bool Long = Environment.GetEnvironmentVariable("CRMWF_LONG") == "1";
    private static readonly int Seed = int.TryParse(Environment.GetEnvironmentVariable("CRMWF_SEED"), out var seed) ? seed : 20_240_229;

    // Nobody may fail on a busy machine; a text that takes this long takes forever.
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(10);

    private static readonly string[] Fragments =
    [
        "a", "客户", "x.y", "1", "2.5", "1_0", "9223372036854775808", "0x1F", "1e5", "5m", "\"t\"", "'c'", "\"", "'", "\\", "true", "null", "and", "or", "not", "in",
        "AND", "mod", "new", "new []", "as", "is", "it", "=>", "=", "==", "===", "!=", "<>", "<", "<=", ">", ">>", "<<", "+", "-", "*", "/", "%", "!", "&", "&&", "|", "||",
        "?", "??", "?.", ":", ",", ".", "..", "...", "(", ")", "[", "]", "{", "}", "@", "$", "^", "~", "#", ";", "（", "）", "，", "“", "”", "≥", "…", "　", " ", "\n", "\0", "\uD842", "x => x", "f(",
    ];

    [Theory]
    [InlineData("bytes", 20_000)]
    [InlineData("tokens", 20_000)]
    [InlineData("mutations", 10_000)]
    public void Every_text_gets_an_answer(string strategy, int inputs)
    {
        if (Long) inputs = strategy == "mutations" ? 333_334 : 333_333;
#pragma warning disable RS0030 // seeded and printed
        var random = new Random(Seed);
#pragma warning restore RS0030
        var next = strategy switch { "bytes" => Bytes(random), "tokens" => Tokens(random), _ => Mutations(random) };
        var (slowest, slowestText, sound, crashes) = (TimeSpan.Zero, "", 0, new List<string>());
        for (var tried = 0; tried < inputs; tried++)
        {
            var text = next();
            var began = Stopwatch.GetTimestamp();
            try
            {
                if (Try(text, random.Next(4))) sound++;
            }
            catch (Exception crash) when (crashes.Count < 20)
            {
                crashes.Add($"{Escaped(text)}: {crash.Message}");
            }
            var took = Stopwatch.GetElapsedTime(began);
            if (took > slowest) (slowest, slowestText) = (took, text);
        }
        output.WriteLine($"{strategy}: {inputs:N0} inputs, {sound:N0} of them sound, seed {Seed}, {crashes.Count} crashes, slowest {slowest.TotalMilliseconds:N1} ms for {slowestText.Length} characters");
        Assert.True(crashes.Count == 0, string.Join('\n', crashes));
        Assert.True(slowest < Hang, Escaped(slowestText));
        Assert.True(strategy == "bytes" || sound > inputs / 200, $"Only {sound} sound inputs: the generator has gone blind.");
    }

    private static bool Try(string text, int mode)
    {
        var errors = new ParseErrors();
        if (mode == 3)
        {
            var test = Parser.ParseUnaryTest(text, errors);
            CheckFindings(text, errors);
            if (errors.Any) return false;
            Assert.Equal(Tree.Of(test), Tree.Of(Parsed.SoundTest(Printer.Print(test))));
            return true;
        }
        var dialect = (Dialect)mode;
        var node = Parser.ParseExpression(text, dialect, errors);
        CheckFindings(text, errors);
        Assert.InRange(SyntaxHeight.Of(node), 1, SyntaxLimits.TreeHeight);
        if (errors.Any) return false;
        var printed = Printer.Print(node, dialect);
        if (printed.Length > SyntaxLimits.TextLength) return true;
        var read = Parsed.Sound(printed, dialect);
        Assert.Equal(Tree.Of(node), Tree.Of(read));
        Assert.Equal(printed, Printer.Print(read, dialect));
        return true;
    }

    private static void CheckFindings(string text, ParseErrors errors)
    {
        Assert.InRange(errors.Count, 0, SyntaxLimits.Errors);
        foreach (var error in errors.Items)
        {
            Assert.InRange(error.Span.Start, 0, text.Length);
            Assert.InRange(error.Span.Length, 0, text.Length - error.Span.Start);
            foreach (var part in new[] { ".message", ".remedy" })
                Assert.NotEmpty(error.Code.Texts.Format(error.Code.Id + part, Language.Chinese, error.Arguments.AsSpan()));
        }
    }

    private static Func<string> Bytes(Random random) => () =>
    {
        var bytes = new byte[Length(random)];
        random.NextBytes(bytes);
        return random.Next(2) == 0 ? Encoding.Latin1.GetString(bytes) : Encoding.UTF8.GetString(bytes);
    };

    private static Func<string> Tokens(Random random) => () =>
    {
        var text = new StringBuilder();
        var space = random.Next(3) == 0 ? "" : " ";
        for (var count = Length(random) / 4; count >= 0; count--) text.Append(Fragments[random.Next(Fragments.Length)]).Append(space);
        return text.ToString();
    };

    // Sound texts of the grammar, most of them damaged at a few places.
    private static Func<string> Mutations(Random random)
    {
        var own = Sample(Dialect.Own);
        var dialect = Sample(Dialect.RulesEngine);
        return () =>
        {
            var seeds = random.Next(2) == 0 ? own : dialect;
            var text = new StringBuilder(seeds[random.Next(seeds.Length)]);
            for (var edits = random.Next(5); edits > 0; edits--)
            {
                var at = random.Next(text.Length + 1);
                switch (random.Next(4))
                {
                    case 0: text.Insert(at, Fragments[random.Next(Fragments.Length)]); break;
                    case 1: text.Remove(at, Math.Min(text.Length - at, random.Next(6))); break;
                    case 2: text.Insert(at, seeds[random.Next(seeds.Length)]); break;
                    default:
                        var length = Math.Min(text.Length - at, random.Next(20));
                        var part = text.ToString(at, length);
                        for (var times = random.Next(1, 40); times > 0; times--) text.Insert(at, part);
                        break;
                }
            }
            return text.ToString();
        };
    }

    private static string[] Sample(Dialect dialect) =>
        [.. new SyntaxGenerators(dialect).Expression.Sample(numberOfSamples: 2_000, seed: new FsCheck.Rnd((ulong)Seed), size: 30).Select(tree => Printer.Print(tree, dialect))];

    // Mostly short, sometimes beyond the limit.
    private static int Length(Random random) => random.Next(100) switch { < 80 => random.Next(60), < 98 => random.Next(600), _ => random.Next(12_000) };

    private static string Escaped(string text) => System.Text.Json.JsonSerializer.Serialize(text.Length > 400 ? text[..400] : text);
}
