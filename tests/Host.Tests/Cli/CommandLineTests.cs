using System.CommandLine;
using CrmWorkflows.Host.Cli;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Host.Tests.Cli;

/// <summary>The frame around the verbs: help in both languages, wrong use, failures that are one line.</summary>
public sealed class CommandLineTests
{
    private static readonly string[] Languages = ["en", "zh"];

    public static TheoryData<string, string> Verbs
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var verb in Root(Language.English).Subcommands)
                foreach (var language in Languages) data.Add(verb.Name, language);
            return data;
        }
    }

    [Fact]
    public void Without_a_verb_the_help_shows_one_example_a_verb()
    {
        var run = CommandLineRun.Of();
        Assert.Equal(0, run.ExitCode);
        foreach (var verb in Root(Language.English).Subcommands) Assert.Contains($"$ {Assert.IsType<Verb>(verb).Examples[0]}", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Every_verb_has_help_with_an_example_and_describes_every_word(string name, string language)
    {
        var run = CommandLineRun.Of(name, "--help", "--lang", language);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("", run.Error);
        var verb = Root(language == "zh" ? Language.Chinese : Language.English).Subcommands.Single(v => v.Name == name);
        Assert.Contains($"crmwf {name}", Assert.IsType<Verb>(verb).Examples[0], StringComparison.Ordinal);
        Assert.Contains(((Verb)verb).Examples[0], run.Out, StringComparison.Ordinal);
        foreach (var (word, text) in verb.Options.Select(o => (o.Name, o.Description)).Concat(verb.Arguments.Select(a => (a.Name, a.Description))).Append((name, verb.Description)))
        {
            Assert.False(string.IsNullOrEmpty(text) || text.StartsWith("cli.", StringComparison.Ordinal), $"{name} {word} is not described.");
            Assert.Equal(language == "zh", text.Any(sign => sign is >= '\u4E00' and <= '\u9FFF'));
        }
    }

    [Theory]
    [InlineData("There is no verb 'confrm'. Did you mean 'conform'?", "confrm", "x.json")]
    [InlineData("FILE is needed.", "conform")]
    [InlineData("crmwf conform has no option '--ruls'. Did you mean '--rules'?", "conform", "--ruls", "rules", "x.json")]
    [InlineData("The option --rules needs a value.", "conform", "x.json", "--rules")]
    [InlineData("'y.json' is one word too many.", "conform", "x.json", "y.json")]
    [InlineData("'2026-13-01' does not fit --as-of; it takes a date like 2026-03-15.", "conform", "x.json", "--as-of", "2026-13-01")]
    [InlineData("'eng' does not fit --lang; possible are: zh, en. Did you mean 'en'?", "conform", "x.json", "--lang", "eng")]
    [InlineData("没有命令“confrm”。是否想写“conform”？", "confrm", "--lang", "zh")]
    public void Wrong_use_exits_2_and_says_what_was_meant(string expected, params string[] args)
    {
        var run = CommandLineRun.Of(args);
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Equal("", run.Out);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Contains("--help", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_one_line()
    {
        var run = CommandLineRun.Of("conform", "no-such-file.json", "--rules", "~/rules");
        Assert.Equal(ExitCode.Failure, run.ExitCode);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));
        Assert.Contains("CWF8001", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_nobody_expected_is_one_line_and_exit_70()
    {
        using var error = new StringWriter();
        var run = new CommandLine(new BrokenWriter(), error, TimeProvider.System).Run([], _ => null);
        Assert.Equal(ExitCode.Unexpected, run);
        Assert.Contains("CWF8002", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, error.ToString().Count(c => c == '\n'));
    }

    [Theory]
    [InlineData("zh_CN.UTF-8", "用法")]
    [InlineData("en_GB.UTF-8", "Usage")]
    [InlineData(null, "Usage")]
    public void The_environment_gives_the_language(string? locale, string expected)
    {
        using var output = new StringWriter();
        new CommandLine(output, output, TimeProvider.System).Run([], name => name == "LANG" ? locale : null);
        Assert.Contains(expected, output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_text_of_the_program_exists_in_both_languages()
    {
        foreach (var key in CommandLineContext.Texts.Keys)
        {
            var text = CommandLineContext.Texts.Find(key)!;
            Assert.True(text.En.Trim().Length > 0 && text.Zh.Trim().Length > 0, key);
        }
    }

    private static RootCommand Root(Language language) => CommandLine.Root(new CommandLineContext(TextWriter.Null, TextWriter.Null, language, TimeProvider.System));

    private sealed class BrokenWriter : StringWriter
    {
        public override void WriteLine(string? value) => throw new InvalidOperationException("Two\nlines.");
    }
}
