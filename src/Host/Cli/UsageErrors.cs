using System.CommandLine;
using System.CommandLine.Parsing;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Host.Cli;

/// <summary>Says in the reader's language what is wrong with a command line, and what was probably meant.</summary>
internal static class UsageErrors
{
    public static IEnumerable<string> Of(ParseResult parsed, CommandLineContext cli)
    {
        var command = parsed.CommandResult.Command;
        var options = UnknownOptions(parsed).Select(token => Unknown(token, command, cli)).ToArray();
        if (options.Length > 0) return options;
        var lines = parsed.UnmatchedTokens.Take(1).Select(token => Unknown(token, command, cli)).ToList();
        // What is missing behind an unknown word is most often the word itself.
        if (lines.Count > 0) return lines;
        foreach (var option in command.Options.Where(o => o.Required && parsed.GetResult(o) is null)) lines.Add(cli.Text("cli.optionNeeded", option.Name));
        foreach (var error in parsed.Errors)
            if (Line(error, cli) is { } line) lines.Add(line);
        if (lines.Count == 0) lines.AddRange(parsed.Errors.Select(e => e.Message));
        return lines.Distinct();
    }

    /// <summary>Words that look like options and were taken for something else.</summary>
    public static IEnumerable<string> UnknownOptions(ParseResult parsed) =>
        parsed.Tokens.Where(t => t.Type == TokenType.Argument).Select(t => t.Value).Concat(parsed.UnmatchedTokens)
            .Where(t => t.StartsWith("--", StringComparison.Ordinal) && t.Length > 2).Distinct();

    private static string Unknown(string token, Command command, CommandLineContext cli)
    {
        if (token.StartsWith('-'))
        {
            var options = command.Options.Concat(command.Parents.OfType<Command>().SelectMany(p => p.Options).Where(o => o.Recursive)).Select(o => o.Name);
            return cli.Text("cli.unknownOption", token, HelpAction.PathOf(command), Suggestion.Phrase(token, options));
        }
        return command.Subcommands.Count > 0
            ? cli.Text("cli.unknownVerb", token, Suggestion.Phrase(token, command.Subcommands.Select(c => c.Name)))
            : cli.Text("cli.tooMuch", token);
    }

    private static string? Line(ParseError error, CommandLineContext cli) => error.SymbolResult switch
    {
        ArgumentResult { Tokens.Count: 0, Parent: OptionResult option } => cli.Text("cli.valueNeeded", option.Option.Name),
        ArgumentResult { Tokens.Count: 0 } argument => cli.Text("cli.argumentNeeded", argument.Argument.Name),
        ArgumentResult { Parent: OptionResult option } argument when IsConversion(error) => Unfit(argument.Tokens[^1].Value, option.Option.Name, option.Option.ValueType, cli),
        ArgumentResult argument when IsConversion(error) => Unfit(argument.Tokens[^1].Value, argument.Argument.Name, argument.Argument.ValueType, cli),
        OptionResult option when IsConversion(error) => Unfit(option.Tokens[^1].Value, option.Option.Name, option.Option.ValueType, cli),
        OptionResult { Tokens.Count: 0 } option when option.Option.ValueType != typeof(bool) => cli.Text("cli.valueNeeded", option.Option.Name),
        // What a verb checks itself is already said in the reader's language.
        ArgumentResult or OptionResult when !IsConversion(error) => error.Message,
        _ => null,
    };

    private static string Unfit(string value, string name, Type type, CommandLineContext cli) =>
        cli.Text("cli.unfit", value, name, CommandLineContext.Texts.Find("cli.expected." + (Nullable.GetUnderlyingType(type) ?? type).Name) ?? LocalizedText.Same(type.Name));

    private static bool IsConversion(ParseError error) => error.Message.StartsWith("Cannot parse argument", StringComparison.Ordinal);
}
