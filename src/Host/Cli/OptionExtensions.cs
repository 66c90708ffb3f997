using System.CommandLine;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Host.Cli;

/// <summary>What options of several verbs have in common.</summary>
internal static class OptionExtensions
{
    /// <summary>The option takes one of these words; anything else is wrong use, with the nearest word named.</summary>
    public static Option<string> AcceptOnly(this Option<string> option, CommandLineContext cli, params string[] words)
    {
        option.CompletionSources.Add(words);
        option.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault() is { } token && !words.Contains(token.Value))
                result.AddError(cli.Text("cli.notAWord", token.Value, option.Name, string.Join(", ", words), Suggestion.Phrase(token.Value, words)));
        });
        return option;
    }

    /// <summary>The day that <c>--as-of</c> names; null when it was not written.</summary>
    public static DateOnly? AsOf(this ParseResult parsed) => parsed.GetValue<DateOnly?>("--as-of");
}
