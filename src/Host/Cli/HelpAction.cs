using System.CommandLine;
using System.CommandLine.Invocation;

namespace CrmWorkflows.Host.Cli;

/// <summary>Writes the help of the program or of one verb, in the reader's language.</summary>
internal sealed class HelpAction(CommandLineContext cli) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult) => Write(parseResult.CommandResult.Command, cli);

    /// <summary>Writes the help of a command.</summary>
    public static int Write(Command command, CommandLineContext cli)
    {
        var text = cli.Out;
        text.WriteLine(command.Description);
        text.WriteLine();
        text.WriteLine($"{cli.Text("cli.usage")}  {Usage(command, cli)}");
        if (command.Subcommands.Count > 0) WriteVerbs(command, cli);
        Section(cli, "cli.arguments", command.Arguments.Select(a => (NameOf(a), a.Description)));
        Section(cli, "cli.options", Options(command).Select(o => (NameOf(o, cli), o.Description)));
        if (command is Verb { Examples.Count: > 0 } verb) Section(cli, "cli.examples", verb.Examples.Select(e => (e, (string?)null)));
        return ExitCode.Success;
    }

    /// <summary>The command as it is written: <c>crmwf check</c>.</summary>
    public static string PathOf(Command command) => command is RootCommand ? "crmwf" : $"{PathOf((Command)command.Parents.First())} {command.Name}";

    private static void WriteVerbs(Command command, CommandLineContext cli)
    {
        cli.Out.WriteLine();
        cli.Out.WriteLine(cli.Text("cli.verbs"));
        foreach (var verb in command.Subcommands)
        {
            cli.Out.WriteLine($"  {CellText.Padded(verb.Name, 11)}{verb.Description}");
            if (verb is Verb { Examples: [var example, ..] }) cli.Out.WriteLine($"  {CellText.Padded("", 11)}$ {example}");
        }
    }

    private static void Section(CommandLineContext cli, string title, IEnumerable<(string Name, string? Description)> rows)
    {
        var all = rows.ToArray();
        if (all.Length == 0) return;
        var width = all.Max(r => CellText.Width(r.Name)) + 2;
        cli.Out.WriteLine();
        cli.Out.WriteLine(cli.Text(title));
        foreach (var (name, description) in all) cli.Out.WriteLine($"  {(description is null ? name : CellText.Padded(name, width) + description)}");
    }

    private static string Usage(Command command, CommandLineContext cli)
    {
        var parts = new List<string> { PathOf(command) };
        if (command.Subcommands.Count > 0) parts.Add(cli.Text("cli.verbName"));
        parts.AddRange(command.Options.Where(o => o.Required).Select(o => NameOf(o, cli)));
        parts.AddRange(command.Arguments.Select(NameOf));
        parts.Add(cli.Text("cli.optionsName"));
        return string.Join(' ', parts);
    }

    private static IEnumerable<Option> Options(Command command)
    {
        var inherited = command.Parents.OfType<Command>().SelectMany(p => p.Options).Where(o => o.Recursive);
        return command.Options.Concat(inherited).Where(o => !o.Hidden).DistinctBy(o => o.Name);
    }

    private static string NameOf(Argument argument)
    {
        var name = argument.Arity.MaximumNumberOfValues > 1 ? argument.Name + "..." : argument.Name;
        return argument.Arity.MinimumNumberOfValues == 0 || argument.HasDefaultValue ? $"[{name}]" : name;
    }

    private static string NameOf(Option option, CommandLineContext cli)
    {
        var names = string.Join(", ", option.Aliases.Where(a => a is not ("/?" or "/h" or "-?")).Prepend(option.Name));
        return option.Arity.MaximumNumberOfValues == 0 || option.ValueType == typeof(bool) ? names : $"{names} {option.HelpName ?? cli.Text("cli.valueName")}";
    }
}
