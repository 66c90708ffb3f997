using System.CommandLine;
using System.CommandLine.Help;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Host.Cli;

/// <summary>
/// The frame around the verbs: language, help, wrong use, and what is said when something goes wrong that no verb expected.
/// A user never sees a stack trace.
/// </summary>
internal sealed class CommandLine(TextWriter output, TextWriter error, TimeProvider clock, Func<Stream>? input = null, Func<Stream>? piped = null)
{
    /// <summary>Runs one command line and gives the exit code.</summary>
    /// <param name="args">What was written after the name of the program.</param>
    /// <param name="environment">Gives a variable of the environment; null when it is not set.</param>
    public int Run(IReadOnlyList<string> args, Func<string, string?> environment)
    {
        var cli = new CommandLineContext(output, error, LanguageOf(args, environment), clock) { OpenInput = input ?? Console.OpenStandardInput, OpenOutput = piped ?? Console.OpenStandardOutput };
        try
        {
            var parsed = Root(cli).Parse(args);
            if (parsed.Action is not HelpAction && (parsed.Errors.Count > 0 || UsageErrors.UnknownOptions(parsed).Any()))
            {
                foreach (var line in UsageErrors.Of(parsed, cli)) error.WriteLine(line);
                error.WriteLine(cli.Text("cli.seeHelp", HelpAction.PathOf(parsed.CommandResult.Command)));
                return ExitCode.Usage;
            }
            return parsed.Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Report(cli, CliDiagnostics.FileTrouble, e.Message, ExitCode.Failure);
        }
        catch (Exception e)
        {
            return Report(cli, CliDiagnostics.Unexpected, $"{e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}", ExitCode.Unexpected);
        }
    }

    internal static RootCommand Root(CommandLineContext cli)
    {
        var root = new RootCommand(cli.Text("cli.description"));
        foreach (var create in Program.Verbs) root.Add(create(cli));
        root.Options.OfType<HelpOption>().Single().Description = cli.Text("cli.help");
        root.Options.OfType<HelpOption>().Single().Action = new HelpAction(cli);
        root.Options.OfType<VersionOption>().Single().Description = cli.Text("cli.version");
        root.Add(new Option<string>("--lang") { Description = cli.Text("cli.lang"), HelpName = "zh|en", Recursive = true }.AcceptOnly(cli, "zh", "en"));
        root.Add(new Option<DateOnly?>("--as-of") { Description = cli.Text("cli.asOf"), HelpName = cli.Text("cli.dateName"), Recursive = true });
        root.SetAction(parsed => HelpAction.Write(root, cli));
        return root;
    }

    // The texts of the verbs are needed before their options can be parsed.
    private static Language LanguageOf(IReadOnlyList<string> args, Func<string, string?> environment)
    {
        string? written = null;
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i] == "--lang" && i + 1 < args.Count) written = args[i + 1];
            else if (args[i].StartsWith("--lang=", StringComparison.Ordinal) || args[i].StartsWith("--lang:", StringComparison.Ordinal)) written = args[i]["--lang=".Length..];
        }
        written ??= new[] { "LC_ALL", "LC_MESSAGES", "LANG" }.Select(environment).FirstOrDefault(v => !string.IsNullOrEmpty(v));
        return written?.StartsWith("zh", StringComparison.OrdinalIgnoreCase) == true ? Language.Chinese : Language.English;
    }

    private int Report(CommandLineContext cli, DiagnosticCode code, string what, int exitCode)
    {
        error.WriteLine(new Diagnostic(code, SourceSpan.None, [what]).Render(cli.Language));
        return exitCode;
    }
}
