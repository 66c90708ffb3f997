using System.CommandLine;
using System.Text;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.PolicySets;

namespace CrmWorkflows.Host.Cli;

/// <summary><c>crmwf fmt</c>: lays rule files out in the one way in which all are laid out.</summary>
internal static class FmtCommand
{
    public static Command Create(CommandLineContext cli)
    {
        var paths = new Argument<string[]>("PATH") { Description = cli.Text("cli.check.path"), Arity = ArgumentArity.ZeroOrMore };
        var check = new Option<bool>("--check") { Description = cli.Text("cli.fmt.check") };
        var command = new Verb(cli, "fmt", "crmwf fmt rules", "crmwf fmt rules --check") { paths, check };
        command.SetAction(parsed => Run(cli, parsed.GetValue(paths) is { Length: > 0 } given ? given : ["rules"], parsed.GetValue(check)));
        return command;
    }

    private static int Run(CommandLineContext cli, string[] paths, bool checkOnly)
    {
        var diagnostics = new DiagnosticBag();
        var sources = new Dictionary<string, string>(StringComparer.Ordinal);
        var (changed, seen) = (0, 0);
        foreach (var file in paths.SelectMany(Files))
        {
            sources[file] = file;
            var before = File.ReadAllBytes(file);
            if (RuleFormatter.Format(file, before, diagnostics) is not { } text) continue;
            seen++;
            var after = Encoding.UTF8.GetBytes(text);
            if (before.AsSpan().SequenceEqual(after)) continue;
            changed++;
            cli.Out.WriteLine(cli.Text(checkOnly ? "cli.fmt.differs" : "cli.fmt.changed", file));
            if (checkOnly) continue;
            using var target = AtomicFile.Create(file, cli);
            target.Write(after);
            target.Complete();
        }
        new DiagnosticWriter(cli, cli.Error, sources).Write(diagnostics.ToImmutable());
        cli.Out.WriteLine(cli.Text("cli.fmt.summary", seen, changed));
        return diagnostics.HasErrors || (checkOnly && changed > 0) ? ExitCode.Failure : ExitCode.Success;
    }

    private static IEnumerable<string> Files(string path) =>
        File.Exists(path) ? [path]
        : Directory.EnumerateFiles(path, "*.json", SearchOption.AllDirectories)
            .Where(f => !f.EndsWith(".schema.json", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
}
